"""A prompt ends with the words of who planned it, whether they were forgotten or the words went by age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobs import prompts, retain
from models.community_file import parse
from models.db import applying, forgetting
from models.outgoing import RetryLater
from models.prompt_views import PromptsView
from tests.jobs.test_retain import SECRET, told
from tests.prompting import clock_ticks, in_channel, listed, planned, pressed
from tests.stage import COMMUNITY, KEN, MIO, TEAM, Stage
from tests.stage import listed as member

TUESDAY_11 = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
AGE = timedelta(days=30)
BRIEF = COMMUNITY.replace("[working_hours]", 'retain_text_for = "30d"\n\n[working_hours]')
WITHOUT_KEN = COMMUNITY.replace(member(KEN, ["pmo"]), "").replace(f'owners = ["{KEN.id}"]', "")
WORDS = f"{SECRET} を試しましたか。"


def at(stage: Stage, moment: datetime) -> None:
    stage.clock.now = stage.clock.wall = moment


async def apply(stage: Stage, text: str) -> None:
    await stage.store.transact(lambda tx: applying.apply(tx, parse(text)), stage.clock.now)


async def ken_is_forgotten(stage: Stage) -> None:
    await apply(stage, WITHOUT_KEN)
    await stage.store.transact(lambda tx: forgetting.forget(tx, KEN.id, {TEAM: "誰か"}), stage.clock.now)


async def waiting(stage: Stage) -> dict[str, Any]:
    """The one turn that waits for a person's word, as its buttons name it."""
    (row,) = (await listed(stage, MIO)).waiting
    assert SECRET in row.text
    return {"prompt": row.id, "due": row.due_at.isoformat()}


async def nothing_is_posted_by(stage: Stage, which: dict[str, Any]) -> None:
    view = await listed(stage, MIO)
    assert (view.rows, view.waiting) == ((), ())
    late = await pressed(stage, MIO, "post_prompt", **which)
    assert isinstance(late.view, PromptsView)
    assert late.view.notice == ("prompt-dropped-already", {})
    await clock_ticks(stage)
    assert in_channel(stage) == []


@pytest.mark.parametrize("how", ["once", "weekly"])
async def test_what_is_planned_by_who_is_forgotten_is_never_due(stage: Stage, how: str) -> None:
    await planned(stage, KEN, WORDS, how=how)
    await ken_is_forgotten(stage)
    view = await listed(stage, MIO)
    assert (view.rows, view.waiting) == ((), ())
    at(stage, TUESDAY_11)
    assert await prompts.run(stage.ports) == 0
    await clock_ticks(stage)
    assert (in_channel(stage), (await listed(stage, MIO)).waiting) == ([], ())
    assert await told(stage) == {}


async def test_what_waits_for_a_persons_word_waits_no_more_once_its_words_are_gone(stage: Stage) -> None:
    await planned(stage, KEN, WORDS, how="weekly")
    await apply(stage, WITHOUT_KEN)
    at(stage, TUESDAY_11)
    await clock_ticks(stage)
    which = await waiting(stage)
    await ken_is_forgotten(stage)
    await nothing_is_posted_by(stage, which)


@pytest.mark.parametrize("by_another", [False, True])
async def test_what_is_on_its_way_does_not_leave_and_its_words_go_from_there(stage: Stage, by_another: object) -> None:
    await planned(stage, KEN, WORDS)
    at(stage, TUESDAY_11)
    if by_another:
        stage.clock.forward(days=1)
        await clock_ticks(stage)
        await pressed(stage, MIO, "post_prompt", **await waiting(stage))
    await prompts.run(stage.ports)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(minutes=5))]
    await stage.deliver()
    await ken_is_forgotten(stage)
    assert await told(stage) == {}
    stage.clock.forward(minutes=6)
    await clock_ticks(stage)
    assert in_channel(stage) == []


async def test_what_was_posted_stands_on_the_list_without_its_words(stage: Stage) -> None:
    await planned(stage, KEN, WORDS)
    at(stage, TUESDAY_11)
    await clock_ticks(stage)
    await ken_is_forgotten(stage)
    assert [(row.state, row.text, row.name) for row in (await listed(stage, MIO)).posted] == [("posted", "", "誰か")]


async def test_what_was_missed_keeps_its_words_from_when_it_was_due_and_ends_with_them(stage: Stage) -> None:
    await apply(stage, BRIEF)
    due = datetime(2027, 2, 2, 2, 0, tzinfo=UTC)
    await planned(stage, KEN, WORDS, day="2027-02-02")
    at(stage, due + timedelta(days=1))
    await clock_ticks(stage)
    await retain.run(stage.ports)
    which = await waiting(stage)
    at(stage, due + AGE - timedelta(hours=1))
    await retain.run(stage.ports)
    assert await waiting(stage) == which
    at(stage, due + AGE + timedelta(hours=1))
    await retain.run(stage.ports)
    await nothing_is_posted_by(stage, which)


async def test_a_weekly_one_that_was_not_looked_at_until_its_words_went_ends(stage: Stage) -> None:
    await apply(stage, BRIEF)
    await planned(stage, KEN, WORDS, how="weekly")
    at(stage, TUESDAY_11 + AGE - timedelta(hours=1))
    await retain.run(stage.ports)
    assert len((await listed(stage, KEN)).rows) == 1
    at(stage, TUESDAY_11 + AGE + timedelta(hours=1))
    await retain.run(stage.ports)
    assert await prompts.run(stage.ports) == 0
    assert (await listed(stage, KEN)).rows == ()
