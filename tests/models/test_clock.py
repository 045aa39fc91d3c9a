"""The community's clock: the machine's own, or one that it follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import FollowedClock

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


class Wall:
    """The machine's time, moved by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


def test_a_clock_that_was_told_nothing_is_the_machine_s(wall: Wall) -> None:
    clock = FollowedClock(wall)
    wall.now += timedelta(seconds=5)
    assert clock() == NOON + timedelta(seconds=5)


def test_it_shows_what_it_was_told_and_runs_on_at_that_rate(wall: Wall) -> None:
    clock = FollowedClock(wall)
    clock.told("2027-01-01T09:00:00+09:00", 60)
    wall.now += timedelta(seconds=2)
    assert clock() == datetime(2027, 1, 1, 0, 2, tzinfo=UTC)


def test_it_goes_on_as_it_went_when_nobody_tells_it_any_more(wall: Wall) -> None:
    clock = FollowedClock(wall)
    clock.told("2027-01-01T00:00:00Z", 300)
    wall.now += timedelta(hours=1)
    assert clock() == datetime(2027, 1, 13, 12, 0, tzinfo=UTC)


def test_the_latest_word_counts(wall: Wall) -> None:
    clock = FollowedClock(wall)
    clock.told("2027-01-01T00:00:00Z", 300)
    clock.told("2026-06-01T00:00:00Z", 1)
    wall.now += timedelta(seconds=1)
    assert clock() == datetime(2026, 6, 1, 0, 0, 1, tzinfo=UTC)


@given(rate=st.floats(0.001, 100_000), seconds=st.floats(0, 86_400))
def test_it_never_runs_back_between_two_words(rate: float, seconds: float) -> None:
    wall = Wall()
    clock = FollowedClock(wall)
    clock.told("2027-01-01T00:00:00Z", rate)
    before = clock()
    wall.now += timedelta(seconds=seconds)
    assert clock() >= before


GARBAGE = [
    ("2027-01-01T00:00:00", 1.0),
    ("yesterday", 1.0),
    ("", 1.0),
    ("2027-01-01T00:00:00Z", 0.0),
    ("2027-01-01T00:00:00Z", -1.0),
    ("2027-01-01T00:00:00Z", 100_001.0),
    ("2027-01-01T00:00:00Z", float("nan")),
    ("2027-01-01T00:00:00Z", float("inf")),
    ("2027-01-01T00:00:00Z", 10**400),
    ("9999-12-31T23:59:59Z", 1.0),
    ("0001-01-01T00:00:00+09:00", 1.0),
    ("1969-12-31T23:59:59Z", 1.0),
]


@pytest.mark.parametrize(("now", "rate"), GARBAGE)
def test_it_refuses_what_no_clock_shows_and_goes_on_as_it_went(wall: Wall, now: str, rate: float) -> None:
    clock = FollowedClock(wall)
    clock.told("2027-01-01T00:00:00Z", 2)
    with pytest.raises(ValueError, match=r"clock|isoformat"):
        clock.told(now, rate)
    wall.now += timedelta(seconds=1)
    assert clock() == datetime(2027, 1, 1, 0, 0, 2, tzinfo=UTC)
