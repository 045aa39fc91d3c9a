"""A changed community file moves what is open to the new times."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.community_file import parse
from models.db import applying
from models.incoming import PostArrived
from tests.jobs.when import FRI, MON, THU, TUE, WED, at, ids, nudged, turn_to
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, Stage

MINUTES = "議事録を頼みました。"


async def apply(stage: Stage, *changes: tuple[str, str], dry_run: bool = False) -> int:
    """Apply the stage's file with some changes. Returns how many follow-ups moved."""
    text = COMMUNITY
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    merged = await stage.store.transact(lambda tx: applying.apply(tx, parse(text), dry_run=dry_run), stage.clock.now)
    return merged.moved


async def a_post_before(stage: Stage) -> PostArrived:
    """A post by a member who is no newcomer."""
    await stage.reply(MIO, await stage.post(SORA))
    return await stage.post(SORA, MINUTES)


async def test_a_post_that_waits_is_due_as_the_new_file_says(stage: Stage) -> None:
    post = await a_post_before(stage)
    assert await apply(stage, ('receive_within = "2h"', 'receive_within = "1h"'), ('= "1d"', '= "2d"')) == 1
    moved = await stage.follow_up(post)
    assert (moved.receive_by, moved.answer_by) == (at(MON, 11), at(WED, 10))
    turn_to(stage, MON, 10, 59)
    assert await nudged(stage) == []
    turn_to(stage, MON, 11)
    assert await nudged(stage) == ids(KEN)


async def test_the_next_step_of_a_ladder_that_is_climbed_comes_as_the_new_file_says(stage: Stage) -> None:
    await a_post_before(stage)
    turn_to(stage, MON, 13)
    assert await nudged(stage) == ids(KEN)
    assert await apply(stage, ('nudge_every = "4h"', 'nudge_every = "1h"')) == 1
    turn_to(stage, MON, 13, 59)
    assert await nudged(stage) == []
    turn_to(stage, MON, 14)
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_a_promised_day_stays_and_its_reminder_moves(stage: Stage) -> None:
    post = await a_post_before(stage)
    await stage.press(MIO, "promise", post, until="2026-12-03", word="")
    assert await apply(stage, ("[working_hours]", 'remind_promise = "1d"\n\n[working_hours]')) == 1
    moved = await stage.follow_up(post)
    assert (moved.promised_until, moved.next_nudge_at) == (at(THU, 18), at(WED, 18))
    turn_to(stage, THU, 9)
    assert await nudged(stage) == ids(MIO)
    turn_to(stage, FRI, 9)
    assert await nudged(stage) == ids(MIO)


async def test_a_claim_keeps_its_quiet(stage: Stage) -> None:
    post = await a_post_before(stage)
    await stage.press(MIO, "claim", post)
    before = (await stage.follow_up(post)).next_nudge_at
    assert await apply(stage, ('receive_within = "2h"', 'receive_within = "30m"')) == 1
    assert (await stage.follow_up(post)).next_nudge_at == before


async def test_what_was_let_go_is_due_as_the_new_file_says(stage: Stage) -> None:
    post = await a_post_before(stage)
    await stage.press(MIO, "claim", post)
    await stage.press(MIO, "release", post)
    await apply(stage, ('receive_within = "2h"', 'receive_within = "1h"'))
    assert (await stage.follow_up(post)).next_nudge_at == at(MON, 11)


@pytest.mark.parametrize("how", ["answered", "untouched"])
async def test_what_is_closed_or_due_at_the_same_time_does_not_move(stage: Stage, how: str) -> None:
    post = await a_post_before(stage)
    if how == "answered":
        await stage.reply(MIO, post)
        assert await apply(stage, ('= "1d"', '= "2d"')) == 0
    else:
        assert await apply(stage, ('name = "シーズン6"', 'name = "冬のシーズン"')) == 0


async def test_a_dry_run_counts_and_moves_nothing(stage: Stage) -> None:
    post = await a_post_before(stage)
    before = await stage.follow_up(post)
    assert await apply(stage, ('= "1d"', '= "2d"'), dry_run=True) == 1
    assert await stage.follow_up(post) == before


async def test_after_a_change_that_makes_it_late_there_is_one_nudge(stage: Stage) -> None:
    await a_post_before(stage)
    turn_to(stage, MON, 11, 30)
    assert await apply(stage, ('receive_within = "2h"', 'receive_within = "30m"')) == 1
    assert await nudged(stage) == ids(KEN)
    stage.clock.forward(seconds=timedelta(minutes=1).total_seconds())
    assert await nudged(stage) == []
    turn_to(stage, TUE, 9)
    assert await nudged(stage) == ids(HANA, KEN, MIO)
