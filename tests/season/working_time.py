"""Working time, counted minute by minute on the wall clock: slow and plain, to count by independently.

Nothing here is shared with what it checks but the library that knows the public holidays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays as public

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NOTHING = timedelta()
Run = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody works. ``spans`` are minutes since midnight; one that ends before it starts ends the next day."""

    zone: str
    days: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    holidays: str
    closed: tuple[tuple[date, date], ...] = ()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def is_workday(self, day: date) -> bool:
        return (
            ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()] in self.days
            and day not in _public_holidays(self.holidays, day.year)
            and not any(first <= day <= last for first, last in self.closed)
        )

    def is_open(self, moment: datetime) -> bool:
        """Whether the minute that a moment lies in is worked."""
        wall = self.local(moment)
        minute = wall.hour * 60 + wall.minute
        today, yesterday = self.is_workday(wall.date()), self.is_workday(wall.date() - DAY)
        return any(
            (today and first <= minute < last)
            if first < last
            else (today and minute >= first) or (yesterday and minute < last)
            for first, last in self.spans
        )

    def add(self, moment: datetime, length: timedelta) -> datetime:
        """The first moment by which ``length`` was worked since ``moment``."""
        for first, last in self._runs_from(moment):
            if last - first >= length:
                return first + length
            length -= last - first
        raise AssertionError("never")

    def before(self, moment: datetime, length: timedelta) -> datetime:
        """The first moment from which on ``length`` is worked until ``moment``: of a break or a night its beginning."""
        for first, last in self._runs_back_from(moment):
            if last - first > length:
                return last - length
            length -= last - first
        raise AssertionError("never")

    def worked(self, start: datetime, end: datetime) -> timedelta:
        done = NOTHING
        for first, last in self._runs_from(start):
            if first >= end:
                return done
            done += min(last, end) - first
        raise AssertionError("never")

    def end_of(self, day: date) -> datetime:
        """The end of a day's last span, whether or not the day is worked."""
        first, last = self.spans[-1]
        midnight = datetime.combine(day + DAY if last <= first else day, time(), ZoneInfo(self.zone))
        return (midnight + timedelta(minutes=last)).astimezone(UTC)

    def is_first_hour(self, moment: datetime) -> bool:
        """Whether a moment lies in the first hour of a working day."""
        wall = self.local(moment)
        minute, begins = wall.hour * 60 + wall.minute, self.spans[0][0]
        return self.is_workday(wall.date()) and begins <= minute < begins + 60 and self.is_open(moment)

    def _runs_from(self, moment: datetime) -> Iterator[Run]:
        day = moment.astimezone(UTC).date()
        while True:
            for first, last in runs(self, day):
                if last > moment:
                    yield max(first, moment), last
            day += DAY

    def _runs_back_from(self, moment: datetime) -> Iterator[Run]:
        day = moment.astimezone(UTC).date()
        while True:
            for first, last in reversed(runs(self, day)):
                if first < moment:
                    yield first, min(last, moment)
            day -= DAY


@lru_cache(maxsize=10_000)
def runs(hours: Hours, day: date) -> tuple[Run, ...]:
    """What is worked of one day of UTC: every minute of it is asked, and minutes in a row become one run."""
    found: list[Run] = []
    moment = datetime.combine(day, time(), UTC)
    for _ in range(24 * 60):
        if hours.is_open(moment):
            if found and found[-1][1] == moment:
                found[-1] = found[-1][0], moment + MINUTE
            else:
                found.append((moment, moment + MINUTE))
        moment += MINUTE
    return tuple(found)


@lru_cache
def _public_holidays(where: str, year: int) -> frozenset[date]:
    if not where:
        return frozenset()
    country, _, part = where.partition("-")
    return frozenset(public.country_holidays(country, subdiv=part or None, years=[year]))
