"""What Graph told us is heeded: the channel is looked at, the subscription seen to; what is not ours is left alone."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
import structlog

from jobs import heed, subscribe
from jobs.heed import AT_MOST, Inbox
from models.db.store import Store
from models.incoming import Installed
from models.notices import Life, Notice
from tests.jobs.test_subscribe import GROUP, FakeGraph, rows, turn
from tests.stage import CHANNEL, HANA, TEAM, TENANT, Stage


@pytest.fixture
async def graph(stage: Stage) -> FakeGraph:
    """With one subscription, ``sub-1``."""
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA, GROUP))
    graph = FakeGraph(stage)
    await turn(graph)
    return graph


async def heeded(stage: Stage, *notices: Notice) -> list[tuple[str, str]]:
    """The channels that are to be looked at."""
    looks: list[tuple[str, str]] = []
    await heed.heed(stage.ports, notices, lambda community, channel: looks.append((community, channel)))
    return looks


async def test_where_something_changed_the_channel_is_looked_at(graph: FakeGraph, stage: Stage) -> None:
    assert await heeded(stage, Notice("sub-1", TENANT)) == [(TEAM, CHANNEL)]
    assert await turn(graph) == []


async def test_a_removed_subscription_is_made_again_and_the_channel_looked_at(graph: FakeGraph, stage: Stage) -> None:
    graph.held.clear()
    assert await heeded(stage, Notice("sub-1", TENANT, Life.REMOVED)) == [(TEAM, CHANNEL)]
    assert await turn(graph) == ["create"]
    assert graph.held == {"sub-2": CHANNEL}


async def test_a_subscription_that_is_to_be_authorized_again_is_renewed_at_once(graph: FakeGraph, stage: Stage) -> None:
    assert await heeded(stage, Notice("sub-1", TENANT, Life.REAUTHORIZE)) == []
    assert await turn(graph) == ["renew"]


async def test_when_graph_missed_to_tell_us_the_channel_is_looked_at(graph: FakeGraph, stage: Stage) -> None:
    assert await heeded(stage, Notice("sub-1", TENANT, Life.MISSED)) == [(TEAM, CHANNEL)]
    assert await turn(graph) == []


async def test_one_removed_while_it_is_being_renewed_is_made_again(graph: FakeGraph, stage: Stage) -> None:
    stage.clock.forward(days=2)
    graph.pause, graph.entered = asyncio.Event(), asyncio.Event()
    renewing = asyncio.create_task(subscribe.run(replace(stage.ports, subscriptions=graph)))
    await graph.entered.wait()
    await heeded(stage, Notice("sub-1", TENANT, Life.REMOVED))
    graph.pause.set()
    await renewing
    assert graph.took() == ["renew", "create"]
    (row,) = await rows(stage)
    assert row.subscription_id == "sub-2"


@pytest.mark.parametrize(
    ("odd", "level"),
    [
        (Notice("sub-7", TENANT), "info"),
        (Notice("sub-1", ""), "warning"),
        (Notice("sub-1", GROUP, Life.REMOVED), "warning"),
    ],
    ids=["a subscription of which we were not told yet", "no tenant", "another tenant"],
)
async def test_what_is_of_another_subscription_or_tenant_is_left_alone_and_logged(
    graph: FakeGraph, stage: Stage, odd: Notice, level: str
) -> None:
    with structlog.testing.capture_logs() as logged:
        assert await heeded(stage, odd) == []
    assert [line["log_level"] for line in logged] == [level]
    assert await turn(graph) == []


async def test_a_burst_is_one_notice_and_what_comes_meanwhile_waits_its_turn() -> None:
    inbox = Inbox()
    for _ in range(100):
        inbox.note(Notice("sub-1", TENANT))
    assert await inbox.taken() == (Notice("sub-1", TENANT),)
    inbox.note(Notice("sub-2", TENANT))
    assert await inbox.taken() == (Notice("sub-2", TENANT),)


async def test_the_inbox_does_not_grow_without_end() -> None:
    inbox = Inbox()
    for number in range(AT_MOST + 5):
        inbox.note(Notice(f"sub-{number}", TENANT))
    assert len(await inbox.taken()) == AT_MOST


class Failing:
    """A database that is away once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.was_away = asyncio.Event()

    async def read(self, *args: Any) -> Any:
        if not self.was_away.is_set():
            self.was_away.set()
            raise ConnectionError("the database is away")
        return await self._store.read(*args)


async def test_a_database_that_is_away_does_not_end_the_heeding(graph: FakeGraph, stage: Stage) -> None:
    looked, inbox, failing = asyncio.Event(), Inbox(), Failing(stage.store)
    ports = replace(stage.ports, store=failing)  # type: ignore[arg-type]  # what of it is used
    with structlog.testing.capture_logs() as logged:
        heeding = asyncio.create_task(heed.serve(ports, inbox, lambda *_: looked.set()))
        inbox.note(Notice("sub-1", TENANT))
        await failing.was_away.wait()
        inbox.note(Notice("sub-1", TENANT))
        await asyncio.wait_for(looked.wait(), 5)
    heeding.cancel()
    with suppress(asyncio.CancelledError):
        await heeding
    assert [line["log_level"] for line in logged if line["log_level"] == "error"] == ["error"]
