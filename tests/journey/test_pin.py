"""The queue card at the top of the private chat, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import KEN, by_id, id_of

pytestmark = pytest.mark.browser


async def test_the_pinned_queue_card_stays_at_the_top_whichever_card_is_the_latest(visit: Visit) -> None:
    visitor = await visit(KEN)
    strip = visitor.page.locator("#pinned li")
    listing = visitor.cards("返事を待っている投稿が")
    await visitor.say("queue")
    first = by_id(visitor.page, await id_of(listing.last))
    await visitor.press(first, "📌 ピン留めする")
    await expect(first).to_contain_text("このカードをピン留めしました。")
    await expect(strip).to_have_count(1)
    before = await id_of(first)
    await expect(strip).to_have_attribute("data-pinned", before)

    await visitor.say("queue")
    await expect(strip).not_to_have_attribute("data-pinned", before)
    await expect(listing).to_have_count(1)
    second = by_id(visitor.page, await id_of(listing.last))
    await expect(strip).to_have_attribute("data-pinned", await id_of(second))
    await strip.get_by_role("button").press("Enter")
    await expect(second).to_be_focused()

    await visitor.press(second, "ピン留めを外す")
    await expect(second).to_contain_text("ピン留めを外しました。")
    await expect(strip).to_have_count(0)
