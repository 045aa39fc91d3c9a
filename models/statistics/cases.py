"""How long each post waited, reckoned once for all figures; and what counts as the middle of many lengths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.statistics.values import Ledger, Owed, Posted
from models.working_hours import WorkingHours


@dataclass(frozen=True, slots=True)
class Case:
    """A post that is owed an answer, and its working time until it had its receipt and its answer; ``None``: not yet.

    Working time is that in which the post's due times run: of its region, else of the community.
    """

    post: Posted
    author_id: str
    owed: Owed
    to_receipt: timedelta | None
    to_answer: timedelta | None


def cases(ledger: Ledger) -> tuple[Case, ...]:
    """The posts that are owed an answer, in their order."""
    hours = _hours_by_region(ledger)
    return tuple(
        _case(post, post.author_id, post.owed, hours[post.region])
        for post in ledger.posts
        if post.owed is not None and post.author_id is not None
    )


def longest(ledger: Ledger, of: Iterable[Case], until: datetime) -> timedelta | None:
    """The longest working time from a post to a moment; ``None``: of none."""
    hours = _hours_by_region(ledger)
    return max((_length(hours[case.post.region], case.post.posted_at, until) for case in of), default=None)


def percentile(lengths: Iterable[timedelta | None], percent: int) -> timedelta | None:
    """The shortest length that at least ``percent`` of a hundred do not exceed; ``None``: "not yet", or none at all.

    A length of ``None`` has not ended and counts as longer than any other.
    """
    known = sorted(timedelta.max if length is None else length for length in lengths)
    if not known:
        return None
    found = known[(len(known) * percent + 99) // 100 - 1]
    return None if found == timedelta.max else found


def median_to_receipt(of: Iterable[Case]) -> timedelta | None:
    return percentile((case.to_receipt for case in of), 50)


def p90_to_receipt(of: Iterable[Case]) -> timedelta | None:
    return percentile((case.to_receipt for case in of), 90)


def median_to_answer(of: Iterable[Case]) -> timedelta | None:
    return percentile(_to_answer(of), 50)


def p90_to_answer(of: Iterable[Case]) -> timedelta | None:
    return percentile(_to_answer(of), 90)


def received(of: Iterable[Case]) -> int:
    return sum(case.to_receipt is not None for case in of)


def answered(of: Iterable[Case]) -> int:
    return sum(case.owed.status == "answered" for case in of)


def percent(count: int, whole: int) -> int | None:
    """A share of a hundred, rounded down: 100 means every single one. ``None``: of nothing."""
    return 100 * count // whole if whole else None


def _to_answer(of: Iterable[Case]) -> Iterable[timedelta | None]:
    """What a person closed without a reply will never have an answer, and is no wait for one. What lapsed was one."""
    return (case.to_answer for case in of if case.owed.status != "settled" or case.owed.lapsed)


def _case(post: Posted, author_id: str, owed: Owed, hours: WorkingHours) -> Case:
    receipt = None if owed.received_at is None else _length(hours, post.posted_at, owed.received_at)
    answer = None if owed.answered_at is None else _length(hours, post.posted_at, owed.answered_at)
    return Case(post, author_id, owed, receipt, answer)


def _hours_by_region(ledger: Ledger) -> dict[str | None, WorkingHours]:
    regions = {post.region for post in ledger.posts}
    return {region: ledger.community.in_region(region).hours for region in regions}


def _length(hours: WorkingHours, start: datetime, end: datetime) -> timedelta:
    """Teams may date a touch before its post: that took no time."""
    return hours.between(start, max(start, end))
