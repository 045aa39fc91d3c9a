"""What a process held when it died, and what it held when it was only slow."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from jobs import deliver
from models.db import outbox
from models.db.outbox import LEASE
from tests.jobs.busy_teams import busy
from tests.jobs.processes import processes, serving, until
from tests.jobs.when import MON, nudged, turn_to
from tests.stage import HANA, KEN, MIO, SORA, Stage

MINUTES = "議事録を頼みました。"


async def die_with_what_is_due(stage: Stage) -> int:
    """A process takes what is due, and is never heard of again. Returns how much it took."""
    taken = await stage.store.transact(partial(outbox.lease, at_most=8), stage.clock.now)
    return len(taken.effects)


async def test_nothing_is_taken_from_a_process_before_its_lease_ran_out(stage: Stage) -> None:
    await stage.post(SORA)
    assert await die_with_what_is_due(stage) == 1
    stage.clock.wall += LEASE
    await stage.deliver()
    assert stage.teams.asked == []


async def test_a_reaction_that_a_dead_process_held_is_given_by_another(stage: Stage) -> None:
    await stage.post(SORA)
    assert await die_with_what_is_due(stage) == 1
    stage.clock.wall += LEASE + timedelta(seconds=1)
    await stage.deliver()
    assert len(stage.teams.of("react")) == 1
    assert (await stage.audit()).unreacted == 0


async def test_tidying_that_a_dead_process_held_is_done_by_another(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    for hour in (11, 16):
        turn_to(stage, MON, hour)
        stage.teams.answers["take_back"] = []
        await nudged(stage)
    await stage.press(MIO, "claim", post)
    assert await die_with_what_is_due(stage) == 2
    stage.clock.wall += LEASE + timedelta(seconds=1)
    await stage.deliver()
    assert sorted(asked.to or "" for asked in stage.teams.of("refresh")) == [HANA.id, KEN.id]
    assert (await stage.audit()).uncertain == 0


async def test_the_next_look_is_when_a_dead_process_s_lease_runs_out(stage: Stage) -> None:
    await stage.post(SORA)
    await die_with_what_is_due(stage)
    assert await stage.deliver() == stage.clock.wall + LEASE


@pytest.mark.parametrize("how", ["send", "whisper", "post"])
async def test_what_a_dead_process_may_have_sent_is_uncertain_and_is_told(stage: Stage, how: str) -> None:
    post = await stage.post(SORA)
    await stage.deliver_all()
    match how:
        case "send":
            await stage.say(HANA, "help")
        case "whisper":
            await stage.slash(HANA, "help")
        case "post":
            await stage.press(KEN, "promise", post, until="2026-12-02", word="")
    assert await die_with_what_is_due(stage) == 1
    stage.clock.wall += LEASE + timedelta(seconds=1)
    await stage.deliver_all()
    assert stage.teams.of(how) == []
    assert (await stage.audit()).uncertain == 1


async def test_a_lane_goes_on_behind_what_a_dead_process_held(stage: Stage) -> None:
    await stage.say(HANA, "help")
    await die_with_what_is_due(stage)
    await stage.say(HANA, "queue")
    stage.clock.wall += LEASE + timedelta(seconds=1)
    await stage.deliver_all()
    assert len(stage.teams.of("send", HANA)) == 1


async def test_a_slow_call_keeps_its_lease_while_its_process_lives(stage: Stage, migrated_url: str) -> None:
    teams = busy(stage)
    let_go = asyncio.Event()
    teams.meanwhile["send"] = [let_go.wait]
    await stage.say(HANA, "help")
    async with processes(stage, migrated_url, 1) as (other,), serving(stage.ports) as woken:
        await until(lambda: bool(teams.under_way))
        for _ in range(6):
            stage.clock.wall += LEASE / 2
            woken.set()
            await until(lambda: not woken.is_set())
            await stage.store.transact(lambda tx: None, stage.clock.now)
            await deliver.run(other)
        assert (await stage.audit()).uncertain == 0
        let_go.set()
        await until(lambda: len(teams.of("send")) == 1)
    assert (await stage.audit()).uncertain == 0


async def test_a_process_that_was_taken_for_dead_still_says_what_it_did(stage: Stage, migrated_url: str) -> None:
    teams = busy(stage)
    let_go = asyncio.Event()
    teams.meanwhile["send"] = [let_go.wait]
    await stage.say(HANA, "help")
    slow = asyncio.create_task(deliver.run(stage.ports))
    await until(lambda: bool(teams.under_way))
    async with processes(stage, migrated_url, 1) as (other,):
        stage.clock.wall += 2 * LEASE
        await deliver.run(other)
        assert (await stage.audit()).uncertain == 1
    let_go.set()
    await slow
    assert (await stage.audit()).uncertain == 0


async def test_a_fast_community_clock_ends_no_lease(stage: Stage) -> None:
    await stage.say(HANA, "help")
    await die_with_what_is_due(stage)
    stage.clock.now += timedelta(days=1)
    await stage.deliver()
    assert (await stage.audit()).uncertain == 0
