"""A season by its weeks and its months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from models.statistics.cases import Case, answered, median_to_answer, median_to_receipt, received
from models.statistics.figures import day_of, first_and_last_day
from models.statistics.told import Month, Week
from models.statistics.values import Ledger, Posted

WEEK = timedelta(days=7)


def weeks(ledger: Ledger, of: Sequence[Case], now: datetime) -> tuple[Week, ...]:
    """Every week that has begun, also one without a post; a post counts in the week in which it was posted."""
    span = first_and_last_day(ledger, now)
    if span is None:
        return ()
    posts: dict[date, list[Posted]] = defaultdict(list)
    for post in ledger.posts:
        posts[_monday(day_of(ledger, post.posted_at))].append(post)
    owed: dict[date, list[Case]] = defaultdict(list)
    for case in of:
        owed[_monday(day_of(ledger, case.post.posted_at))].append(case)
    first, last = (_monday(day) for day in span)
    mondays = (first + number * WEEK for number in range((last - first) // WEEK + 1))
    return tuple(_week(monday, posts[monday], owed[monday]) for monday in mondays)


def months(ledger: Ledger, targets: Mapping[date, int], now: datetime) -> tuple[Month, ...]:
    """Every calendar month that has begun. ``targets``: those set for a month, by its first day."""
    span = first_and_last_day(ledger, now)
    if span is None:
        return ()
    acts = [(post.author_id, post.posted_at) for post in ledger.posts if post.author_id]
    acts += [(touch.member_id, touch.at) for touch in ledger.touches]
    active: dict[date, set[str]] = defaultdict(set)
    for member, at in acts:
        active[day_of(ledger, at).replace(day=1)].add(member)
    target = ledger.season.target_members if ledger.season else None
    return tuple(Month(first, len(active[first]), targets.get(first, target)) for first in month_starts(*span))


def month_starts(first: date, last: date) -> Iterable[date]:
    """The first days of the calendar months that hold any of these days."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


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
        median_to_receipt=median_to_receipt(owed),
        median_to_answer=median_to_answer(owed),
    )
