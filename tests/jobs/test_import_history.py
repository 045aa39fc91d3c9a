"""History is read whole, through the real SDK: cut anywhere it goes on, and what is read twice is there once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from jobs import reconcile
from jobs.import_history import Imported, import_history
from jobs.ports import Ports
from models.db import importing
from models.history import History, Lost, Page
from models.outgoing import RetryLater, Undeliverable
from tests.history import disagreements
from tests.jobs.graphed import AUTHOR, TEAM, Graphed, graphed
from tests.rehearsal.playing import CHANNEL

MADE = 55
"""Posts: two pages."""


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Graphed]:
    async with graphed(migrated_url) as both:
        yield both


async def past(here: Graphed, posts: int = MADE) -> datetime:
    """Lets people have posted for months. Returns since when."""
    until = here.ports.now() - timedelta(days=1)
    since = until - timedelta(days=200)
    await here.player.act("past", posts=posts, since=since.isoformat(), until=until.isoformat())
    return since


async def read(here: Graphed, since: datetime, *, opens: bool = False, ports: Ports | None = None) -> list[Imported]:
    """What was told on the way; it ends with what was returned."""
    told: list[Imported] = []
    done = await import_history(ports or here.ports, since, told.append, opens=opens)
    assert told[-1] == done[-1]
    return told


async def wrong(here: Graphed) -> list[str]:
    """What the ledger has otherwise than people did."""
    record = await here.player.look("/rehearsal/record")
    assert len(record["posts"]) >= MADE
    return await here.stage.store.read(lambda tx: disagreements(tx, record), here.ports.now())


@dataclass(slots=True)
class Troubled:
    """A Graph that fails in its own way at the asked pages, by their number; then it is as ever."""

    history: History
    trouble: dict[int, Exception]
    asked: list[str | None] = field(default_factory=list)

    async def channels(self, group_id: str) -> Any:
        return await self.history.channels(group_id)

    async def changed(self, group_id: str, channel_id: str, since: datetime | None, token: str | None) -> Page:
        self.asked.append(token)
        if (fault := self.trouble.pop(len(self.asked), None)) is not None:
            raise fault
        return await self.history.changed(group_id, channel_id, since, token)


def troubled(here: Graphed, trouble: dict[int, Exception]) -> tuple[Ports, Troubled]:
    assert here.ports.graph is not None
    history = Troubled(here.ports.graph.history, trouble)
    return replace(here.ports, graph=replace(here.ports.graph, history=history)), history


async def test_all_that_people_did_is_in_the_ledger_and_nobody_is_asked_for_it(here: Graphed) -> None:
    told = await read(here, await past(here))
    assert await wrong(here) == []
    assert [one.reached.threads for one in told] == [0, 50, MADE]
    audit = await here.stage.audit()
    open_ones = audit.waiting + audit.claimed + audit.promised
    assert (audit.posts, open_ones, audit.late, audit.unreacted) == (MADE, 0, 0, 0)
    assert min(audit.answered, audit.lapsed) > 0
    await here.stage.deliver_all()
    assert here.stage.teams.asked == []


async def test_read_again_nothing_is_new(here: Graphed) -> None:
    since = await past(here)
    await read(here, since)
    before = await here.stage.rows()
    assert (await read(here, since))[-1].reached.events == 0
    assert await here.stage.rows() == before


async def test_a_reading_that_was_cut_goes_on_where_it_was(here: Graphed) -> None:
    since = await past(here)
    ports, first = troubled(here, {2: ConnectionError("as when the process is killed")})
    with pytest.raises(ConnectionError):
        await read(here, since, ports=ports)
    assert len(first.asked) == 2
    ports, second = troubled(here, {})
    told = await read(here, since + timedelta(hours=3), ports=ports)
    assert (told[0].resumed, told[0].reached.threads) == (True, 50)
    assert second.asked[0] == first.asked[1] is not None
    assert await wrong(here) == []
    assert told[-1].reached.threads == MADE


async def test_further_back_or_to_be_opened_it_starts_over(here: Graphed) -> None:
    since = await past(here)
    ports, _ = troubled(here, {2: ConnectionError()})
    with pytest.raises(ConnectionError):
        await read(here, since, ports=ports)
    assert not (await read(here, since - timedelta(days=1)))[0].resumed
    assert not (await read(here, since, opens=True))[0].resumed


async def test_a_busy_graph_is_waited_for(here: Graphed) -> None:
    since = await past(here)
    ports, history = troubled(here, {2: RetryLater("busy", timedelta(milliseconds=1))})
    told = await read(here, since, ports=ports)
    assert history.asked[1] == history.asked[2] is not None
    assert told[-1].reached.complete_at is not None
    assert await wrong(here) == []


async def test_where_graph_forgot_the_place_it_starts_over(here: Graphed) -> None:
    since = await past(here)
    ports, history = troubled(here, {2: Lost()})
    await read(here, since, ports=ports)
    assert history.asked[2] is None
    assert await wrong(here) == []


async def test_graphs_no_is_told_and_the_place_kept(here: Graphed) -> None:
    since = await past(here)
    ports, _ = troubled(here, {2: Undeliverable("Graph answered 403 to messages/delta: Forbidden.", "Forbidden")})
    told = await read(here, since, ports=ports)
    assert told[-1].refused == "Graph answered 403 to messages/delta: Forbidden."
    kept = await here.stage.store.read(lambda tx: importing.of_channel(tx, TEAM, CHANNEL), here.ports.now())
    assert kept is not None
    assert (kept.threads, kept.complete_at) == (50, None)
    assert (await read(here, since))[0].resumed
    assert await wrong(here) == []


async def test_old_posts_are_opened_and_reacted_to_where_that_is_asked_for(here: Graphed) -> None:
    since = await past(here)
    await read(here, since, opens=True)
    audit = await here.stage.audit()
    assert (audit.lapsed, audit.posts) == (0, MADE)
    assert min(audit.waiting, audit.unreacted) > 0


async def test_a_post_of_our_own_time_is_no_history(here: Graphed) -> None:
    since = await past(here)
    lost = await here.post(AUTHOR, "届かなかった投稿です。")
    await read(here, since)
    assert (await here.follow_up(lost)).status == "waiting"
    assert await wrong(here) == []


async def test_what_happens_to_old_posts_afterwards_is_found_as_ever(here: Graphed) -> None:
    since = await past(here)
    await read(here, since)
    old = next(row for row in await here.stage.rows() if row["status"] == "settled")
    thread = f"{CHANNEL};messageid={old['message_id']}"
    await here.act("reply", old["author_id"], thread=thread, text="その後どうなりましたか。")
    await reconcile.run(here.ports)
    assert (await here.follow_up(old["message_id"])).status == "waiting"
    assert await wrong(here) == []
