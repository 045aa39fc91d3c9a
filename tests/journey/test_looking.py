"""Two responders open the same post, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, KEN
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser

WATARU = "aaaaaaaa-0000-4000-8000-000000000008"
"""A champion: owner of no theme, so that their queue shows all."""


async def test_the_second_to_open_the_answer_box_reads_who_is_writing_and_loses_nothing(visit: Visit) -> None:
    first, second = await visit(AKARI), await visit(AKARI)
    thread = await first.post("議事録に載せる図を頼めますか？")
    kens = await shown(first, KEN, "議事録に載せる図")
    hanas = await shown(second, WATARU, "議事録に載せる図")
    await first.press(kens, "ここで回答する")
    await expect(kens).not_to_contain_text("回答を書いています")
    await kens.get_by_label("回答（").fill("図の説明を先に書きます。")
    await second.press(hanas, "ここで回答する")
    await expect(hanas).to_contain_text(re.compile(r"伊東 健さんが、11月\d+日\(.\) \d\d:\d\dから回答を書いています。"))
    await hanas.get_by_label("回答（").fill("画像で頼めます。")

    await first.press(kens, "担当します")
    await expect(kens).to_contain_text("この投稿はあなたの担当になりました。")
    await expect(kens.get_by_label("回答（")).to_have_value("図の説明を先に書きます。")
    await expect(hanas).to_contain_text("伊東 健さんが担当しています。")
    await first.press(kens, "この内容で回答する")
    await expect(kens).to_contain_text("回答として記録しました。")
    await expect(thread.locator(".replies .bot .text")).to_contain_text("図の説明を先に書きます。")


async def test_the_second_to_open_a_post_reads_who_has_it_open(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録の見出しをそろえる頼み方はありますか？")
    first = await shown(visitor, KEN, "議事録の見出し")
    await expect(first).not_to_contain_text("から開いています")
    second = await shown(visitor, WATARU, "議事録の見出し")
    await expect(second).to_contain_text(re.compile(r"伊東 健さんも、11月\d+日\(.\) \d\d:\d\dから開いています。"))
    await visitor.press(second, "担当します")
    await expect(second).to_contain_text("この投稿はあなたの担当になりました。")
    await expect(second).not_to_contain_text("から開いています")


async def test_the_answer_box_is_opened_and_closed_by_keyboard_and_keeps_what_was_written(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録の締め切りを書き添える頼み方は？")
    card = await shown(visitor, KEN, "締め切りを書き添える")
    await card.get_by_role("button", name="ここで回答する", exact=True).press("Enter")
    field = card.get_by_label("回答（")
    await field.press_sequentially("期限は")
    for _ in range(3):
        await visitor.page.keyboard.press("Tab")
    await expect(card.get_by_role("button", name="書くのをやめる", exact=True)).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await expect(field).to_have_count(0)
    await card.get_by_role("button", name="ここで回答する", exact=True).press("Enter")
    await expect(field).to_have_value("期限は")
