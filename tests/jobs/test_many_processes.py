"""Any number of processes run the same jobs on one database: everything happens once."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from jobs import deliver, expire_claims, nudge
from models.db import due
from models.db.transaction import Transaction
from models.incoming import Person
from models.list_views import NudgeView
from tests.jobs.busy_teams import busy
from tests.jobs.conftest import without_mornings
from tests.jobs.processes import processes
from tests.jobs.when import MON, TUE, ids, nudged, turn_to
from tests.postgres import Server
from tests.stage import HANA, KEN, MIO, SORA, YUI, Stage, staged

MINUTES = "議事録を頼みました。"


def people(count: int) -> list[Person]:
    return [Person(f"cccccccc-0000-4000-8000-{number:012}", f"29:{number}", "誰か") for number in range(count)]


@pytest.mark.parametrize("count", [2, 4])
async def test_every_effect_is_carried_out_once(stage: Stage, migrated_url: str, count: int) -> None:
    teams = busy(stage)
    teams.always = lambda: asyncio.sleep(0)
    posts = [await stage.post(SORA) for _ in range(6)]
    for person in people(30):
        await stage.say(person, "help")
        await stage.say(person, "help")
    async with processes(stage, migrated_url, count) as all_of_them:
        while any(again_at is not None for again_at in await asyncio.gather(*map(deliver.run, all_of_them))):
            stage.clock.forward(seconds=1)
    assert Counter(asked.activity_id for asked in teams.of("react")) == {post.message_id: 1 for post in posts}
    assert set(Counter(asked.to for asked in teams.of("send")).values()) == {2}
    assert len(teams.of("send")) == 60
    assert teams.collisions == 0
    counted = await stage.audit()
    assert (counted.uncertain, counted.undelivered, counted.unreacted) == (0, 0, 0)


@pytest.mark.parametrize("count", [2, 4])
async def test_every_step_of_every_nudge_is_taken_once(stage: Stage, migrated_url: str, count: int) -> None:
    posts = [await stage.post(SORA, MINUTES) for _ in range(120)]
    async with processes(stage, migrated_url, count) as all_of_them:
        for turn, (day, hour) in enumerate(((MON, 13), (MON, 17), (TUE, 13)), start=1):
            turn_to(stage, day, hour)
            taken = await asyncio.gather(*map(nudge.run, all_of_them))
            assert sum(taken) == 120
            assert {(await stage.follow_up(post)).nudges for post in posts[::20]} == {turn}
            assert sum(await asyncio.gather(*map(nudge.run, all_of_them))) == 0


@pytest.mark.parametrize("count", [2, 4])
async def test_every_member_gets_one_card_of_all_that_is_due(stage: Stage, migrated_url: str, count: int) -> None:
    teams = busy(stage)
    teams.always = lambda: asyncio.sleep(0)
    for _ in range(40):
        await stage.post(SORA)
    async with processes(stage, migrated_url, count) as all_of_them:
        for day, hour in ((MON, 13), (MON, 17), (TUE, 13)):
            turn_to(stage, day, hour)
            before = len(teams.of("send"))
            for _ in range(3):
                await asyncio.gather(*map(nudge.run, all_of_them))
            while any(again_at is not None for again_at in await asyncio.gather(*map(deliver.run, all_of_them))):
                stage.clock.wall += timedelta(seconds=1)
            assert sorted(asked.to or "" for asked in teams.of("send")[before:]) == ids(HANA, KEN, MIO)
            shown = [len(view.rows) for asked in teams.of("send")[before:] if isinstance(view := asked.view, NudgeView)]
            assert sum(shown) == (40 if hour == 13 and day == MON else 120), "nothing is left over for another card"
            await asyncio.gather(*map(nudge.run, all_of_them))
            assert len(teams.of("send")) == before + 3
    assert (await stage.audit()).uncertain == 0


@pytest.mark.parametrize("count", [2, 4])
async def test_who_goes_away_is_passed_by_once(stage: Stage, migrated_url: str, count: int) -> None:
    posts = [await stage.post(SORA, MINUTES) for _ in range(30)]
    await stage.say(KEN, "quiet until 15:00")
    turn_to(stage, MON, 13)
    await nudge.run(stage.ports)
    await stage.say(KEN, "away until 12/10")
    await stage.deliver_all()
    async with processes(stage, migrated_url, count) as all_of_them:
        for _ in range(2):
            await asyncio.gather(*map(nudge.run, all_of_them))
    assert {(await stage.follow_up(post)).nudges for post in posts} == {2}
    assert {(await stage.follow_up(post)).rung for post in posts} == {1}
    assert await nudged(stage) == ids(HANA)


@pytest.mark.postgres
async def test_nobody_is_told_without_a_step_that_another_process_is_taking(
    postgres: Server, migrated_postgres: str
) -> None:
    with postgres.database(migrated_postgres) as url:
        async with staged(url, migrated=True) as stage, processes(stage, url, 2) as (one, other):
            await without_mornings(stage)
            await stage.say(KEN, "quiet until 14:00")
            await stage.post(SORA, MINUTES)
            turn_to(stage, MON, 13, 30)
            await stage.post(YUI, MINUTES)
            assert await nudge.run(one) == 1
            await stage.deliver_all()
            turn_to(stage, MON, 14, 0)
            taking, done = threading.Event(), threading.Event()
            held = asyncio.create_task(one.store.transact(partial(hold, taking=taking, until=done), stage.clock.now))
            await asyncio.to_thread(taking.wait)
            assert await nudge.run(other) == 0
            done.set()
            assert await held
            assert await deliver.run(other) is None
            assert stage.teams.of("send", KEN)[1:] == []
            assert await nudge.run(other) == 1
            await deliver.run(other)
            (card,) = stage.teams.of("send", KEN)[1:]
            assert isinstance(card.view, NudgeView)
            assert len(card.view.rows) == 2


def hold(tx: Transaction, taking: threading.Event, until: threading.Event) -> bool:
    """What a process does that takes its time over the steps."""
    alone = due.is_alone(tx)
    taking.set()
    return until.wait(10) and alone


async def test_an_answer_and_a_nudge_at_once_leave_nothing_owed(stage: Stage, migrated_url: str) -> None:
    posts = [await stage.post(SORA, MINUTES) for _ in range(30)]
    turn_to(stage, MON, 13)
    async with processes(stage, migrated_url, 2) as both:
        await asyncio.gather(*map(nudge.run, both), *(stage.reply(KEN, post) for post in posts))
    await stage.deliver_all()
    counted = await stage.audit()
    assert (counted.answered, counted.waiting) == (30, 0)
    assert stage.teams.of("send") == []


async def test_every_claim_expires_once(stage: Stage, migrated_url: str) -> None:
    for _ in range(60):
        await stage.press(KEN, "claim", await stage.post(SORA, MINUTES))
    turn_to(stage, TUE, 13)
    async with processes(stage, migrated_url, 3) as all_of_them:
        assert sum(await asyncio.gather(*map(expire_claims.run, all_of_them))) == 60
    assert (await stage.audit()).waiting == 60
