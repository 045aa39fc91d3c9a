"""The working time of one calendar year, ready to be searched. models/working_hours.py asks it.

It is worked out in instants. An instant is a whole number of microseconds since 1970-01-01 UTC; a wall time is the
same count read off the clock on the wall. A span holds every instant at which the clock shows a time in the span. So an
hour that the clock skips is no working time, and an hour that it shows twice counts twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from models.calendar_text import Span

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOTHING = timedelta(0)

Stretch = tuple[int, int, int]
"""Two instants between which the clock is not changed, and the offset from UTC to the wall in between."""


def instant_of(moment: datetime) -> int:
    """The instant of an aware ``moment``."""
    passed = moment - EPOCH
    return (passed.days * 86_400 + passed.seconds) * SECOND + passed.microseconds


def moment_of(at: int) -> datetime:
    """The aware UTC datetime of an instant."""
    return EPOCH + timedelta(microseconds=at)


def _offset(zone: ZoneInfo, at: int) -> int:
    offset = moment_of(at).astimezone(zone).utcoffset() or timedelta(0)
    return offset // timedelta(microseconds=1)


def stretches(zone: ZoneInfo, first: int, last: int) -> list[Stretch]:
    """The time from ``first`` to ``last``, cut where the zone changes its clock. Looks once a day."""
    found: list[Stretch] = []
    since, offset = first, _offset(zone, first)
    for look in [*range(first + DAY, last, DAY), last]:
        seen = _offset(zone, look)
        if seen == offset:
            continue
        before, after = look - DAY, look
        while after - before > SECOND:
            middle = (before + after) // 2 // SECOND * SECOND
            before, after = (middle, after) if _offset(zone, middle) == offset else (before, middle)
        found.append((since, after, offset))
        since, offset = after, seen
    found.append((since, last, offset))
    return found


def wall(day: date, minutes: int) -> int:
    """What the clock shows ``minutes`` after the midnight that begins ``day``."""
    return (day.toordinal() - EPOCH.toordinal()) * DAY + minutes * MINUTE


def end_on_wall(zone: ZoneInfo, day: date, minutes: Span) -> int:
    """The last end of a span that begins on ``day``; when the clock skips the span, the instant at which it does."""
    start, end = wall(day, minutes[0]), wall(day, minutes[1])
    around = stretches(zone, start - 2 * DAY, end + 2 * DAY)
    reaching = [
        min(last, end - offset)
        for first, last, offset in around
        if max(first, start - offset) < min(last, end - offset)
    ]
    if reaching:
        return max(reaching)
    return next(max(first, end - offset) for first, last, offset in around if end - offset < last)


@dataclass(frozen=True, slots=True)
class WorkingYear:
    """Intervals in order, none touching another: their starts, their ends, and the working time up to each end.

    Moments are aware UTC, and so is every one that is asked about: two of one zone are compared as they are.
    """

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]
    done: tuple[timedelta, ...]

    @property
    def total(self) -> timedelta:
        return self.done[-1] if self.done else NOTHING

    def holds(self, at: datetime) -> bool:
        before = bisect_right(self.starts, at)
        return before > 0 and at < self.ends[before - 1]

    def end_of(self, at: datetime) -> datetime:
        """Where the interval that holds ``at`` ends; the next one may begin there, in the next year."""
        return self.ends[bisect_right(self.starts, at) - 1]

    def worked_before(self, at: datetime) -> timedelta:
        """Working time from the year's beginning to ``at``."""
        before = bisect_right(self.starts, at)
        if not before:
            return NOTHING
        end, done = self.ends[before - 1], self.done[before - 1]
        return done if end <= at else done - (end - at)

    def after(self, length: timedelta) -> datetime:
        """The first moment at which ``length`` has been worked; nothing < length <= total."""
        index = bisect_left(self.done, length)
        return self.ends[index] - (self.done[index] - length)

    def next_working(self, at: datetime) -> datetime | None:
        index = bisect_right(self.ends, at)
        return max(at, self.starts[index]) if index < len(self.starts) else None


def working_year(zone: ZoneInfo, spans: tuple[Span, ...], days: Iterable[date], year: int) -> WorkingYear:
    """What falls into the UTC ``year`` of the spans that begin on ``days``."""
    begins = instant_of(datetime(year, 1, 1, tzinfo=UTC))
    around = stretches(zone, begins, instant_of(datetime(year + 1, 1, 1, tzinfo=UTC)))
    pieces = [
        (max(first, wall(day, start) - offset), min(last, wall(day, end) - offset))
        for day in days
        for start, end in spans
        for first, last, offset in around
        if wall(day, start) - offset < last and first < wall(day, end) - offset
    ]
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(pieces):
        if ends and ends[-1] >= start:
            ends[-1] = end
        else:
            starts.append(start)
            ends.append(end)
    done = accumulate(end - start for start, end in zip(starts, ends, strict=True))
    return WorkingYear(
        tuple(map(moment_of, starts)),
        tuple(map(moment_of, ends)),
        tuple(timedelta(microseconds=length) for length in done),
    )
