"""Stopping, and a database that fails for a moment: what is in hand is finished, and nothing that Teams did is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import func, select

from jobs import deliver, nudge
from models.db.store import Store
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction
from tests.jobs.busy_teams import busy
from tests.jobs.processes import until
from tests.jobs.when import MON, turn_to
from tests.stage import HANA, KEN, MIO, SORA, Stage

T = TypeVar("T")


async def states(stage: Stage) -> dict[str, int]:
    """How many effects are in which state."""
    query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    rows = await stage.store.read(lambda tx: tx.connection.execute(query).all(), stage.clock.now)
    return {row[0]: row[1] for row in rows}


async def test_stopping_finishes_what_is_in_hand_and_begins_nothing_new(stage: Stage) -> None:
    teams = busy(stage)
    let_go = asyncio.Event()
    teams.meanwhile["send"] = [let_go.wait]
    await stage.say(HANA, "help")
    await stage.say(HANA, "queue")
    work = asyncio.create_task(deliver.serve(stage.ports, asyncio.Event()))
    await until(lambda: bool(teams.under_way))
    work.cancel()
    await stage.store.transact(lambda tx: None, stage.clock.now)
    assert not work.done(), "it waits for the call"
    let_go.set()
    with suppress(asyncio.CancelledError):
        await work
    assert len(teams.of("send")) == 1
    assert await states(stage) == {"sent": 1, "queued": 1}


async def test_stopping_at_any_moment_leaves_nothing_leased(stage: Stage) -> None:
    teams = busy(stage)
    teams.always = lambda: asyncio.sleep(0)
    for number in range(30):
        await stage.say((HANA, KEN, MIO)[number % 3], "help")
        work = asyncio.create_task(deliver.serve(stage.ports, asyncio.Event()))
        for _ in range(number):
            await asyncio.sleep(0)
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        assert set(await states(stage)) <= {"sent", "queued"}
    await stage.deliver_all()
    assert await states(stage) == {"sent": 30}


async def test_a_job_that_is_cut_short_leaves_the_database_at_work(stage: Stage) -> None:
    for turn in range(20):
        await stage.post(SORA)
        turn_to(stage, MON, 13, turn)
        job = asyncio.create_task(nudge.run(stage.ports))
        for _ in range(turn % 5):
            await asyncio.sleep(0)
        job.cancel()
        with suppress(asyncio.CancelledError):
            await job
    async with asyncio.timeout(30):
        assert (await stage.audit()).posts == 20
        await stage.store.transact(lambda tx: None, stage.clock.now)


class ShakyStore(Store):
    """Fails as often as ``failures`` says, once a call to Teams was made."""

    failures = 0
    is_shaky: Callable[[], bool] = staticmethod(lambda: False)

    async def transact(
        self,
        run: Callable[[Transaction], T],
        now: datetime,
        *,
        threads: Collection[str] = (),
        people: Collection[str] = (),
    ) -> T:
        if self.failures and self.is_shaky():
            self.failures -= 1
            raise ConnectionError("the database is away")
        return await super().transact(run, now, threads=threads, people=people)


async def test_what_teams_did_is_written_down_though_the_database_failed_at_first(
    stage: Stage, migrated_url: str
) -> None:
    await stage.say(HANA, "help")
    await stage.post(SORA)
    with closing(ShakyStore(migrated_url, wall=lambda: stage.clock.wall)) as store:
        store.failures, store.is_shaky = 2, lambda: bool(stage.teams.asked)
        with suppress(ConnectionError):
            await deliver.run(replace(stage.ports, store=store))
    assert await states(stage) == {"sent": 2}
    assert len(stage.teams.asked) == 2


async def test_a_chat_that_could_not_be_kept_costs_no_card(stage: Stage, migrated_url: str) -> None:
    await stage.post(SORA, "議事録を頼みました。")
    await stage.deliver_all()
    turn_to(stage, MON, 11)
    await nudge.run(stage.ports)
    with closing(ShakyStore(migrated_url, wall=lambda: stage.clock.wall)) as store:
        store.failures, store.is_shaky = 1, lambda: len(stage.teams.of("open_chat")) == 1
        await deliver.run(replace(stage.ports, store=store))
    stage.clock.wall += timedelta(seconds=2)
    await stage.deliver_all()
    assert len(stage.teams.of("send", KEN)) == 1
    assert (await stage.audit()).undelivered == 0
