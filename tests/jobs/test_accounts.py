"""What the directory says of people: asked for each, daily, with as few permissions as were given."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from jobs import accounts
from models.db.tables.people import roster, roster_looks
from models.outgoing import RetryLater, Undeliverable
from models.roster import ACCOUNTS, MAILBOXES, Account, NotGranted, Roster
from tests.handlers.leaving import joins, leaves
from tests.jobs.processes import processes
from tests.jobs.roster import EVERYBODY, FakeRoster, known_group, read_roster
from tests.stage import KEN, SORA, YUI, Stage, person

PLANNING = Account("経営企画部", "大阪", "JP", "ja-JP")


@pytest.fixture
async def graph(stage: Stage) -> FakeRoster:
    """A roster that was read just now."""
    told = FakeRoster(accounts={SORA.id: PLANNING}, zones={SORA.id: "Asia/Tokyo"})
    await known_group(stage)
    await read_roster(stage, told)
    return told


async def ask(stage: Stage, told: FakeRoster) -> int:
    held: Roster = told
    return await accounts.run(replace(stage.ports, roster=held))


async def known(stage: Stage, member_id: str = SORA.id) -> tuple[Any, ...]:
    columns = (roster.c.department, roster.c.office, roster.c.country, roster.c.language, roster.c.time_zone)
    query = select(*columns).where(roster.c.id == member_id)
    return await stage.store.read(lambda tx: tuple(tx.connection.execute(query).one()), stage.clock.now)


async def lacking(stage: Stage) -> str:
    query = select(roster_looks.c.lacking)
    return await stage.store.read(lambda tx: str(tx.connection.execute(query).scalar_one()), stage.clock.now)


async def test_everybody_is_asked_about_once_a_day(stage: Stage, graph: FakeRoster) -> None:
    assert await ask(stage, graph) == len(EVERYBODY)
    assert await known(stage) == ("経営企画部", "大阪", "JP", "ja-JP", "Asia/Tokyo")
    assert await ask(stage, graph) == 0
    stage.clock.forward(days=1)
    graph.accounts[SORA.id] = Account("広報部")
    assert await ask(stage, graph) == len(EVERYBODY)
    assert await known(stage) == ("広報部", None, None, None, "Asia/Tokyo")


async def test_who_joined_is_asked_about_at_once_and_who_left_no_more(stage: Stage, graph: FakeRoster) -> None:
    await ask(stage, graph)
    new = person(200, "新谷 光")
    await joins(stage, new)
    await leaves(stage, YUI)
    graph.asked.clear()
    assert await ask(stage, graph) == 1
    assert graph.asked == [f"account {new.id}", f"zone {new.id}"]
    stage.clock.forward(days=1)
    assert await ask(stage, graph) == len(EVERYBODY)
    assert f"account {YUI.id}" not in graph.asked


async def test_without_a_permission_it_goes_on_without_and_asks_once_a_day(stage: Stage, graph: FakeRoster) -> None:
    graph.accounts = {one.id: NotGranted(ACCOUNTS) for one in EVERYBODY}
    assert await ask(stage, graph) == len(EVERYBODY)
    assert await lacking(stage) == ACCOUNTS
    assert sum(asked.startswith("account") for asked in graph.asked) == 1
    assert await known(stage) == (None, None, None, None, "Asia/Tokyo")
    stage.clock.forward(days=1)
    graph.accounts = {SORA.id: PLANNING}
    await read_roster(stage, graph)
    await ask(stage, graph)
    assert await lacking(stage) == ""
    assert (await known(stage))[0] == "経営企画部"


async def test_with_neither_permission_nothing_is_known_and_nothing_breaks(stage: Stage, graph: FakeRoster) -> None:
    graph.accounts = {one.id: NotGranted(ACCOUNTS) for one in EVERYBODY}
    graph.zones = {one.id: NotGranted(MAILBOXES) for one in EVERYBODY}
    assert await ask(stage, graph) == len(EVERYBODY)
    assert await lacking(stage) == f"{MAILBOXES} {ACCOUNTS}"
    assert await known(stage) == (None, None, None, None, None)


async def test_what_was_known_stays_while_graph_refuses(stage: Stage, graph: FakeRoster) -> None:
    await ask(stage, graph)
    stage.clock.forward(days=1)
    graph.accounts[SORA.id] = NotGranted(ACCOUNTS)
    graph.zones[SORA.id] = Undeliverable("no", "400")
    await ask(stage, graph)
    assert await known(stage) == ("経営企画部", "大阪", "JP", "ja-JP", "Asia/Tokyo")


async def test_when_graph_asks_to_wait_the_rest_waits_and_nobody_is_forgotten(stage: Stage, graph: FakeRoster) -> None:
    graph.accounts[KEN.id] = RetryLater("429", timedelta(minutes=10))
    first = await ask(stage, graph)
    assert first < len(EVERYBODY)
    stage.clock.forward(minutes=9)
    assert await ask(stage, graph) == 0
    del graph.accounts[KEN.id]
    stage.clock.forward(minutes=1)
    assert first + await ask(stage, graph) == len(EVERYBODY)


async def test_processes_at_once_ask_about_each_once(stage: Stage, graph: FakeRoster, migrated_url: str) -> None:
    held: Roster = graph
    async with processes(stage, migrated_url, 2) as both:
        counts = await asyncio.gather(*(accounts.run(replace(ports, roster=held)) for ports in both))
    assert sum(counts) == len(EVERYBODY)
    assert sorted(graph.asked[1:]) == sorted(f"{what} {one.id}" for what in ("account", "zone") for one in EVERYBODY)


async def test_a_process_that_died_while_it_asked_leaves_its_people_to_others(stage: Stage, graph: FakeRoster) -> None:
    graph.accounts[SORA.id] = RuntimeError("killed")
    with pytest.raises(RuntimeError):
        await ask(stage, graph)
    graph.accounts[SORA.id] = PLANNING
    await ask(stage, graph)
    assert await known(stage) == (None,) * 5
    stage.clock.forward(minutes=6)
    await ask(stage, graph)
    assert (await known(stage))[0] == "経営企画部"
