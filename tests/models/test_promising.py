"""The days that a card offers for a promise: working days, each once, by words that are true of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Actor
from models.promising import PROMISE_AT_MOST, day_suggested, days_offered, promise
from tests.models.made import made_community, made_follow_up
from tests.stage import KEN

COMMUNITY: Final = made_community()


def in_tokyo(day: int, hour: int) -> datetime:
    """A moment of December 2026, whose first is a Tuesday."""
    return datetime(2026, 12, day, hour, tzinfo=COMMUNITY.time_zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "offered", "suggested"),
    [
        (in_tokyo(1, 10), [("today", 1), ("tomorrow", 2), ("second", 3), ("week_end", 4), ("week", 8)], 2),
        (in_tokyo(1, 18), [("tomorrow", 2), ("second", 3), ("week_end", 4), ("week", 8)], 2),
        (in_tokyo(3, 10), [("today", 3), ("tomorrow", 4), ("second", 7), ("week", 10)], 4),
        (in_tokyo(4, 10), [("today", 4), ("next", 7), ("second", 8), ("week", 11)], 7),
        (in_tokyo(5, 10), [("next", 7), ("second", 8), ("week", 14)], 7),
        (in_tokyo(6, 10), [("tomorrow", 7), ("second", 8), ("week", 14)], 7),
    ],
    ids=["tuesday", "tuesday-evening", "thursday", "friday", "saturday", "sunday"],
)
def test_each_working_day_is_offered_once_by_a_word_that_is_true_of_it(
    now: datetime, offered: list[tuple[str, int]], suggested: int
) -> None:
    found = days_offered(COMMUNITY, now)
    assert [(one.word, one.day.day) for one in found] == offered
    assert day_suggested(COMMUNITY, now, found) == date(2026, 12, suggested)


def test_public_holidays_and_closures_are_passed_over() -> None:
    before_the_new_year = datetime(2026, 12, 31, 1, tzinfo=UTC)
    found = [(one.word, one.day) for one in days_offered(COMMUNITY, before_the_new_year)]
    assert found == [
        ("today", date(2026, 12, 31)),
        ("next", date(2027, 1, 4)),
        ("second", date(2027, 1, 5)),
        ("week", date(2027, 1, 7)),
    ]


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_what_is_offered_can_be_promised(minute: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    found = days_offered(COMMUNITY, now)
    days = [one.day for one in found]
    assert days == sorted(set(days))
    assert len({one.word for one in found}) == len(found) >= 2
    assert day_suggested(COMMUNITY, now, found) in days
    known = made_follow_up(posted_at=now - timedelta(hours=1))
    for day in days:
        assert COMMUNITY.hours.is_working_day(day)
        until = promise(known, Actor(KEN.id, now, COMMUNITY, {}), day, "").follow_up.promised_until
        assert until is not None
        assert now < until <= now + PROMISE_AT_MOST + timedelta(days=1)
