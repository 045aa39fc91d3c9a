"""What became of a reply with a holding word, in a browser in front of what ``make run`` starts."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Locator, expect

from tests.journey.conftest import Visit
from tests.journey.playing import AKARI, KEN, Visitor, by_id, id_of
from tests.journey.running import Rehearsal

pytestmark = pytest.mark.browser

QUESTION = "お返事を、お約束として記録しました。"


async def test_who_replied_to_wait_promises_the_proposed_day_in_one_press(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread, card = await held(visitor, "議事録の敬語をそろえる頼み方はありますか？")
    titles = await card.get_by_role("button").all_inner_texts()
    first = [title for title in titles if title not in ("👍 いいね", "似た投稿を見る")][:3]
    assert first == ["11月26日(木)までと約束する", "これが回答でした", "まだ回答が必要です"]
    await visitor.press(card, first[0])
    await expect(card).to_contain_text("11月26日(木)までに返事することを、スレッドに書き込みます。")
    await expect(thread.locator(".replies .bot .text")).to_have_text(
        "伊東 健さんより：11月26日(木)までにお返事します。"
    )
    await expect(card.get_by_role("button", name="まだ回答が必要です")).to_have_count(0)
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["promised_until"]) == ("promised", "2026-11-26T09:00:00Z")


async def test_that_a_reply_was_no_answer_is_said_and_nothing_is_posted(visit: Visit, rehearsal: Rehearsal) -> None:
    visitor = await visit(AKARI)
    thread, card = await held(visitor, "会議の録画から要点を拾えますか？")
    await visitor.press(card, "まだ回答が必要です")
    await expect(card).to_contain_text("承知しました。お約束の")
    await expect(card).not_to_contain_text(QUESTION)
    await expect(thread.locator(".replies .bot")).to_have_count(0)
    row = await asyncio.to_thread(rehearsal.export, await thread.get_attribute("data-thread") or "")
    assert (row["status"], row["answered_at"]) == ("promised", None)


async def test_that_a_reply_was_the_answer_closes_the_post(visit: Visit) -> None:
    visitor = await visit(AKARI)
    _, card = await held(visitor, "会議室の予約も頼めますか？")
    await visitor.press(card, "これが回答でした")
    await expect(card).to_contain_text("伊東 健さんが回答しました。")


async def held(visitor: Visitor, text: str) -> tuple[Locator, Locator]:
    """A post to which Ken replied that he will look into it: its thread, and the card that he was sent."""
    thread = await visitor.post(text)
    await visitor.become(KEN)
    await visitor.reply(thread, "担当に聞いて、確認します。")
    card = visitor.cards(text).filter(has_text=QUESTION)
    await expect(card).to_have_count(1)
    return thread, by_id(visitor.page, await id_of(card))
