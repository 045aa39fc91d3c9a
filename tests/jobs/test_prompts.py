"""Prompts are posted in time, once, in the name of who planned them; what is not posted is said in private."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jobs import prompts
from models.community_file import parse
from models.db import applying
from models.incoming import Person, PostArrived, Removed
from models.outgoing import RetryLater, Uncertain, Undeliverable
from models.prompt_views import PromptsView, PromptView
from tests.jobs.processes import processes
from tests.prompting import clock_ticks, in_channel, listed, planned, pressed, thread_of_last, told
from tests.stage import COMMUNITY, KEN, MIO, SORA, Stage
from tests.stage import listed as member

TUESDAY_11 = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def at(stage: Stage, moment: datetime) -> None:
    stage.clock.now = stage.clock.wall = moment


async def test_a_prompt_is_posted_at_its_time_and_not_before_in_the_planners_name(stage: Stage) -> None:
    await planned(stage, KEN, "今週は何を試しましたか。", theme="meeting", layer="applied")
    at(stage, TUESDAY_11 - timedelta(seconds=1))
    await clock_ticks(stage)
    assert in_channel(stage) == []
    at(stage, TUESDAY_11)
    await clock_ticks(stage)
    assert in_channel(stage) == [PromptView(KEN.name, "今週は何を試しましたか。", "議事録と会議", "meeting", "applied")]
    view = await listed(stage, KEN)
    assert view.rows == ()
    assert [(row.state, row.replied) for row in view.posted] == [("posted", 0)]
    assert "teams.microsoft.com" in view.posted[0].link


async def test_it_is_a_post_of_the_bot_in_the_ledger_and_is_owed_nothing(stage: Stage) -> None:
    await planned(stage, KEN, "今週は何を試しましたか。", theme="inquiry")
    at(stage, TUESDAY_11)
    await clock_ticks(stage)
    (row,) = await stage.rows()
    assert (row["author_id"], row["status"], row["theme"], row["season"]) == (None, None, "inquiry", "S6")
    assert row["posted_at"] == "2026-12-01T02:00:00Z"
    assert stage.teams.of("react") == []
    thread = thread_of_last(stage)
    number = thread.partition("=")[2]
    again = PostArrived(stage.envelope(thread, number, source="graph"), thread, number, None, "card")
    assert (await stage.dispatch(again)).what == "known already"


async def test_a_weekly_prompt_comes_every_week_until_it_is_stopped(stage: Stage) -> None:
    (row,) = (await planned(stage, KEN, how="weekly")).rows
    for week in range(3):
        at(stage, TUESDAY_11 + week * WEEK)
        await clock_ticks(stage)
        assert len(in_channel(stage)) == week + 1
    await pressed(stage, MIO, "stop_prompt", prompt=row.id)
    at(stage, TUESDAY_11 + 3 * WEEK)
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 3


async def test_a_day_off_moves_a_weekly_prompt_and_its_planner_is_told_a_working_day_before(stage: Stage) -> None:
    await planned(stage, KEN, day="2027-01-04", at="10:00", how="weekly")
    at(stage, datetime(2027, 1, 4, 1, 0, tzinfo=UTC))
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 1
    (row,) = (await listed(stage, KEN)).rows
    tuesday = datetime(2027, 1, 12, 1, 0, tzinfo=UTC)
    assert (row.next_at, row.moved_from) == (tuesday, date(2027, 1, 11))
    at(stage, datetime(2027, 1, 8, 0, 59, tzinfo=UTC))
    await clock_ticks(stage)
    assert told(stage, KEN) == []
    at(stage, datetime(2027, 1, 8, 1, 0, tzinfo=UTC))
    for _ in range(2):
        await clock_ticks(stage)
        assert told(stage, KEN) == [("prompt-moved", {"day": date(2027, 1, 11), "next": tuesday})]
    for moment, count in ((tuesday - timedelta(days=1), 1), (tuesday, 2), (tuesday + timedelta(days=6), 3)):
        at(stage, moment)
        await clock_ticks(stage)
        assert len(in_channel(stage)) == count


async def test_what_an_outage_of_an_hour_kept_back_is_posted_when_it_is_over(stage: Stage) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11 + timedelta(minutes=30))
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 1


async def test_what_would_come_in_the_lunch_break_waits_for_its_end(stage: Stage) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11 + timedelta(hours=1, minutes=30))
    await clock_ticks(stage)
    assert in_channel(stage) == []
    at(stage, TUESDAY_11 + timedelta(hours=2))
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 1


@pytest.mark.parametrize("after", [timedelta(hours=8), timedelta(days=1), timedelta(days=3)])
async def test_what_was_missed_is_said_in_private_and_posted_by_a_press_alone(stage: Stage, after: timedelta) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11 + after)
    for _ in range(2):
        await clock_ticks(stage)
    assert in_channel(stage) == []
    assert told(stage, KEN) == [("prompt-missed", {"due": TUESDAY_11})]
    assert told(stage, MIO) == []
    (row,) = (await listed(stage, MIO)).waiting
    assert (row.state, row.name, row.may_post) == ("missed", KEN.name, True)
    for _ in range(2):
        outcome = await pressed(stage, KEN, "post_prompt", prompt=row.id, due=row.due_at.isoformat())
        assert isinstance(outcome.view, PromptsView)
        assert outcome.view.notice == ("prompt-posting", {})
    await clock_ticks(stage)
    assert [one.name for one in in_channel(stage)] == [KEN.name]
    other = await pressed(stage, MIO, "post_prompt", prompt=row.id, due=row.due_at.isoformat())
    assert isinstance(other.view, PromptsView)
    assert other.view.notice == ("prompt-posted-already", {})
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 1


async def test_a_missed_turn_is_dropped_and_the_weekly_prompt_goes_on(stage: Stage) -> None:
    await planned(stage, KEN, how="weekly")
    at(stage, TUESDAY_11 + timedelta(days=1))
    await clock_ticks(stage)
    (row,) = (await listed(stage, KEN)).waiting
    dropped = await pressed(stage, MIO, "drop_prompt", prompt=row.id, due=row.due_at.isoformat())
    assert isinstance(dropped.view, PromptsView)
    assert (dropped.view.waiting, [one.next_at for one in dropped.view.rows]) == ((), [TUESDAY_11 + WEEK])
    for who in (KEN, MIO):
        late = await pressed(stage, who, "post_prompt", prompt=row.id, due=row.due_at.isoformat())
        assert isinstance(late.view, PromptsView)
        assert late.view.notice == ("prompt-dropped-already", {})
    await clock_ticks(stage)
    assert in_channel(stage) == []


@pytest.mark.parametrize(("who", "said"), [(KEN, "prompt-posting"), (MIO, "prompt-posted-already")])
async def test_who_drops_what_is_being_posted_already_is_told_so(stage: Stage, who: Person, said: str) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11 + timedelta(days=1))
    await clock_ticks(stage)
    (row,) = (await listed(stage, KEN)).waiting
    await pressed(stage, KEN, "post_prompt", prompt=row.id, due=row.due_at.isoformat())
    late = await pressed(stage, who, "drop_prompt", prompt=row.id, due=row.due_at.isoformat())
    assert isinstance(late.view, PromptsView)
    assert late.view.notice == (said, {})
    await clock_ticks(stage)
    assert [one.name for one in in_channel(stage)] == [KEN.name]


async def test_what_teams_took_too_late_is_not_posted_on_another_day(stage: Stage) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(days=1))]
    await prompts.run(stage.ports)
    again_at = await stage.deliver()
    assert again_at is not None
    at(stage, TUESDAY_11 + timedelta(days=1, minutes=1))
    await clock_ticks(stage)
    assert in_channel(stage) == []
    assert told(stage, KEN) == [("prompt-missed", {"due": TUESDAY_11})]


async def test_one_that_was_stopped_on_its_way_does_not_leave(stage: Stage) -> None:
    (row,) = (await planned(stage, KEN)).rows
    at(stage, TUESDAY_11)
    await prompts.run(stage.ports)
    await pressed(stage, MIO, "stop_prompt", prompt=row.id)
    await clock_ticks(stage)
    assert (in_channel(stage), told(stage, KEN)) == ([], [])


@pytest.mark.parametrize(
    ("answer", "said"),
    [(Uncertain("cut"), "prompt-unsure"), (Undeliverable("no", "403"), "prompt-missed")],
)
async def test_what_teams_did_not_take_is_said_and_may_be_posted_again(
    stage: Stage, answer: Exception, said: str
) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11)
    stage.teams.answers["send"] = [answer]
    await clock_ticks(stage)
    assert told(stage, KEN) == [(said, {"due": TUESDAY_11})]
    (row,) = (await listed(stage, KEN)).waiting
    await pressed(stage, KEN, "post_prompt", prompt=row.id, due=row.due_at.isoformat())
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 1


async def test_nothing_is_posted_in_the_name_of_who_is_not_of_the_pmo_any_more(stage: Stage) -> None:
    await planned(stage, KEN, how="weekly")
    no_pmo = COMMUNITY.replace(member(KEN, ["pmo"]), member(KEN, ["champion"]))
    await stage.store.transact(lambda tx: applying.apply(tx, parse(no_pmo)), stage.clock.now)
    at(stage, TUESDAY_11)
    for _ in range(2):
        await clock_ticks(stage)
    assert in_channel(stage) == []
    assert told(stage, KEN) == []
    assert told(stage, MIO) == [("prompt-left", {"name": KEN.name})]
    view = await listed(stage, MIO)
    assert (view.rows, [row.state for row in view.waiting]) == ((), ["left"])
    await pressed(stage, MIO, "post_prompt", prompt=view.waiting[0].id, due=view.waiting[0].due_at.isoformat())
    await clock_ticks(stage)
    assert [one.name for one in in_channel(stage)] == [MIO.name]


async def test_hours_that_changed_move_what_is_due_and_say_so(stage: Stage) -> None:
    await planned(stage, KEN)
    closed = COMMUNITY.replace('holidays = "JP"', 'holidays = "JP"\nclosed = ["2026-12-01"]')
    await stage.store.transact(lambda tx: applying.apply(tx, parse(closed)), stage.clock.now)
    at(stage, TUESDAY_11)
    await clock_ticks(stage)
    wednesday = TUESDAY_11 + timedelta(days=1)
    assert told(stage, KEN) == [("prompt-moved", {"day": date(2026, 12, 1), "next": wednesday})]
    assert in_channel(stage) == []
    at(stage, wednesday)
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 1


async def test_of_a_team_that_the_bot_was_removed_from_nothing_is_due(stage: Stage) -> None:
    await stage.post(SORA)
    await planned(stage, KEN)
    where = replace(stage.chat(KEN), team_id=parse(COMMUNITY)["community"]["team_id"])
    await stage.dispatch(Removed(where, KEN))
    at(stage, TUESDAY_11)
    assert await prompts.run(stage.ports) == 0


async def test_over_several_processes_each_turn_is_posted_once(stage: Stage, migrated_url: str) -> None:
    await planned(stage, KEN, how="weekly")
    await planned(stage, MIO, "もう一つのお題")
    async with processes(stage, migrated_url, 3) as several:
        at(stage, TUESDAY_11)
        await asyncio.gather(*(prompts.run(ports) for ports in several))
        await stage.deliver_all()
        await asyncio.gather(*(prompts.run(ports) for ports in several))
    assert sorted(one.name for one in in_channel(stage)) == sorted([KEN.name, MIO.name])
    assert len(await stage.rows()) == 2
