"""The closing roll, from how one is named to the page for everybody, and an executive's list, in a browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, HANA, KOJI, Visitor, by_id, id_of

pytestmark = pytest.mark.browser

MAKOTO = "aaaaaaaa-0000-4000-8000-000000000004"
"""An executive."""


async def card_of(visitor: Visitor, word: str, heading: str) -> Locator:
    await visitor.say(word)
    shown = visitor.cards(heading).last
    await expect(shown).to_be_visible()
    return by_id(visitor.page, await id_of(shown))


async def opened(visitor: Visitor, card: Locator, title: str) -> Page:
    """What the link on a card opens, in a window of its own."""
    async with visitor.page.expect_popup() as waited:
        await card.get_by_role("link", name=title, exact=True).click()
    page = await waited.value
    await page.wait_for_load_state()
    return page


async def test_a_name_is_chosen_and_the_roll_is_shown_to_everybody(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録のまとめ方を試してみました。")
    card = await card_of(visitor, "roll", "あなたのお名前")
    await visitor.press(card, "お名前の載せ方を決める")
    await card.get_by_label("お名前の読み").fill("読めません")
    await visitor.press(card, "決める")
    await expect(card).to_contain_text("ひらがな・カタカナ・ローマ字でお書きください")
    await visitor.press(card, "お名前の載せ方を決める")
    await card.get_by_label("別のお名前").fill("あかりん")
    await card.get_by_label("お名前の読み").fill("あかりん")
    await visitor.press(card, "決める")
    await expect(card).to_contain_text("承知しました。")
    await expect(card).to_contain_text("みなさんには、リードの方が公開してからお見せします。")

    await visitor.become(HANA)
    card = await card_of(visitor, "roll", "漏れている方はいません")
    await visitor.press(card, "ファイルを用意する")
    page = await opened(visitor, card, "流れるページを開く")
    await expect(page.locator(".names li", has_text="あかりん")).to_have_count(1)
    await expect(page.get_by_role("button", name="はじめから")).to_be_visible()
    await expect(page.locator("header")).to_contain_text("下見です")
    await expect(page.get_by_role("button", name="止める")).to_be_visible()
    await page.close()
    await visitor.press(card, "みんなに見せる")
    await expect(card).to_contain_text("チャネルには何も投稿していません。")

    await visitor.become(KOJI)
    card = await card_of(visitor, "エンドロール", "みなさんが「エンドロール」から開けます。")
    await visitor.press(card, "エンドロールを開く")
    await expect(card.get_by_role("link", name="スライド（PowerPoint）")).to_have_count(0)
    page = await opened(visitor, card, "流れるページを開く")
    await expect(page.locator(".names li", has_text="あかりん")).to_have_count(1)
    await page.close()


async def test_an_executive_finds_where_a_word_would_mean_most(visit: Visit) -> None:
    visitor = await visit(KOJI)
    await visitor.post("はじめて投稿します。Copilotで日報を書いてみました。")
    await visitor.become(MAKOTO)
    card = await card_of(visitor, "ひとこと", "ひとことを届けたい投稿")
    await expect(card).to_contain_text("はじめての投稿です。ひとことあると、次も書きやすくなります。")
    await expect(card.get_by_role("link", name="Teamsで開く").first).to_be_visible()
    await visitor.press(card, "毎週月曜の朝に受け取る")
    await expect(card).to_contain_text("来週から、月曜の朝にお届けします。")
    await visitor.become(AKARI)
    await visitor.say("touches")
    await expect(visitor.cards("この一覧は役員の方へのものです。")).to_have_count(1)
