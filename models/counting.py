"""The daily count: what Teams holds of a day and what we hold, by id, and why they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.history import Thread

LOOKS_BACK = timedelta(days=7)
"""A day that still differs is counted again each day, for so long."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """One channel's day. The rest are message ids, by cause; ``missing`` and ``gone`` are what differs still."""

    posts: int
    replies: int
    """What Teams holds, what was deleted since included; replies of bots are none."""
    late: tuple[str, ...] = ()
    """Graph told first, and Teams after it."""
    mended: tuple[str, ...] = ()
    """Teams never told; found through Graph."""
    missing: tuple[str, ...] = ()
    """Teams holds it, and we do not."""
    gone: tuple[str, ...] = ()
    """We hold it, and Teams does not any more: not deleted by its author, but removed."""

    @property
    def is_equal(self) -> bool:
        return not self.missing and not self.gone


@dataclass(frozen=True, slots=True)
class There:
    """What Graph showed: ids of the day's posts and of people's replies, and all ids that it showed at all."""

    posts: frozenset[str]
    replies: frozenset[str]
    at_all: frozenset[str]

    @property
    def of_day(self) -> frozenset[str]:
        return self.posts | self.replies


def compare(there: There, held: Collection[str], ours: Collection[str], told_late: Mapping[str, bool]) -> DayCount:
    """``held``: what of the day's messages we hold, whatever day we hold it to be of; ``ours``: what we hold to be of
    the day; ``told_late``: what Graph told first, and whether Teams told it after all.
    """
    return DayCount(
        posts=len(there.posts),
        replies=len(there.replies),
        late=_sorted(one for one in there.of_day if one in held and told_late.get(one) is True),
        mended=_sorted(one for one in there.of_day if one in held and told_late.get(one) is False),
        missing=_sorted(one for one in there.of_day if one not in held),
        gone=_sorted(one for one in ours if one not in there.at_all),
    )


def of_day(threads: Iterable[Thread], begin: datetime, end: datetime) -> There:
    """What was written from ``begin`` until before ``end``."""
    posts: set[str] = set()
    replies: set[str] = set()
    at_all: set[str] = set()
    for thread in threads:
        at_all |= {thread.root.message_id, *(reply.message_id for reply in thread.replies)}
        if begin <= thread.root.written_at < end:
            posts.add(thread.root.message_id)
        of_people = (reply for reply in thread.replies if reply.author is not None)
        replies |= {reply.message_id for reply in of_people if begin <= reply.written_at < end}
    return There(frozenset(posts), frozenset(replies), frozenset(at_all))


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A day's first moment and the one after its last, aware."""
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)


def due_days(today: date, since: date, counted: Mapping[date, tuple[date, bool]]) -> Iterator[date]:
    """The days to count now: yesterday, if it was not, and each that differed when it was counted, once a day.

    ``since``: the first day that is ours; ``counted``: by day, the day on which it was last counted, and whether it
    was equal then.
    """
    first = max(since, today - LOOKS_BACK)
    for back in range(1, (today - first).days + 1):
        day = today - timedelta(days=back)
        on, equal = counted.get(day, (None, False))
        if on is None or (not equal and on < today):
            yield day


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))
