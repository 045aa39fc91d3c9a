"""One nudge card a person, and who is away, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import asyncio
from typing import Final

import pytest
from playwright.async_api import expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, HANA, KEN, SOON_MS, Visitor

pytestmark = pytest.mark.browser

MINAMI: Final = "aaaaaaaa-0000-4000-8000-000000000005"
"""The one owner of the theme of inquiries."""
REN: Final = "aaaaaaaa-0000-4000-8000-000000000006"
INQUIRY: Final = "問い合わせの返信を短くする頼み方はありますか？"
FIRST, SECOND = "議事録の発言者を分ける頼み方はありますか？", "会議の決定事項だけを抜き出すには？"
WAITING: Final = "お返事を待っている投稿が"


async def test_while_one_is_away_another_gets_the_card_and_nobody_reads_why(visit: Visit) -> None:
    visitor = await visit(AKARI)
    await visitor.become(MINAMI)
    await visitor.say("不在 明日")
    await expect(visitor.cards("までご不在として")).to_contain_text(
        "11月26日(木)までご不在として、お知らせを止めます。"
    )
    await visitor.become(AKARI)
    await visitor.post(INQUIRY)
    await visitor.page.locator('[data-rate="60"]').click()
    await visitor.move_on(hours=3)

    stands_in = await first_asked(visitor, HANA, KEN, REN)
    assert [await is_asked(visitor, one) for one in (HANA, KEN, REN)].count(True) == 1
    assert not await is_asked(visitor, MINAMI)
    await visitor.become(stands_in)
    await expect(visitor.cards(INQUIRY)).not_to_contain_text("不在")
    await visitor.become(MINAMI)
    await visitor.say("戻りました")
    await expect(visitor.cards("おかえりなさい。")).to_be_visible()


async def first_asked(visitor: Visitor, *people: str) -> str:
    """Who has a card with the inquiry, as soon as somebody has."""
    async with asyncio.timeout(SOON_MS / 1000):
        while True:
            for person in people:
                if await is_asked(visitor, person):
                    return person


async def is_asked(visitor: Visitor, person: str) -> bool:
    await visitor.become(person)
    return await visitor.cards(INQUIRY).count() > 0


async def test_a_post_that_is_claimed_from_its_own_card_goes_from_the_nudge_card(visit: Visit) -> None:
    visitor = await visit(AKARI)
    for text in (FIRST, SECOND):
        await visitor.post(text)
    await visitor.move_on(hours=3)
    await visitor.become(KEN)
    found = visitor.cards(WAITING).filter(has_text=FIRST)
    await expect(found).to_contain_text(SECOND)
    own = await visitor.open_from(WAITING, FIRST)
    await visitor.press(own, "担当します")
    await expect(own).to_contain_text("この投稿はあなたの担当になりました。")
    nudge = visitor.cards(WAITING).filter(has_text=SECOND)
    await expect(nudge).to_have_count(1)
    await expect(nudge).not_to_contain_text(FIRST)
    await expect(own).to_contain_text("この投稿はあなたの担当になりました。")
