"""A season's figures. Each has one definition, in docs/figures.md, and is computed here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from models.community import Community
from models.follow_up import FollowUp, Status
from models.views import StatsView


def figures(
    community: Community,
    season: str | None,
    authors: Sequence[str | None],
    follow_ups: Sequence[FollowUp],
    now: datetime,
) -> StatsView:
    """The figures of the posts at hand.

    ``authors`` has one entry a post, ``None`` for a bot's; withdrawn posts are not among them.
    """
    by_status = {status: sum(owed.status is status for owed in follow_ups) for status in Status}
    return StatsView(
        community=community.name,
        season=season,
        posts=len(authors),
        posters=len({author for author in authors if author}),
        owed=len(follow_ups),
        newcomers=sum(owed.newcomer for owed in follow_ups),
        received=sum(owed.received_at is not None for owed in follow_ups),
        answered=by_status[Status.ANSWERED],
        waiting=by_status[Status.WAITING] + by_status[Status.CLAIMED],
        promised=by_status[Status.PROMISED],
        settled=by_status[Status.SETTLED],
        late=sum(owed.is_late(now) for owed in follow_ups),
        promises_kept=sum(owed.promises_kept for owed in follow_ups),
        promises_late=sum(owed.promises_late for owed in follow_ups),
        median_to_receipt=median_or_not_yet(
            None if owed.received_at is None else _between(community, owed.posted_at, owed.received_at)
            for owed in follow_ups
        ),
        median_to_answer=median_or_not_yet(
            None if owed.answered_at is None else _between(community, owed.posted_at, owed.answered_at)
            for owed in follow_ups
            if owed.status is not Status.SETTLED
        ),
    )


def median_or_not_yet(lengths: Iterable[timedelta | None]) -> timedelta | None:
    """The lower median. A length of ``None`` has not ended and counts as longer than any other.

    So the median may be "not yet".
    """
    known = sorted(lengths, key=lambda length: timedelta.max if length is None else length)
    return known[(len(known) - 1) // 2] if known else None


def _between(community: Community, start: datetime, end: datetime) -> timedelta:
    return community.hours.between(start, max(start, end))
