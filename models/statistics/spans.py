"""A season by its weeks and its months."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from models.statistics.cases import Case, answered, received, to_answer, to_receipt
from models.statistics.figures import first_and_last_day
from models.statistics.told import Month, Week
from models.statistics.values import Ledger, Posted

T = TypeVar("T")
WEEK = timedelta(days=7)


def weeks(ledger: Ledger, of: Sequence[Case], now: datetime) -> tuple[Week, ...]:
    """Every week that has begun, also one without a post; a post counts in the week in which it was posted."""
    span = first_and_last_day(ledger, now)
    if span is None:
        return ()
    first, last = (_monday(day) for day in span)
    mondays = [first + number * WEEK for number in range((last - first) // WEEK + 1)]
    begins = _midnights(ledger, (*mondays, last + WEEK))
    posts = _by_span(begins, ((post.posted_at, post) for post in ledger.posts))
    owed = _by_span(begins, ((case.post.posted_at, case) for case in of))
    return tuple(map(_week, mondays, posts, owed))


def months(ledger: Ledger, targets: Mapping[date, int], now: datetime) -> tuple[Month, ...]:
    """Every calendar month that has begun. ``targets``: those set for a month, by its first day."""
    span = first_and_last_day(ledger, now)
    if span is None:
        return ()
    starts = tuple(month_starts(*span))
    begins = _midnights(ledger, (*starts, _month_after(starts[-1])))
    acts = [(post.posted_at, post.author_id) for post in ledger.posts if post.author_id]
    acts += [(touch.at, touch.member_id) for touch in ledger.touches]
    active = map(set, _by_span(begins, acts))
    target = ledger.season.target_members if ledger.season else None
    return tuple(Month(first, len(who), targets.get(first, target)) for first, who in zip(starts, active, strict=True))


def month_starts(first: date, last: date) -> Iterable[date]:
    """The first days of the calendar months that hold any of these days."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _month_after(month)


def _month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _midnights(ledger: Ledger, days: Iterable[date]) -> list[datetime]:
    """When days begin on the community's own calendar; aware UTC."""
    return [datetime.combine(day, time(), ledger.community.time_zone).astimezone(UTC) for day in days]


def _by_span(begins: Sequence[datetime], happened: Iterable[tuple[datetime, T]]) -> list[list[T]]:
    """What happened from each of these moments to the next. What came before the first, or since the last, is left out.

    Searched by the moment: asking the calendar for the day of each takes five times as long.
    """
    found: list[list[T]] = [[] for _ in range(len(begins) + 1)]
    for at, what in happened:
        found[bisect_right(begins, at)].append(what)
    return found[1:-1]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date, posts: Sequence[Posted], owed: Sequence[Case]) -> Week:
    return Week(
        starts=monday,
        posts=len(posts),
        posters=len({post.author_id for post in posts if post.author_id}),
        owed=len(owed),
        received=received(owed),
        answered=answered(owed),
        median_to_receipt=to_receipt(owed)[0],
        median_to_answer=to_answer(owed)[0],
    )
