"""Which working day a prompt belongs to, and what becomes of one whose time is outside of working time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobs import prompts
from models.community_file import parse
from models.db import applying
from models.outgoing import RetryLater
from tests.prompting import clock_ticks, in_channel, planned, told
from tests.stage import COMMUNITY, KEN, Stage

DAYS = 'hours = ["09:00-12:00", "13:00-18:00"]'
NIGHTS = COMMUNITY.replace(DAYS, 'hours = ["20:00-04:00"]')
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
