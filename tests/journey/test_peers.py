"""A peer's reply, confirmed and thanked for, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, KEN, KOJI
from tests.journey.running import Rehearsal
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser


async def test_a_responder_reads_a_peers_reply_confirms_it_and_thanks_for_it(
    visit: Visit, rehearsal: Rehearsal
) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録の決定事項だけを抜き出せますか？")
    await visitor.become(KOJI)
    await visitor.reply(thread, "「決定事項だけを表で」と頼むと [きれい](https://example.com/) に出ます。")
    card = await shown(visitor, KEN, "議事録の決定事項だけ")
    await expect(card).to_contain_text(
        "さんの返信：「決定事項だけを表で」と頼むと [きれい](https://example.com/) に出ます。"
    )
    await visitor.press(card, "この返信を回答とする")
    await expect(card).to_contain_text("さんの返信を、回答として記録しました。")

    await visitor.press(card, "お礼を書く")
    field = card.get_by_label("回答してくださった方へのお礼")
    await expect(field).to_have_attribute("maxlength", "200")
    await field.fill("とても助かりました。ありがとうございます。")
    await visitor.press(card, "お礼を書き込む")
    await expect(card).to_contain_text("スレッドに、あなたの名前でお礼を書き込みます。")
    await expect(card.get_by_role("button", name="お礼を書く", exact=True)).to_have_count(0)
    await expect(thread.locator(".replies .bot .text")).to_have_text(
        "伊東 健さんより：とても助かりました。ありがとうございます。"
    )
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["answered_by"], row["answered_by_peer"], row["confirmed_by"]) == (
        "answered", KOJI, True, KEN,
    )  # fmt: skip
