"""When the clock looked, and when a look may find something to do that no row is due for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from models.working_hours import WorkingHours

GAP = timedelta(minutes=10)
"""A longer silence is a stop."""

Stretch = tuple[datetime, datetime]
"""From the first look to the last one."""


@dataclass(frozen=True, slots=True)
class Watch:
    """The looks of some time: from the beginning of each stretch one every ``tick``. Aware UTC, oldest first."""

    stretches: tuple[Stretch, ...]
    tick: timedelta

    @classmethod
    def until(cls, end: datetime, stretches: Iterable[Stretch], tick: timedelta) -> Watch:
        """The looks before ``end``. One that goes on at ``end`` was perhaps not written down lately."""
        found = [(since, min(last, end)) for since, last in stretches if since < end]
        if found and end - found[-1][1] < GAP:
            found[-1] = found[-1][0], end
        return cls(tuple(found), tick)

    def look_at(self, moment: datetime) -> datetime | None:
        """The first look at or after a moment; ``None``: nobody looked any more."""
        for since, last in self.stretches:
            if moment <= since:
                return since
            if moment <= last:
                look = since - (since - moment) // self.tick * self.tick
                if look <= last:
                    return look
        return None

    def next_begin(self, after: datetime) -> datetime | None:
        """The first look after a stop."""
        return next((since for since, _ in self.stretches if since > after), None)

    def stops(self, since: datetime, until: datetime) -> tuple[Stretch, ...]:
        """From when to when nobody looked."""
        ends = [since, *(last for _, last in self.stretches)]
        begins = [*(first for first, _ in self.stretches), until]
        between = ((max(end, since), min(begin, until)) for end, begin in zip(ends, begins, strict=True))
        return tuple((end, begin) for end, begin in between if begin - end >= GAP)


def next_turn(hours: WorkingHours, after: datetime) -> datetime:
    """When who works in these hours may next be told something that had to wait: a span begins, or a day."""
    here = after.astimezone(hours.zone)
    midnight = datetime.combine(here.date() + timedelta(days=1), time(), hours.zone).astimezone(UTC)
    ends = hours.end_of_span(after, midnight) if hours.is_working(after) else after
    return min(midnight, hours.next_working(ends))
