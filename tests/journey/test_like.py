"""A responder's own like from the card, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Locator, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, KEN, Visitor
from tests.journey.running import Rehearsal
from tests.journey.test_acts import shown

pytestmark = pytest.mark.browser
LIKE = "👍 いいね"
LIKED = "あなたの「いいね」が付いています。"


async def sign_in_goes(visitor: Visitor, mode: str) -> None:
    """Chooses it at the top of the chat; everybody's sign-in is forgotten."""
    choice = visitor.page.locator("#sign-in")
    await choice.select_option("refused" if mode != "refused" else "silent")
    await choice.select_option(mode)
    await expect(choice).to_have_value(mode)


def likes_of(thread: Locator) -> Locator:
    return thread.locator("[data-reaction=like]").first


async def test_one_press_sets_the_members_own_like_and_is_the_receipt(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録に拍手の数を残せますか？")
    card = await shown(visitor, KEN, "議事録に拍手の数")
    await visitor.press(card, LIKE)
    await expect(card).to_contain_text(LIKED)
    await expect(card).to_contain_text("伊東 健さんが受け止めました。")
    await expect(card.get_by_role("button", name=LIKE, exact=True)).to_have_count(0)
    await expect(likes_of(thread)).to_have_attribute("aria-label", re.compile("伊東 健"))
    await expect(likes_of(thread)).to_have_attribute("aria-pressed", "true")
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["received_by"]) == ("waiting", KEN)


async def test_who_is_asked_to_sign_in_may_say_not_now_and_then_yes(visit: Visit) -> None:
    visitor = await visit(AKARI)
    thread = await visitor.post("議事録を朗読してもらえますか？")
    await sign_in_goes(visitor, "consent")
    card = await shown(visitor, KEN, "議事録を朗読")
    asked = visitor.page.locator("dialog.sign-in")
    await visitor.press(card, LIKE)
    await expect(asked).to_contain_text("伊東 健さんの名前で操作する許可を求めています。")
    await asked.get_by_role("button", name="いまはしない").click()
    await expect(asked).to_have_count(0)
    await expect(card.get_by_role("button", name=LIKE, exact=True)).to_be_visible()
    await expect(likes_of(thread)).to_have_attribute("aria-pressed", "false")

    await visitor.press(card, LIKE)
    await asked.get_by_role("button", name="許可して続ける").press("Enter")
    await expect(card).to_contain_text(LIKED)
    await expect(likes_of(thread)).to_have_attribute("aria-pressed", "true")


async def test_where_nobody_may_sign_in_the_question_says_what_to_do_instead(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.post("議事録を点字にできますか？")
    await sign_in_goes(visitor, "refused")
    card = await shown(visitor, KEN, "議事録を点字")
    await visitor.press(card, LIKE)
    asked = visitor.page.locator("dialog.sign-in")
    await expect(asked).to_contain_text("Teamsで投稿を開いて「いいね」を付けることもできます。")
    await asked.get_by_role("button", name="許可して続ける").click()
    await expect(card.get_by_role("button", name=LIKE, exact=True)).to_be_visible()
    await sign_in_goes(visitor, "silent")
    await visitor.press(card, LIKE)
    await expect(card).to_contain_text(LIKED)
