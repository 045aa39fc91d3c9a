"""After midnight, what Teams holds of yesterday and what we hold are held against each other, by id."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete
from structlog.testing import capture_logs

from jobs import count
from models.db import day_counts, reconciled, showing
from models.db.day_counts import Day
from models.db.tables.ledger import follow_ups, posts
from models.db.transaction import Transaction
from models.incoming import Person, PostArrived
from models.list_views import YesterdayRow
from tests.jobs.graphed import AUTHOR, OTHER, PMO, TEAM, Graphed, graphed
from tests.rehearsal.playing import CHANNEL

pytestmark = pytest.mark.timeout(60)
A_DAY = 24 * 3600
YESTERDAY = date(2026, 11, 25)
"""The rehearsal begins on it, at ten in the morning."""


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Graphed]:
    async with graphed(migrated_url) as found_here:
        yield found_here


async def counted(here: Graphed) -> list[Day]:
    await here.look()
    return await count.run(here.ports)


async def tell(here: Graphed, root: str, text: str = "会議の準備に使ってみました。") -> None:
    """Teams tells a post after all."""
    thread = f"{CHANNEL};messageid={root}"
    held = await here.held(root)
    at = held.post.posted_at if held.post else here.ports.now()
    await here.told(PostArrived(here.envelope(thread, root, at), thread, root, Person(AUTHOR, "29:a", "a"), text))


async def test_a_day_is_counted_after_midnight_and_once(here: Graphed) -> None:
    root = await here.post()
    await tell(here, root)
    await here.reply(root)
    assert await counted(here) == [], "it is not over"
    await here.act("clock", advance_seconds=A_DAY)
    (day,) = await counted(here)
    assert (day.day, day.channel_id, day.count.posts, day.count.replies) == (YESTERDAY, CHANNEL, 1, 1)
    assert (day.owed, day.received) == (1, 1)
    assert day.count.is_equal
    before = await here.requests()
    assert await count.run(here.ports) == []
    assert await here.requests() == before, "Graph is not asked for nothing"


async def test_how_each_message_came_to_us_is_told_by_id(here: Graphed) -> None:
    direct, late, lost = [await here.post() for _ in range(3)]
    await tell(here, direct)
    await here.look()
    await tell(here, late)
    await here.act("clock", advance_seconds=A_DAY)
    (day,) = await counted(here)
    assert (day.count.posts, day.count.late, day.count.mended) == (3, (late,), (lost,))
    assert day.count.is_equal


async def test_what_teams_never_told_is_an_alarm(here: Graphed) -> None:
    await here.post()
    await here.act("clock", advance_seconds=A_DAY)
    with capture_logs() as told:
        await counted(here)
    alarms = [line for line in told if line["log_level"] == "error"]
    assert [(line["event"].split(":")[0], line["never_told"]) for line in alarms] == [
        ("Graph holds posts that Teams never told", 1)
    ]


async def test_a_day_on_which_all_was_told_is_no_alarm(here: Graphed) -> None:
    await tell(here, await here.post())
    await here.act("clock", advance_seconds=A_DAY)
    with capture_logs() as told:
        assert len(await counted(here)) == 1
    assert [line for line in told if line["log_level"] == "error"] == []


async def test_a_post_that_somebody_removed_from_the_database_is_found_the_next_day(here: Graphed) -> None:
    root = await here.post()
    for _ in range(2):
        await here.look()
        await here.act("clock", advance_seconds=3600)

    def remove(tx: Transaction) -> None:
        tx.execute(delete(posts).where(posts.c.message_id == root))
        tx.execute(delete(follow_ups).where(follow_ups.c.thread_id == f"{CHANNEL};messageid={root}"))

    await here.stage.store.transact(remove, here.ports.now())
    assert await here.look() == {}, "nothing changed in Teams"
    await here.act("clock", advance_seconds=A_DAY)
    (day,) = await counted(here)
    assert (day.count.mended, day.count.missing) == ((root,), ())
    held = (await here.held(root)).post
    assert held is not None
    assert held.captured_by == "graph"


async def test_what_is_gone_from_teams_is_named_and_counted_again(here: Graphed) -> None:
    await tell(here, await here.post())
    await tell(here, "1795568400001")
    await here.act("clock", advance_seconds=A_DAY)
    (day,) = await counted(here)
    assert day.count.gone == ("1795568400001",)
    assert await count.run(here.ports) == []
    await here.act("clock", advance_seconds=A_DAY)
    assert [one.day for one in await counted(here)] == [date(2026, 11, 26), YESTERDAY]


async def test_a_channel_that_cannot_be_read_is_counted_when_it_can(here: Graphed) -> None:
    root = await here.post()
    await here.look()
    await here.act("clock", advance_seconds=A_DAY)
    await here.player.act("graph", do="revoke-consent")
    assert await count.run(here.ports) == []
    await here.player.act("graph", do="grant-consent")
    (day,) = await count.run(here.ports)
    assert day.count.mended == (root,)


async def test_an_operator_reads_it_in_one_line_a_day(here: Graphed) -> None:
    root = await here.post()
    await tell(here, root)
    lost = await here.post(OTHER)
    await here.reply(root)
    await here.act("clock", advance_seconds=A_DAY)
    await counted(here)
    days = await here.stage.store.read(lambda tx: day_counts.recent(tx, 7), here.ports.now())
    assert list(day_counts.lines(days)) == [
        f"2026-11-25 {CHANNEL}: 2 posts, 1 of 1 that ask for it received by a person, 0 missing; 1 replies; "
        "2 that Teams never told, found through Graph"
    ]
    assert lost in days[0].count.mended


async def test_the_pmo_reads_yesterday_s_count_on_the_morning_card_and_nobody_else(here: Graphed) -> None:
    root = await here.post()
    await tell(here, root)
    await here.act("react", OTHER, message=root, type="like")
    await here.act("clock", advance_seconds=A_DAY)
    await counted(here)
    (follow_up,) = await here.stage.store.read(
        lambda tx: tx.follow_ups(f"{CHANNEL};messageid={root}"), here.ports.now()
    )
    values = {"items": [[follow_up.id, None, None]], "morning": True, "number": 1, "day": None}

    def drawn(viewer: str) -> Any:
        def read(tx: Transaction) -> Any:
            return showing.nudge(tx, tx.communities[TEAM].community, viewer, values)

        return here.stage.store.look(read, here.ports.now())

    assert drawn(PMO).yesterday == YesterdayRow(posts=1, owed=1, received=1, missing=0, found=0)
    assert drawn(AUTHOR).yesterday is None


async def test_the_count_waits_for_a_look_that_is_at_the_same_channel(here: Graphed) -> None:
    root = await here.post()
    await here.look()
    await here.act("clock", advance_seconds=A_DAY)
    take = partial(reconciled.lease, community_id=TEAM, channel_id=CHANNEL)
    reading = await here.stage.store.transact(take, here.ports.now())
    assert reading is not None
    counting = asyncio.create_task(count.run(here.ports))
    await asyncio.sleep(0.1)
    assert not counting.done()
    await here.stage.store.transact(partial(reconciled.let_go, reading=reading), here.ports.now())
    (day,) = await counting
    assert day.count.mended == (root,)
