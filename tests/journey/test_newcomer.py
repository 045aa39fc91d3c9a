"""Somebody new is welcomed by a person, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import KEN
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser

SOFIA = "bbbbbbbb-0000-4000-8000-000000000012"
WELCOME = "Sofia Bergさん、はじめての投稿をありがとうございます。お待ちしていました！"


async def test_a_newcomers_answer_begins_with_a_welcome_that_is_not_sent_by_itself(visit: Visit) -> None:
    visitor = await visit(SOFIA)
    thread = await visitor.post("議事録を二つの言語で残せますか？")
    card = await shown(visitor, KEN, "議事録を二つの言語")
    await expect(card).to_contain_text("はじめての方、Sofia Bergさんの投稿")
    await visitor.press(card, "ここで回答する")
    field = card.get_by_label("歓迎のことばに続けて")
    await expect(field).to_have_value(f"{WELCOME}\n")
    await visitor.press(card, "この内容で回答する")
    await expect(card).to_contain_text("歓迎のことばだけでは、まだ回答になりません。")
    await expect(thread.locator(".replies .bot")).to_have_count(0)

    await expect(field).to_have_value(f"{WELCOME}\n")
    await field.fill(f"{WELCOME}\n原文と訳文を並べるように頼めます。")
    await visitor.press(card, "この内容で回答する")
    await expect(card).to_contain_text("回答として記録しました。")
    await expect(card).to_contain_text("Sofia Bergさんの投稿")
    await expect(card).not_to_contain_text("はじめての方")
    await expect(thread.locator(".replies .bot .text")).to_contain_text("原文と訳文を並べるように頼めます。")
