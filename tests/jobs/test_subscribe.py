"""Subscriptions: one a watched channel, renewed at half their life, made again, ended, and each call by one process."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
import structlog

from jobs import subscribe
from jobs.ports import Ports
from models.community_file import parse
from models.db import applying, subscriptions
from models.db.subscriptions import LEASE, Row
from models.incoming import Installed, Removed
from models.notices import Life
from models.outgoing import RetryLater, Undeliverable
from models.subscribing import AFTER_NO, LIFE, Gone, Subscription
from tests.stage import CHANNEL, COMMUNITY, HANA, TEAM, Stage

GROUP = "99999999-0000-4000-8000-000000000001"
OTHER = "19:other@thread.tacv2"
TWO = COMMUNITY.replace(f'channels = ["{CHANNEL}"]', f'channels = ["{CHANNEL}", "{OTHER}"]')


@dataclass(slots=True)
class FakeGraph:
    """Gives a subscription ``life``, whatever it is asked for. ``answers`` are raised in turn, by kind of call."""

    stage: Stage
    made_with: str = "here"
    life: timedelta = LIFE
    held: dict[str, str] = field(default_factory=dict)
    """The channel by the subscription's id."""
    calls: list[str] = field(default_factory=list)
    asked: list[datetime] = field(default_factory=list)
    answers: dict[str, list[Exception | None]] = field(default_factory=dict)
    pause: asyncio.Event | None = None
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def create(self, group_id: str, channel_id: str, until: datetime) -> Subscription:
        await self._called("create", until)
        assert group_id == GROUP
        made = f"sub-{next(self._ids)}"
        self.held = {one: channel for one, channel in self.held.items() if channel != channel_id} | {made: channel_id}
        return Subscription(made, self.stage.clock.now + self.life)

    async def renew(self, subscription_id: str, until: datetime) -> Subscription:
        await self._called("renew", until)
        if subscription_id not in self.held:
            raise Gone
        return Subscription(subscription_id, self.stage.clock.now + self.life)

    async def delete(self, subscription_id: str) -> None:
        await self._called("delete", None)
        self.held.pop(subscription_id, None)

    async def _called(self, what: str, until: datetime | None) -> None:
        self.calls.append(what)
        self.entered.set()
        if until:
            self.asked.append(until)
        if self.pause is not None:
            await self.pause.wait()
        answer = self.answers[what].pop(0) if self.answers.get(what) else None
        if answer is not None:
            raise answer

    def took(self) -> list[str]:
        """The calls since this was asked last."""
        taken, self.calls = self.calls, []
        return taken


@pytest.fixture
async def graph(stage: Stage) -> FakeGraph:
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA, GROUP))
    return FakeGraph(stage)


def asking(graph: FakeGraph) -> Ports:
    return replace(graph.stage.ports, subscriptions=graph)


async def turn(graph: FakeGraph) -> list[str]:
    """The clock's turn. Returns what Graph was asked for."""
    await subscribe.run(asking(graph))
    return graph.took()


async def rows(stage: Stage) -> list[Row]:
    return await stage.store.read(subscriptions.all_of, stage.clock.now)


async def apply(stage: Stage, text: str) -> None:
    await stage.store.transact(lambda tx: applying.apply(tx, parse(text)), stage.clock.now)


async def test_a_watched_channel_is_subscribed_once_for_three_days(graph: FakeGraph, stage: Stage) -> None:
    assert await turn(graph) == ["create"]
    assert graph.held == {"sub-1": CHANNEL}
    assert timedelta(days=2.9) < graph.asked[0] - stage.clock.now < timedelta(days=3)
    (row,) = await rows(stage)
    assert (row.subscription_id, row.expires_at) == ("sub-1", stage.clock.now + LIFE)
    stage.clock.forward(hours=35)
    assert await turn(graph) == []


async def test_without_graph_nothing_is_asked_or_kept(stage: Stage) -> None:
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA, GROUP))
    assert await subscribe.run(stage.ports) == 0
    assert await rows(stage) == []


async def test_where_the_app_is_not_installed_or_its_group_not_known_nothing_is_subscribed(stage: Stage) -> None:
    graph = FakeGraph(stage)
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA))
    assert await turn(graph) == []
    await stage.dispatch(Installed(stage.envelope(TEAM, "2"), HANA, GROUP))
    assert await turn(graph) == ["create"]


async def test_it_is_renewed_at_half_of_the_life_that_graph_gave_and_not_before(graph: FakeGraph, stage: Stage) -> None:
    graph.life = timedelta(minutes=60)
    await turn(graph)
    stage.clock.forward(minutes=29)
    assert await turn(graph) == []
    stage.clock.forward(minutes=1)
    assert await turn(graph) == ["renew"]
    (row,) = await rows(stage)
    assert row.expires_at == stage.clock.now + timedelta(minutes=60)
    stage.clock.forward(minutes=29)
    assert await turn(graph) == []
    stage.clock.forward(minutes=1)
    assert await turn(graph) == ["renew"]


async def test_one_that_expired_or_was_removed_is_made_again(graph: FakeGraph, stage: Stage) -> None:
    await turn(graph)
    graph.held.clear()
    stage.clock.forward(days=4)
    assert await turn(graph) == ["renew", "create"]
    assert graph.held == {"sub-2": CHANNEL}
    (row,) = await rows(stage)
    await stage.store.transact(lambda tx: subscriptions.befell(tx, row, Life.REMOVED), stage.clock.now)
    graph.held.clear()
    assert await turn(graph) == ["create"]
    assert graph.held == {"sub-3": CHANNEL}


async def test_when_graph_asks_for_it_it_is_renewed_at_once(graph: FakeGraph, stage: Stage) -> None:
    await turn(graph)
    (row,) = await rows(stage)
    await stage.store.transact(lambda tx: subscriptions.befell(tx, row, Life.REAUTHORIZE), stage.clock.now)
    assert await turn(graph) == ["renew"]
    assert await turn(graph) == []


async def test_a_channel_that_is_not_watched_any_more_is_ended_and_a_new_one_begun(
    graph: FakeGraph, stage: Stage
) -> None:
    await turn(graph)
    await apply(stage, TWO)
    assert await turn(graph) == ["create"]
    assert sorted(graph.held.values()) == [OTHER, CHANNEL]
    await apply(stage, TWO.replace(f'"{CHANNEL}", ', ""))
    assert await turn(graph) == ["delete"]
    assert list(graph.held.values()) == [OTHER]
    assert [row.channel_id for row in await rows(stage)] == [OTHER]


async def test_when_the_app_is_removed_all_is_ended_and_begun_again_with_it(graph: FakeGraph, stage: Stage) -> None:
    await turn(graph)
    await stage.dispatch(Removed(stage.envelope(TEAM, "3"), HANA))
    assert await turn(graph) == ["delete"]
    assert (graph.held, await rows(stage)) == ({}, [])
    await stage.dispatch(Installed(stage.envelope(TEAM, "4"), HANA, GROUP))
    assert await turn(graph) == ["create"]


async def test_what_graph_does_not_let_us_end_is_left_to_expire(graph: FakeGraph, stage: Stage) -> None:
    await turn(graph)
    await stage.dispatch(Removed(stage.envelope(TEAM, "3"), HANA))
    graph.answers["delete"] = [Undeliverable("Graph answered 403.", "Forbidden")]
    assert await turn(graph) == ["delete"]
    assert await rows(stage) == []


async def test_one_that_is_unwanted_while_it_is_being_made_is_ended(graph: FakeGraph, stage: Stage) -> None:
    graph.pause = asyncio.Event()
    making = asyncio.create_task(turn(graph))
    await graph.entered.wait()
    await stage.dispatch(Removed(stage.envelope(TEAM, "3"), HANA))
    await subscribe.run(replace(stage.ports, subscriptions=replace(graph, calls=[], pause=None)))
    graph.pause.set()
    await making
    graph.pause = None
    await turn(graph)
    assert (graph.held, await rows(stage)) == ({}, [])


async def test_another_address_or_secret_makes_it_anew(graph: FakeGraph, stage: Stage) -> None:
    await turn(graph)
    graph.made_with = "elsewhere"
    assert await turn(graph) == ["create"]
    assert graph.held == {"sub-2": CHANNEL}
    (row,) = await rows(stage)
    assert (row.subscription_id, row.made_with) == ("sub-2", "elsewhere")
    assert await turn(graph) == []


async def test_graphs_no_is_said_once_and_asked_about_again_every_hour(graph: FakeGraph, stage: Stage) -> None:
    quota = Undeliverable("Graph answered 403: the quota is used up.", "Forbidden")
    graph.answers["create"] = [quota, quota]
    with structlog.testing.capture_logs() as logged:
        for _ in range(2):
            assert await turn(graph) == ["create"]
            stage.clock.forward(minutes=59)
            assert await turn(graph) == []
            stage.clock.forward(minutes=1)
        assert await turn(graph) == ["create"]
    assert [line["log_level"] for line in logged if "Graph" in line["event"]] == ["error", "info"]
    assert logged[0]["code"] == "Forbidden"
    assert timedelta(hours=1) == AFTER_NO
    assert graph.held == {"sub-1": CHANNEL}


async def test_a_busy_graph_is_asked_again_when_it_says_and_less_and_less_often(graph: FakeGraph, stage: Stage) -> None:
    graph.answers["create"] = [RetryLater("busy", timedelta(seconds=77)), RetryLater("busy"), RetryLater("busy")]
    for seconds in (77, 20, 40):
        assert await turn(graph) == ["create"]
        stage.clock.forward(seconds=seconds - 1)
        assert await turn(graph) == []
        stage.clock.forward(seconds=1)
    assert await turn(graph) == ["create"]
    assert graph.held == {"sub-1": CHANNEL}


async def test_of_several_processes_one_asks(graph: FakeGraph, stage: Stage) -> None:
    await apply(stage, TWO)
    await asyncio.gather(*(subscribe.run(asking(graph)) for _ in range(4)))
    assert graph.took() == ["create", "create"]
    assert sorted(graph.held.values()) == [OTHER, CHANNEL]


async def test_what_a_process_was_at_when_it_died_is_taken_by_another_and_replaces_what_it_left(
    graph: FakeGraph, stage: Stage
) -> None:
    graph.pause = asyncio.Event()
    dying = asyncio.create_task(subscribe.run(asking(graph)))
    await graph.entered.wait()
    graph.held["left"] = CHANNEL
    dying.cancel()
    graph.pause, graph.calls = None, []
    assert await turn(graph) == []
    stage.clock.forward(seconds=LEASE.total_seconds())
    assert await turn(graph) == ["create"]
    assert graph.held == {"sub-1": CHANNEL}


async def test_its_life_is_the_communitys_time_and_a_pause_the_machines(graph: FakeGraph, stage: Stage) -> None:
    graph.answers["create"] = [RetryLater("busy", timedelta(seconds=30))]
    assert await turn(graph) == ["create"]
    stage.clock.now += timedelta(days=1)
    assert await turn(graph) == []
    stage.clock.wall += timedelta(seconds=30)
    assert await turn(graph) == ["create"]
    stage.clock.wall += timedelta(days=2)
    assert await turn(graph) == []
    stage.clock.now += LIFE / 2
    assert await turn(graph) == ["renew"]
