"""The clockwork: one turn of a job at a time, however long Graph takes, and no fault ends it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from jobs.schedule import scheduler
from models.outgoing import Undeliverable
from models.roster import Roster, TeamMember
from tests.jobs.processes import until
from tests.jobs.roster import FakeRoster, known_group
from tests.stage import Stage


@dataclass(slots=True)
class SlowRoster(FakeRoster):
    """A Graph that answers when it is let go."""

    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def members(self, group_id: str) -> Sequence[TeamMember]:
        self.asked.append("members")
        await self.let_go.wait()
        raise Undeliverable("no", "400")


async def test_a_turn_that_finds_the_one_before_at_work_ends_at_once_and_the_next_one_works(stage: Stage) -> None:
    await known_group(stage)
    slow = SlowRoster()
    held: Roster = slow
    clockwork = scheduler(replace(stage.ports, roster=held))
    clockwork.start(paused=True)
    job = clockwork.get_job("members")
    assert job.max_instances > 1, "else APScheduler warns at each turn that a long one has overtaken"
    first = asyncio.create_task(job.func(*job.args))
    await until(lambda: slow.asked == ["members"])
    stage.clock.forward(days=1)
    await asyncio.wait_for(job.func(*job.args), 5)
    assert slow.asked == ["members"]
    slow.let_go.set()
    await first
    stage.clock.forward(hours=1)
    await job.func(*job.args)
    assert slow.asked == ["members"] * 2
    clockwork.shutdown(wait=False)


async def test_what_is_at_work_when_the_clock_ends_is_no_fault(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await known_group(stage)
    slow = SlowRoster()
    held: Roster = slow
    clockwork = scheduler(replace(stage.ports, roster=held))
    clockwork.start(paused=True)
    for job in clockwork.get_jobs():
        if job.id == "members":
            job.modify(next_run_time=datetime.now(UTC))
        else:
            job.pause()
    clockwork.resume()
    await until(lambda: slow.asked == ["members"])
    turn = next(task for task in asyncio.all_tasks() if "run_coroutine_job" in repr(task))
    clockwork.shutdown(wait=False)
    await asyncio.wait_for(asyncio.gather(turn, return_exceptions=True), 5)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_fault_ends_one_turn_alone(stage: Stage) -> None:
    await known_group(stage)
    told = FakeRoster(refusals=[RuntimeError("a fault of ours")])
    held: Roster = told
    job = scheduler(replace(stage.ports, roster=held)).get_job("members")
    await job.func(*job.args)
    stage.clock.forward(hours=1)
    await job.func(*job.args)
    assert told.asked == ["members"] * 2
