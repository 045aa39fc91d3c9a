"""Praise from one member to another, and the record that each takes home, in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, KOJI, Visitor, by_id, id_of

pytestmark = pytest.mark.browser

THANKS = "会議のまとめ方を、画面を見せながら教えてくれました！"
PICTURES = Path(__file__).parents[2] / "var" / "pictures"


async def pictured(page: Page, name: str) -> None:
    """For people to look at: on a desktop, and as wide as a phone."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    await page.set_viewport_size({"width": 390, "height": 844})
    if await page.locator("#tab-chat").is_visible():
        await page.locator("#tab-chat").click()
    await page.screenshot(path=PICTURES / f"{name}-phone.png", full_page=True)
    await page.set_viewport_size({"width": 1280, "height": 800})


async def has_app(visitor: Visitor) -> None:
    """Adds the app, unless it is there already."""
    install = visitor.page.locator("#install")
    if await install.is_visible():
        await install.click()
    await expect(visitor.cards("はじめまして、Aizuchi（あいづち）です。").first).to_be_visible()


async def record_of(visitor: Visitor) -> Locator:
    await visitor.say("私")
    shown = visitor.cards("あなたの記録").last
    await expect(shown).to_be_visible()
    return by_id(visitor.page, await id_of(shown))


async def opened(visitor: Visitor, card: Locator, title: str) -> Page:
    """The page that a card's link opens."""
    async with visitor.page.context.expect_page() as coming:
        await card.get_by_role("link", name=title, exact=True).click()
    page = await coming.value
    await page.wait_for_load_state()
    return page


async def test_praise_arrives_in_private_is_read_again_and_taken_home(visit: Visit) -> None:
    koji = await visit(KOJI)
    await has_app(koji)
    await koji.post("議事録の作り方を、みなさんどうしていますか？")

    await koji.become(AKARI)
    await koji.page.locator("#post-text").fill(f"/praise @田村 浩二さん、{THANKS}")
    await koji.page.locator("#post-send").click()
    told = koji.page.locator("#channel .message.bot").filter(has_text="田村 浩二さんに称賛を届けます。")
    await expect(told).to_contain_text("自分だけに見えています")
    await expect(told).to_contain_text(THANKS)
    await expect(told).to_contain_text("今日はあと4件送れます。")
    await pictured(koji.page, "journey-praise-given")

    await koji.become(KOJI)
    card = koji.cards("称賛が届きました")
    await expect(card).to_have_count(1)
    await expect(card).to_contain_text("佐藤 あかりさんから、あなたへ：")
    await expect(card).to_contain_text(THANKS)
    await expect(koji.page.locator("#channel")).not_to_contain_text(THANKS)
    await pictured(koji.page, "journey-praise-got")

    record = await record_of(koji)
    await expect(record).to_contain_text("投稿：2件")
    await expect(record).to_contain_text(THANKS)
    await pictured(koji.page, "journey-me")
    await koji.press(record, "このシーズンを持ち帰る")
    await expect(record.get_by_label("コピーして使える文章（Markdown）")).to_have_value(
        re.compile("^# 田村 浩二さんの活動の記録")
    )
    page = await opened(koji, record, "印刷できるページ（日本語）")
    await expect(page.locator("h1")).to_have_text("田村 浩二さんの活動の記録")
    await expect(page.locator("blockquote")).to_contain_text("佐藤 あかりさんから、2026年11月25日(水)")
    await pictured(page, "journey-me-page")
    await page.close()


async def test_a_praise_by_the_form_is_taken_back_from_the_others_chat(visit: Visit) -> None:
    akari = await visit(AKARI)
    await has_app(akari)
    await akari.become(KOJI)
    await akari.say("称賛")
    card = akari.cards("称賛を届ける").last
    await expect(card).to_be_visible()
    card = by_id(akari.page, await id_of(card))
    await akari.press(card, "届ける")
    await expect(card).to_contain_text("どなたに届けるか、選んでください。")
    await card.get_by_label("どなたに").select_option(label="佐藤 あかり")
    await akari.press(card, "届ける")
    await expect(card).to_contain_text("ひとことを添えてください。")
    await expect(card).to_contain_text("佐藤 あかりさんへ")
    await card.get_by_label("ひとこと（200文字まで）").fill("いつも最初に返事をくれます")
    await pictured(akari.page, "journey-praise-form")
    await akari.press(card, "届ける")
    await expect(card).to_contain_text("佐藤 あかりさんに称賛を届けます。")
    await akari.become(AKARI)
    await expect(akari.cards("いつも最初に返事をくれます")).to_have_count(1)
    await akari.become(KOJI)
    await akari.press(card, "取り消す")
    await expect(card).to_contain_text("佐藤 あかりさんへの称賛を取り消しました。")
    await akari.become(AKARI)
    await expect(akari.cards("いつも最初に返事をくれます")).to_have_count(0)


async def test_what_is_kept_is_read_and_being_forgotten_takes_two_steps(visit: Visit) -> None:
    akari = await visit(AKARI)
    await akari.post("問い合わせの返事を、早くする工夫を教えてください。")
    record = await record_of(akari)
    await akari.press(record, "残っている情報を見る")
    page = await opened(akari, record, "ページで見る")
    await expect(page.locator("h1")).to_have_text("佐藤 あかりさんについて残っている情報")
    await expect(page.locator("main")).to_contain_text("問い合わせの返事を、早くする工夫を教えてください。")
    await pictured(page, "journey-kept")
    await page.close()
    await akari.press(record, "記録に戻る")
    await akari.press(record, "記録から消えたいとき")
    await expect(record).to_contain_text("元には戻せません。")
    await pictured(akari.page, "journey-forget")
    await akari.press(record, "記録から消える")
    await expect(record).to_contain_text("記録から消えました。これまでありがとうございました。")
    record = await record_of(akari)
    await expect(record).to_contain_text("まだ記録はありません。")
