"""A card that Teams refuses for good: the next on the ladder is asked at once, and an operator can count it."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from functools import partial

from jobs import nudge
from models.db import delivery, outbox
from models.db.transaction import Transaction
from models.outgoing import RetryLater, Undeliverable
from tests.jobs.processes import processes
from tests.jobs.when import MON, at, ids, nudged, turn_to
from tests.stage import HANA, KEN, MIO, SORA, Stage

MINUTES, INQUIRY = "議事録を頼みました。", "問い合わせの下書きを頼みました。"


def blocked() -> Undeliverable:
    return Undeliverable("blocked", "BotNotInConversationRoster")


async def test_the_next_on_the_ladder_is_asked_at_once_and_it_is_counted(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [blocked()]
    assert await nudged(stage) == []
    assert (await stage.audit()).unreached == 1
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA, KEN, MIO)
    assert (await stage.follow_up(post)).next_nudge_at == at(MON, 15, 30)


async def test_where_somebody_else_was_told_of_the_step_the_ladder_is_not_hurried(stage: Stage) -> None:
    post = await stage.post(SORA, INQUIRY)
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [blocked()]
    assert len(await nudged(stage)) == 1
    assert (await stage.follow_up(post)).next_nudge_at == at(MON, 15, 30)
    assert (await stage.audit()).unreached == 1


async def test_each_post_of_a_refused_card_is_passed_on(stage: Stage) -> None:
    posts = [await stage.post(SORA, MINUTES) for _ in range(3)]
    turn_to(stage, MON, 13, 0)
    stage.teams.answers["send"] = [blocked()]
    await nudged(stage)
    assert (await stage.audit()).unreached == 3
    assert await nudged(stage) == ids(HANA, KEN, MIO)
    assert {(await stage.follow_up(post)).nudges for post in posts} == {2}


async def test_where_every_card_is_refused_the_ladder_is_climbed_once_and_begins_again_in_its_time(
    stage: Stage,
) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [blocked() for _ in range(7)]
    for taken in (1, 2, 3, 3):
        assert await nudged(stage) == []
        assert (await stage.follow_up(post)).nudges == taken
    turn_to(stage, MON, 15, 30)
    assert await nudged(stage) == ids(KEN), "and it is not given up"


async def test_what_is_refused_after_it_was_answered_goes_to_nobody(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    await nudge.run(stage.ports)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(minutes=1)), blocked()]
    await stage.deliver()
    await stage.reply(MIO, post)
    await stage.deliver_all()
    assert await nudged(stage) == []
    assert (await stage.follow_up(post)).next_nudge_at is None


async def test_two_processes_that_are_refused_at_once_do_not_take_each_other_for_told(
    stage: Stage, migrated_url: str
) -> None:
    post = await stage.post(SORA, INQUIRY)
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    await nudge.run(stage.ports)
    one, other = (await stage.store.transact(partial(outbox.lease, at_most=8), stage.clock.now)).effects
    first_wrote, second_wrote = threading.Event(), threading.Event()

    def refused_first(tx: Transaction) -> None:
        delivery.given_up(tx, one, "blocked")
        tx.flush()
        first_wrote.set()
        second_wrote.wait(0.5)

    def refused_second(tx: Transaction) -> None:
        delivery.given_up(tx, other, "blocked")
        second_wrote.set()

    async with processes(stage, migrated_url, 2) as (here, there):
        first = asyncio.create_task(here.store.transact(refused_first, stage.clock.now))
        await asyncio.to_thread(first_wrote.wait, 10)
        await asyncio.gather(first, there.store.transact(refused_second, stage.clock.now))
    assert (await stage.follow_up(post)).next_nudge_at == stage.clock.now, "neither owner was reached"
    assert await nudged(stage) == ids(HANA, KEN, MIO)
