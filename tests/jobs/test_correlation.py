"""What set off some work goes with all that it orders, to the line of the log that says what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import update
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from jobs import nudge
from jobs.schedule import scheduler
from models import correlation
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction
from models.incoming import PostArrived
from models.outgoing import Undeliverable
from tests.jobs.when import MON, turn_to
from tests.stage import HANA, SORA, Stage
from web.log_lines import correlated

DONE = "Teams did what was ordered."


@contextmanager
def lines() -> Iterator[list[MutableMapping[str, Any]]]:
    """The log, with what stands on each line as ``python app.py`` writes it."""
    with capture_logs((merge_contextvars, correlated)) as told:
        yield told


async def set_off(stage: Stage, name: str, text: str) -> PostArrived:
    with correlation.within(name):
        return await stage.post(SORA, text)


async def test_a_reaction_is_told_with_what_set_it_off_though_posts_share_a_commit(stage: Stage) -> None:
    posts = await asyncio.gather(*(set_off(stage, f"post {number}", "議事録です。") for number in range(5)))
    with lines() as told:
        await stage.deliver_all()
    reactions = {line["thread"]: line["correlation"] for line in told if line["event"] == DONE}
    assert reactions == {post.thread_id: f"post {number}" for number, post in enumerate(posts)}
    assert correlation.current() == ""


async def test_what_teams_refuses_is_told_with_what_set_it_off(stage: Stage) -> None:
    with correlation.within("asked"):
        await stage.say(HANA, "help")
    stage.teams.answers["send"] = [Undeliverable("Teams answered 403 to send: Blocked.", "Blocked")]
    with lines() as told:
        await stage.deliver_all()
    assert [(line["event"], line["correlation"]) for line in told] == [("Teams refused for good.", "asked")]


async def test_a_nudge_card_is_told_with_the_turn_that_ordered_it_and_the_follow_ups_on_it(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    await stage.deliver_all()
    turn_to(stage, MON, 11)
    clockwork = scheduler(stage.ports)
    clockwork.start(paused=True)
    job = clockwork.get_job("nudge")
    with lines() as told:
        await job.func(*job.args)
        await stage.deliver_all()
    clockwork.shutdown(wait=False)
    (turn,) = [line for line in told if line["event"] == "Follow-ups were nudged."]
    (card,) = [line for line in told if line["event"] == DONE]
    assert turn["job"] == "nudge"
    assert len(turn["correlation"]) == 32
    assert card["correlation"] == turn["correlation"]
    assert card["follow_ups"] == [(await stage.follow_up(post)).id]


async def test_a_card_drawn_again_is_told_with_the_press_that_changed_it(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    turn_to(stage, MON, 11)
    await nudge.run(stage.ports)
    await stage.deliver_all()
    with correlation.within("claimed"):
        await stage.press(HANA, "claim", post)
    with lines() as told:
        await stage.deliver_all()
    assert {(line["kind"], line["correlation"]) for line in told if line["event"] == DONE} == {("refresh", "claimed")}


async def test_an_order_of_before_has_an_id_of_its_own_the_same_at_each_try(stage: Stage) -> None:
    with correlation.within("forgotten"):
        post = await stage.post(SORA)

    def from_before(tx: Transaction) -> None:
        tx.execute(
            update(outbox).values(payload=f'{{"thread_id":"{post.thread_id}","message_id":"1","reaction":"like"}}')
        )

    await stage.store.transact(from_before, stage.clock.now)
    with lines() as told:
        await stage.deliver_all()
    (line,) = [line for line in told if line["event"] == DONE]
    assert line["correlation"] == correlation.of(f"react:{post.thread_id}")
