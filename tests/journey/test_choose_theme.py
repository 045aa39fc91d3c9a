"""A member of the PMO chooses a post's theme, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, HANA, KEN
from tests.journey.running import Rehearsal
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser


async def test_a_post_gets_the_theme_that_the_pmo_chooses_and_may_have_its_own_back(
    visit: Visit, rehearsal: Rehearsal
) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録に出てくる数字の表がくずれてしまいます。")
    root = await thread.get_attribute("data-thread") or ""
    card = await shown(visitor, KEN, "数字の表がくずれて")
    await expect(card).to_contain_text("テーマ：議事録と会議")
    await visitor.press(card, "ほかの対応")
    await visitor.press(card, "テーマを選ぶ")
    await card.get_by_label("この投稿のテーマ").select_option(label="数字と表")
    await visitor.press(card, "このテーマにする")
    await expect(card).to_contain_text("この投稿のテーマを「数字と表」にしました。")
    await expect(card).to_contain_text("テーマ：数字と表")
    assert rehearsal.export(root)["theme"] == "figures"

    await visitor.press(card, "元に戻す")
    await expect(card).to_contain_text("テーマ：議事録と会議")
    assert rehearsal.export(root)["theme"] == "meeting"
    await visitor.press(card, "ほかの対応")
    await visitor.press(card, "テーマを選ぶ")
    await card.get_by_label("この投稿のテーマ").select_option(label="数字と表")
    await visitor.press(card, "このテーマにする")
    await expect(card).to_contain_text("テーマ：数字と表")

    await visitor.become(HANA)
    await visitor.say("一覧")
    listing = visitor.cards("数字の表がくずれて").filter(has_text="テーマ：数字と表")
    await expect(listing.last).to_contain_text("お願いしたい方：あなた")
