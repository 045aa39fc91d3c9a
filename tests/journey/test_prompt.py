"""A member of the PMO plans a prompt, and what becomes of it, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AGAIN_MS, AKARI, KEN, SOON_MS, Visitor

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "var" / "pictures"
TEXT = "今週、いちばん助かった使い方を教えてください。"


async def test_a_prompt_is_planned_posted_in_time_and_what_is_replied_to_it_waits_for_an_answer(visit: Visit) -> None:
    ken = await visit(KEN)
    await ken.say("お題")
    card = ken.cards("お題の予定").last
    await expect(card).to_contain_text("予定しているお題はありません。")
    await ken.press(card, "お題を予定する")
    await card.get_by_label("どんなお題にしますか").fill(TEXT)
    await card.get_by_label("どのテーマのお題ですか").select_option(label="問い合わせ対応")
    await card.get_by_label("何時に投稿しますか").fill("12:30")
    await ken.press(card, "予定する")

    await expect(card).to_contain_text("その時刻は、コミュニティの勤務時間の外です。")
    await expect(card.get_by_label("どんなお題にしますか")).to_have_value(TEXT)
    await card.get_by_label("何時に投稿しますか").fill("10:00")
    await ken.press(card, "予定する")
    await expect(card).to_contain_text("予定しました。")
    await expect(card).to_contain_text("応用：部署に広げる方へ")

    prompt = ken.page.locator("#channel [data-thread]").filter(has_text=TEXT)
    await expect(prompt).to_have_count(0)
    await ken.move_on(days=1)
    await expect(prompt).to_have_count(1)
    await expect(prompt).to_contain_text("伊東 健さんからのお題")
    await expect(prompt).to_contain_text("テーマ：問い合わせ対応（#inquiry）")

    await pictured(ken, "journey-prompt-posted")

    await ken.become(AKARI)
    await ken.reply(prompt, "FAQづくりに使いました。社外の文章でも使えますか。")
    await ken.become(KEN)
    await asked_until(ken, "queue", "FAQづくりに使いました。")
    await ken.reply(prompt, "はい、公開されている文章なら使えます。")
    await asked_until(ken, "お題", "2人が返信")
    await pictured(ken, "journey-prompt-replied")


async def asked_until(visitor: Visitor, word: str, shown: str) -> None:
    """Asks again, as a person would, until the answer knows what has just happened in the channel."""
    async with asyncio.timeout(SOON_MS / 1000):
        while await visitor.cards(shown).count() == 0:
            await visitor.say(word)
            with suppress(AssertionError):
                await expect(visitor.cards(shown).last).to_be_visible(timeout=AGAIN_MS)


async def pictured(visitor: Visitor, name: str) -> None:
    """What the page shows now, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    await visitor.page.screenshot(path=PICTURES / f"{name}.png")
