"""How long each post waited, reckoned once for all figures; and what counts as the middle of many lengths."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from models.follow_up import Status
from models.statistics.values import Ledger, Owed, Posted
from models.working_hours import WorkingHours

_NO_TIME = timedelta(0)
"""What a touch took that Teams dates before its post."""


class Case(NamedTuple):
    """A post that is owed an answer, and its working time until it had its receipt and its answer; ``None``: not yet.

    ``author_id`` is ``None`` for a bot's that somebody made a follow-up of.
    Working time is that in which the post's due times run: of its region, else of the community.
    """

    post: Posted
    author_id: str | None
    owed: Owed
    to_receipt: timedelta | None
    to_answer: timedelta | None


def cases(ledger: Ledger) -> tuple[Case, ...]:
    """The posts that are owed an answer, in their order."""
    if not ledger.posts:
        return ()
    first = ledger.posts[0].posted_at
    worked = {region: hours.since(first) for region, hours in _hours_by_region(ledger).items()}
    return tuple(
        _case(post, post.author_id, post.owed, worked[post.region]) for post in ledger.posts if post.owed is not None
    )


def longest(ledger: Ledger, of: Iterable[Case], until: datetime) -> timedelta | None:
    """The longest working time from a post to a moment; ``None``: of none."""
    hours = _hours_by_region(ledger)
    lengths = (hours[case.post.region].between(case.post.posted_at, until) for case in of)
    return max((max(length, _NO_TIME) for length in lengths), default=None)


def median_and_p90(lengths: Iterable[timedelta | None]) -> tuple[timedelta | None, timedelta | None]:
    """The shortest length that at least half do not exceed, and nine in ten; ``None``: "not yet", or none at all.

    A length of ``None`` has not ended and counts as longer than any other.
    """
    all_of_them = tuple(lengths)
    ended = sorted(length for length in all_of_them if length is not None)
    median, p90 = ((len(all_of_them) * percent + 99) // 100 - 1 for percent in (50, 90))
    return (ended[median] if 0 <= median < len(ended) else None, ended[p90] if 0 <= p90 < len(ended) else None)


def to_receipt(of: Iterable[Case]) -> tuple[timedelta | None, timedelta | None]:
    """Median and nine in ten."""
    return median_and_p90(case.to_receipt for case in of)


def to_answer(of: Iterable[Case]) -> tuple[timedelta | None, timedelta | None]:
    """Median and nine in ten. What a person closed without a reply will never have an answer, and is no wait for one.
    What lapsed was one.
    """
    return median_and_p90(case.to_answer for case in of if may_be_answered(case))


def may_be_answered(case: Case) -> bool:
    """Whether it is a wait for an answer, ended or not."""
    return case.owed.status is not Status.SETTLED or case.owed.lapsed


def received(of: Iterable[Case]) -> int:
    return sum(case.to_receipt is not None for case in of)


def answered(of: Iterable[Case]) -> int:
    return sum(case.owed.status is Status.ANSWERED for case in of)


def percent(count: int, whole: int) -> int | None:
    """A share of a hundred, rounded down: 100 means every single one. ``None``: of nothing."""
    return 100 * count // whole if whole else None


def _case(post: Posted, author_id: str | None, owed: Owed, worked: Callable[[datetime], timedelta]) -> Case:
    """``worked``: working time until a moment, since one and the same for all."""
    before = worked(post.posted_at)
    receipt = None if owed.received_at is None else max(worked(owed.received_at) - before, _NO_TIME)
    answer = None if owed.answered_at is None else max(worked(owed.answered_at) - before, _NO_TIME)
    return Case(post, author_id, owed, receipt, answer)


def _hours_by_region(ledger: Ledger) -> dict[str | None, WorkingHours]:
    regions = {post.region for post in ledger.posts}
    return {region: ledger.community.in_region(region).hours for region in regions}
