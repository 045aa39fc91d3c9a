"""Which working day a prompt belongs to, and what becomes of one whose time is outside of working time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from jobs import prompts
from models.community_file import parse
from models.db import applying
from models.outgoing import RetryLater
from models.prompt_views import PromptRow
from tests.prompting import clock_ticks, in_channel, listed, planned, told
from tests.stage import COMMUNITY, KEN, Stage
from tests.stage import listed as member

DAYS = 'hours = ["09:00-12:00", "13:00-18:00"]'
NIGHTS = COMMUNITY.replace(DAYS, 'hours = ["20:00-04:00"]')
ABROAD = COMMUNITY.replace(member(KEN, ["pmo"]), member(KEN, ["pmo"], 'time_zone = "Europe/Amsterdam"'))
SUMMER, WINTER = datetime(2027, 8, 30, 1, 0, tzinfo=UTC), datetime(2027, 11, 8, 1, 0, tzinfo=UTC)
BEFORE_MIDNIGHT = datetime(2026, 12, 1, 14, 58, tzinfo=UTC)
"""Tuesday 23:58 in Tokyo."""


def at(stage: Stage, moment: datetime) -> None:
    stage.clock.now = stage.clock.wall = moment


async def apply(stage: Stage, text: str) -> None:
    await stage.store.transact(lambda tx: applying.apply(tx, parse(text)), stage.clock.now)


@pytest.mark.parametrize(
    ("late", "count"),
    [(timedelta(minutes=4), 1), (timedelta(hours=4), 1), (timedelta(hours=4, minutes=2), 0)],
)
async def test_a_night_shift_is_one_day_until_its_end(stage: Stage, late: timedelta, count: int) -> None:
    await apply(stage, NIGHTS)
    await planned(stage, KEN, day="2026-12-01", at="23:58")
    at(stage, BEFORE_MIDNIGHT + late)
    await clock_ticks(stage)
    assert len(in_channel(stage)) == count
    assert told(stage, KEN) == ([] if count else [("prompt-missed", {"due": BEFORE_MIDNIGHT})])


async def test_what_was_missed_in_a_night_shift_does_not_wait_for_the_next_on_the_same_date(stage: Stage) -> None:
    await apply(stage, NIGHTS)
    await planned(stage, KEN, day="2026-12-02", at="02:00")
    at(stage, datetime(2026, 12, 1, 20, 0, tzinfo=UTC))
    await clock_ticks(stage)
    assert [key for key, _ in told(stage, KEN)] == ["prompt-missed"]


async def test_what_teams_takes_after_midnight_is_posted_in_the_same_night_shift(stage: Stage) -> None:
    await apply(stage, NIGHTS)
    await planned(stage, KEN, day="2026-12-01", at="23:58")
    at(stage, BEFORE_MIDNIGHT)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(minutes=5))]
    await prompts.run(stage.ports)
    await stage.deliver()
    at(stage, BEFORE_MIDNIGHT + timedelta(minutes=6))
    await clock_ticks(stage)
    assert (len(in_channel(stage)), told(stage, KEN)) == (1, [])


async def next_of(stage: Stage) -> PromptRow:
    (row,) = (await listed(stage, KEN)).rows
    return row


def tokyo(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


async def test_a_weekly_prompt_goes_on_when_the_planners_clock_changes_and_they_are_told_once(stage: Stage) -> None:
    """10:30 in Amsterdam is 17:30 in Tokyo in summer, and 18:30, half an hour after work, in winter."""
    await apply(stage, ABROAD)
    at(stage, SUMMER)
    await planned(stage, KEN, day="2027-09-02", at="10:30", how="weekly")
    came: list[datetime] = []
    while (row := await next_of(stage)).next_at < datetime(2028, 4, 14, tzinfo=UTC):
        for before in (timedelta(days=2), timedelta(0)):
            at(stage, row.next_at - before)
            await clock_ticks(stage)
        came.append(row.next_at)
        assert len(in_channel(stage)) == len(came)
    assert [(one + timedelta(hours=9)).strftime("%H:%M") for one in came] == ["17:30"] * 33
    assert (row.outside, row.moved_from) == (False, None)
    first = {"day": date(2027, 11, 4), "next": tokyo(2027, 11, 4, 17, 30)}
    assert [said for said in told(stage, KEN) if said[0] != "prompt-moved"] == [("prompt-outside", first)]


async def test_they_are_told_a_working_day_before(stage: Stage) -> None:
    await apply(stage, ABROAD)
    at(stage, SUMMER)
    await planned(stage, KEN, day="2027-10-28", at="10:30", how="weekly")
    at(stage, tokyo(2027, 10, 28, 17, 30))
    await clock_ticks(stage)
    row = await next_of(stage)
    assert (row.next_at, row.outside, row.moved_from) == (tokyo(2027, 11, 4, 17, 30), True, date(2027, 11, 4))
    before = tokyo(2027, 11, 2, 17, 30)  # the third is a holiday
    for moment, count in ((before - timedelta(seconds=1), 0), (before, 1), (before + timedelta(hours=1), 1)):
        at(stage, moment)
        await clock_ticks(stage)
        assert len(told(stage, KEN)) == count


@pytest.mark.parametrize(
    ("planned_at", "fields", "comes"),
    [
        (WINTER, {"day": "2027-11-10", "at": "10:30"}, (2027, 11, 10, 17, 30)),
        (WINTER, {"day": "2027-11-10", "at": "04:30"}, (2027, 11, 10, 13, 0)),
        (SUMMER, {"day": "2027-09-01", "at": "01:30"}, (2027, 9, 1, 9, 0)),
    ],
)
async def test_a_time_that_fits_in_the_other_half_of_the_year_alone_comes_within_hours_and_it_is_said(
    stage: Stage, planned_at: datetime, fields: dict[str, Any], comes: tuple[int, int, int, int, int]
) -> None:
    await apply(stage, ABROAD)
    at(stage, planned_at)
    view = await planned(stage, KEN, **fields, how="weekly")
    moment, day = tokyo(*comes), date.fromisoformat(fields["day"])
    assert view.notice == ("prompt-planned-outside", {"next": moment, "day": day})
    assert [(row.next_at, row.moved_from, row.outside) for row in view.rows] == [(moment, day, True)]


async def test_a_day_off_moves_what_is_outside_of_hours_as_well_to_within_those_of_the_next_day(stage: Stage) -> None:
    await apply(stage, ABROAD)
    at(stage, WINTER)
    view = await planned(stage, KEN, day="2027-11-23", at="10:30", how="weekly")
    moment = tokyo(2027, 11, 24, 17, 30)
    assert view.notice == ("prompt-planned-moved", {"next": moment, "day": date(2027, 11, 23)})


async def test_hours_that_became_shorter_move_what_is_due_to_within_them(stage: Stage) -> None:
    await planned(stage, KEN, day="2026-12-01", at="17:30")
    await apply(stage, COMMUNITY.replace(DAYS, 'hours = ["09:00-12:00", "13:00-17:00"]'))
    at(stage, tokyo(2026, 12, 1, 17, 30))
    await clock_ticks(stage)
    moment = tokyo(2026, 12, 2, 16, 30)
    assert told(stage, KEN) == [("prompt-outside", {"day": date(2026, 12, 1), "next": moment})]
    at(stage, moment)
    await clock_ticks(stage)
    assert len(in_channel(stage)) == 1


@pytest.mark.parametrize(
    ("closed", "said"), [("2026-12-02", ["prompt-ended"]), ("2026-12-01", ["prompt-missed", "prompt-ended"])]
)
async def test_who_planned_a_weekly_prompt_that_no_working_time_is_left_for_is_told(
    stage: Stage, closed: str, said: list[str]
) -> None:
    await planned(stage, KEN, how="weekly")
    await apply(stage, COMMUNITY.replace('holidays = "JP"', f'holidays = "JP"\nclosed = ["{closed}/2031-12-31"]'))
    at(stage, tokyo(2026, 12, 1, 11, 0))
    for _ in range(2):
        await clock_ticks(stage)
    assert sorted(key for key, _ in told(stage, KEN)) == sorted(said)
    assert (await listed(stage, KEN)).rows == ()


async def test_a_weekly_prompt_goes_on_after_a_closure_of_three_months(stage: Stage) -> None:
    await planned(stage, KEN, how="weekly")
    await apply(stage, COMMUNITY.replace('holidays = "JP"', 'holidays = "JP"\nclosed = ["2026-12-01/2027-02-28"]'))
    at(stage, tokyo(2026, 12, 1, 11, 0))
    await clock_ticks(stage)
    assert [key for key, _ in told(stage, KEN)] == ["prompt-missed", "prompt-moved"]
    assert (await next_of(stage)).next_at == tokyo(2027, 3, 1, 11, 0)
