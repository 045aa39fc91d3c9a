"""The slow count of working time, held against days that were counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.season import charter
from tests.season.community import CANALS, DEFAULT_LADDER, MIO, OWN_LADDER, PLAZA
from tests.season.working_time import Hours

TOKYO = charter.read(DEFAULT_LADDER).hours_of_channel(PLAZA)
AMSTERDAM = charter.read(DEFAULT_LADDER).hours_of_channel(CANALS)
BY_NIGHT = charter.read(OWN_LADDER).hours_of_channel(CANALS)


def at(hours: Hours, text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(hours.zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "length", "expected"),
    [
        (TOKYO, "2026-04-28 17:30", 8, "2026-04-30 17:30"),
        (TOKYO, "2026-05-01 17:00", 2, "2026-05-07 10:00"),
        (TOKYO, "2026-05-02 23:15", 8, "2026-05-07 18:00"),
        (TOKYO, "2026-05-02 23:15", 0, "2026-05-07 09:00"),
        (TOKYO, "2026-12-28 16:00", 3, "2027-01-04 10:00"),
        (AMSTERDAM, "2026-04-24 17:00", 1, "2026-04-28 09:30"),
        (AMSTERDAM, "2026-10-23 17:00", 1, "2026-10-26 09:30"),
        (BY_NIGHT, "2026-10-25 00:30", 4, "2026-10-25 03:30"),
        (BY_NIGHT, "2026-03-29 00:30", 4, "2026-03-29 05:30"),
    ],
)
def test_time_is_added(hours: Hours, moment: str, length: int, expected: str) -> None:
    start, end = at(hours, moment), at(hours, expected)
    assert hours.add(start, timedelta(hours=length)) == end
    assert hours.worked(start, end) == timedelta(hours=length)


@pytest.mark.parametrize(
    ("moment", "length", "expected"),
    [
        ("2026-05-07 18:00", 3, "2026-05-07 15:00"),
        ("2026-05-07 10:00", 3, "2026-05-01 16:00"),
        ("2026-05-09 18:00", 8, "2026-05-07 18:00"),
        ("2026-05-08 12:00", 3, "2026-05-07 18:00"),
        ("2026-05-08 12:00", 2, "2026-05-08 10:00"),
        ("2026-05-07 13:30", 1, "2026-05-07 11:30"),
    ],
)
def test_time_is_taken_off(moment: str, length: int, expected: str) -> None:
    assert TOKYO.before(at(TOKYO, moment), timedelta(hours=length)) == at(TOKYO, expected)


def test_the_hour_that_comes_twice_is_worked_twice() -> None:
    assert BY_NIGHT.worked(at(BY_NIGHT, "2026-10-25 00:00"), at(BY_NIGHT, "2026-10-25 06:00")) == timedelta(hours=7)
    assert BY_NIGHT.is_open(at(BY_NIGHT, "2026-10-25 02:30", fold=0))
    assert BY_NIGHT.is_open(at(BY_NIGHT, "2026-10-25 02:30", fold=1))


def test_a_span_past_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    late = Hours("Asia/Tokyo", ("fri",), ((22 * 60, 2 * 60),), "JP")
    assert late.is_open(at(late, "2026-05-08 23:00"))
    assert late.is_open(at(late, "2026-05-09 01:59"))
    assert not late.is_open(at(late, "2026-05-08 01:00"))
    assert late.end_of(date(2026, 5, 8)) == at(late, "2026-05-09 02:00")


def test_the_first_hour_is_that_of_a_working_day() -> None:
    mio = charter.read(DEFAULT_LADDER).own_hours[MIO.id]
    asked = ("10:29", "10:30", "11:29", "11:30", "13:00")
    assert [text for text in asked if mio.is_first_hour(at(mio, f"2026-05-07 {text}"))] == ["10:30", "11:29"]
    assert not mio.is_first_hour(at(mio, "2026-05-08 10:30")), "Mio's Fridays are free"
