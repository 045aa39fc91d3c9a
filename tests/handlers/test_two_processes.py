"""Two processes on one PostgreSQL: the same events reach both, each in its own order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.dispatch import Dispatch
from models.follow_up import Status
from models.incoming import Pressed
from tests.handlers.stories import Step, Thread, stories
from tests.handlers.thread import owed
from tests.postgres import Server
from tests.stage import HANA, KEN, MIO, SORA, Stage, person

pytestmark = pytest.mark.postgres


@pytest.fixture
def migrated_url(postgres: Server, migrated_postgres: str) -> Iterator[str]:
    with postgres.database(migrated_postgres) as url:
        yield url


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=st.lists(stories(), min_size=3, max_size=5), orders=st.integers(0, 2**32))
async def test_the_same_events_in_two_orders_come_to_one_end(
    stage: Stage, other: Dispatch, told: list[tuple[Step, ...]], orders: int
) -> None:
    if not (await stage.audit()).posts:
        await stage.post(SORA, "はじめまして。")
    alone, together = [Thread(stage, story) for story in told], [Thread(stage, story) for story in told]
    for thread in alone:
        for event in thread.events():
            await stage.dispatch(event)
    events = [event for thread in together for event in thread.events()]
    here, there = Random(orders).sample(events, len(events)), Random(orders + 1).sample(events, len(events))
    await asyncio.gather(*(stage.dispatch(event) for event in here), *(other(event) for event in there))
    for one, both in zip(alone, together, strict=True):
        assert await one.end() == await both.end()


async def test_posts_of_many_people_are_kept_once_whoever_hears_of_them_first(stage: Stage, other: Dispatch) -> None:
    events = [stage.posted(person(300 + number, f"参加者{number}")) for number in range(60)]
    shuffled = Random(7).sample(events, len(events))
    await asyncio.gather(*(stage.dispatch(event) for event in events), *(other(event) for event in shuffled))
    await stage.deliver_all()
    counted = await stage.audit()
    assert (counted.posts, counted.waiting, counted.unreacted) == (60, 60, 0)
    assert len(stage.teams.of("react")) == 60


async def test_of_claims_in_both_processes_one_wins(stage: Stage, other: Dispatch) -> None:
    posts = [await stage.post(SORA) for _ in range(5)]
    rows = [await owed(stage, post) for post in posts]
    presses = [
        Pressed(stage.chat(by), by, "claim", {"follow_up": row.id, "version": 1})
        for row in rows
        for by in (HANA, KEN, MIO)
    ]
    ways = (stage.dispatch, other)
    outcomes = await asyncio.gather(*(ways[number % 2](press) for number, press in enumerate(presses)))
    said = [getattr(outcome.view, "notice", ("",))[0] for outcome in outcomes]
    assert (said.count("notice-claimed"), said.count("refused-claimed-by-other")) == (5, 10)
    assert {((await owed(stage, post)).status, (await owed(stage, post)).version) for post in posts} == {
        (Status.CLAIMED, 2)
    }
