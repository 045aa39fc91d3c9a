"""The figures of a season as a whole. Each has one definition, in docs/figures.md, and is computed here alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from models.community import Role
from models.follow_up import OPEN, Status, is_late
from models.statistics.cases import (
    Case,
    answered,
    longest,
    received,
    to_answer,
    to_receipt,
)
from models.statistics.told import Figures
from models.statistics.values import Ledger

AGAIN_WITHIN = timedelta(days=30)
"""How soon a newcomer who posts again has come to stay."""


def figures(ledger: Ledger, of: Sequence[Case], now: datetime) -> Figures:
    """The figures as of ``now``. ``of``: the ledger's cases."""
    by_status = Counter(case.owed.status for case in of)
    lapsed = sum(case.owed.lapsed for case in of)
    first_ones = [case for case in of if case.post.newcomer]
    days = days_so_far(ledger, now)
    median_to_receipt, p90_to_receipt = to_receipt(of)
    median_to_answer, p90_to_answer = to_answer(of)
    newcomers_median_to_receipt, newcomers_p90_to_receipt = to_receipt(first_ones)
    return Figures(
        posts=len(ledger.posts),
        posters=len(posters(ledger)),
        days=days,
        per_day=len(ledger.posts) / days if days else 0.0,
        returning=len(posters(ledger) & ledger.earlier),
        owed=len(of),
        newcomers=len(first_ones),
        received=received(of),
        answered=answered(of),
        waiting=by_status[Status.WAITING] + by_status[Status.CLAIMED],
        promised=by_status[Status.PROMISED],
        settled=by_status[Status.SETTLED] - lapsed,
        lapsed=lapsed,
        late=sum(is_late(case.owed, now) for case in of),
        reopened=sum(case.owed.reopened > 0 for case in of),
        answered_by_peers=sum(case.owed.by_peer and case.owed.status is Status.ANSWERED for case in of),
        touched_by_executives=touched_by_executives(ledger),
        promises_kept=sum(case.owed.promises_kept for case in of),
        promises_late=sum(case.owed.promises_late for case in of),
        median_to_receipt=median_to_receipt,
        p90_to_receipt=p90_to_receipt,
        median_to_answer=median_to_answer,
        p90_to_answer=p90_to_answer,
        oldest_waiting=oldest_waiting(ledger, of, now),
        newcomers_median_to_receipt=newcomers_median_to_receipt,
        newcomers_p90_to_receipt=newcomers_p90_to_receipt,
        newcomers_again=newcomers_again(ledger, first_ones),
    )


def posters(ledger: Ledger) -> frozenset[str]:
    return frozenset(post.author_id for post in ledger.posts if post.author_id)


def day_of(ledger: Ledger, moment: datetime) -> date:
    """The day on the community's own calendar."""
    return moment.astimezone(ledger.community.time_zone).date()


def first_and_last_day(ledger: Ledger, now: datetime) -> tuple[date, date] | None:
    """The days that have begun by ``now``; ``None``: none of them, or no post to begin with."""
    if ledger.season is not None:
        first, last = ledger.season.starts, min(ledger.season.ends, day_of(ledger, now))
    elif ledger.posts:
        first, last = day_of(ledger, ledger.posts[0].posted_at), day_of(ledger, now)
    else:
        return None
    return (first, last) if first <= last else None


def days_so_far(ledger: Ledger, now: datetime) -> int:
    span = first_and_last_day(ledger, now)
    return (span[1] - span[0]).days + 1 if span else 0


def oldest_waiting(ledger: Ledger, of: Iterable[Case], now: datetime) -> timedelta | None:
    return longest(ledger, (case for case in of if case.owed.status in OPEN), now)


def touched_by_executives(ledger: Ledger) -> int:
    executives = {member.id for member in ledger.community.with_role(Role.EXECUTIVE)}
    authors = {post.thread_id: post.author_id for post in ledger.posts}
    return sum(
        touch.member_id in executives and authors[touch.thread_id] != touch.member_id for touch in ledger.touches
    )


def newcomers_again(ledger: Ledger, first_ones: Iterable[Case]) -> int:
    """How many newcomers posted again in time."""
    begun: dict[str | None, datetime] = {}
    for case in first_ones:
        begun.setdefault(case.author_id, case.post.posted_at)
    of_season = ((post.author_id, post.posted_at) for post in ledger.posts)
    return len(
        {
            author
            for author, at in (*of_season, *ledger.later)
            if author in begun and begun[author] < at <= begun[author] + AGAIN_WITHIN
        }
    )
