"""When people work, and what a length of working time comes to on the calendar. Pure: no clock is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.calendar_text import MINUTES_A_DAY, Span, closed_days, day_number, span, span_text
from models.public_holidays import check_code, public_holidays
from models.working_year import NOTHING, WorkingYear, end_on_wall, moment_of, working_year

_MOST_IDLE_YEARS = 10


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours in which a clock of ours runs: some days of the week, less public holidays and closures.

    ``days``: 0 is Monday. ``spans``: minutes from midnight, on the wall of ``zone``; one that passes midnight belongs
    to the day on which it begins, so Friday's 22:00-06:00 ends on Saturday. ``holidays``: "JP", "DE-BY", "" for none.
    ``closed``: first and last day. Raises ValueError when there is nothing to work in, or spans overlap.

    Where the clock changes: what it skips is not worked, what it shows twice is worked twice.
    """

    zone: ZoneInfo
    days: frozenset[int]
    spans: tuple[Span, ...]
    holidays: str = ""
    closed: tuple[tuple[date, date], ...] = ()
    _years: dict[int, WorkingYear] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", frozenset(self.days))
        object.__setattr__(self, "spans", tuple(sorted(self.spans)))
        object.__setattr__(self, "closed", tuple(sorted(self.closed)))
        if not self.days <= set(range(7)):
            raise ValueError(f"days are {sorted(self.days)}; each is a number from 0, Monday, to 6, Sunday")
        if not self.days:
            raise ValueError("no day of the week is a working day; name at least one")
        _check_spans(self.spans)
        check_code(self.holidays)
        for first, last in self.closed:
            if last < first:
                raise ValueError(f"closed from {first} to {last}; the last day is before the first")

    @classmethod
    def parse(
        cls, zone: str, days: Iterable[str], hours: Iterable[str], holidays: str = "", closed: Iterable[str] = ()
    ) -> Self:
        """As the community file writes it: "Asia/Tokyo", ["mon"], ["09:00-12:00"], "JP", ["2026-12-29/2027-01-03"].

        Raises ValueError saying what is allowed.
        """
        try:
            found = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"the time zone “{zone}” is not known; write one like Asia/Tokyo") from None
        numbers = frozenset(day_number(day) for day in days)
        return cls(found, numbers, tuple(map(span, hours)), holidays, tuple(map(closed_days, closed)))

    def add(self, moment: datetime, length: timedelta) -> datetime:
        """The first moment at which ``length`` has been worked since ``moment`` (aware). Aware UTC.

        A length longer than nothing may end exactly at the end of a span: Friday 17:00 plus 1 h is Friday 18:00. No
        length at all is ``next_working``. Raises ValueError for a negative length, or when about ten years go by
        without any working time.
        """
        if length < NOTHING:
            raise ValueError(f"the length is {length}; working time is only added forwards")
        if not length:
            return self.next_working(moment)
        at = _utc(moment)
        number = at.year
        year = self._year(number)
        left = length + year.worked_before(at)
        idle = 0
        while left > year.total:
            idle = 0 if year.total else idle + 1
            if idle > _MOST_IDLE_YEARS:
                raise _never_working(moment)
            left -= year.total
            number += 1
            year = self._year(number)
        return year.after(left)

    def before(self, moment: datetime, length: timedelta) -> datetime:
        """The first moment from which on ``length`` is worked until ``moment`` (aware). Aware UTC.

        Raises ValueError for no length and a negative one, or when about ten years go by without any working time.
        """
        if length <= NOTHING:
            raise ValueError(f"the length is {length}; something must be worked before a moment")
        at = _utc(moment)
        number = at.year
        left = self._year(number).worked_before(at) - length
        idle = 0
        while left <= NOTHING:
            number -= 1
            total = self._year(number).total
            idle = 0 if total else idle + 1
            if idle > _MOST_IDLE_YEARS:
                raise _never_working(moment)
            left += total
        return self._year(number).after(left)

    def next_working(self, moment: datetime) -> datetime:
        """``moment`` when it is working time, else the start of the next span. Aware UTC. Raises like ``add``."""
        at = _utc(moment)
        for number in range(at.year, at.year + _MOST_IDLE_YEARS + 1):
            found = self._year(number).next_working(at)
            if found is not None:
                return found
        raise _never_working(moment)

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Working time from ``a`` to ``b`` (both aware); negative when ``b`` is earlier, so that it always adds up."""
        return self.since(a)(b)

    def since(self, a: datetime) -> Callable[[datetime], timedelta]:
        """``between`` from one moment ``a`` (aware) to many: what lies before them is looked up once."""
        first = _utc(a)
        done = {first.year: self._year(first.year).worked_before(first)}

        def worked(b: datetime) -> timedelta:
            until = _utc(b)
            number = until.year
            year = self._year(number)
            if number not in done:
                done[number] = done[first.year] - self._years_between(first.year, number)
            return year.worked_before(until) - done[number]

        return worked

    def _years_between(self, first: int, last: int) -> timedelta:
        """All that is worked from the beginning of a year to that of another; negative for an earlier one."""
        whole = sum((self._year(number).total for number in range(min(first, last), max(first, last))), NOTHING)
        return whole if first < last else -whole

    def is_working(self, moment: datetime) -> bool:
        """Whether an aware moment lies in a span; a span's start does, its end does not."""
        at = _utc(moment)
        return self._year(at.year).holds(at)

    def end_of_span(self, moment: datetime, latest: datetime) -> datetime:
        """Where the working time ends that holds ``moment`` (aware), ``latest`` at the latest: it may never end.

        Aware UTC. Raises ValueError outside of working time.
        """
        at, end = _utc(moment), _utc(latest)
        if not self._year(at.year).holds(at):
            raise ValueError(f"{moment} is no working time")
        while at < end and self._year(at.year).holds(at):
            at = self._year(at.year).end_of(at)
        return min(at, end)

    def pauses(self, a: datetime, b: datetime) -> list[tuple[datetime, datetime]]:
        """What is no working time from ``a`` to ``b`` (both aware), in its order, from when until when. Aware UTC."""
        found, at, end = [], a.astimezone(UTC), b.astimezone(UTC)
        while at < end:
            back = min(self.next_working(at), end)
            if at < back:
                found.append((at, back))
            at = self.end_of_span(back, end) if back < end else end
        return found

    def is_working_day(self, day: date) -> bool:
        """Whether spans begin on ``day``: no day off, no public holiday, no closure."""
        return (
            day.weekday() in self.days
            and day not in public_holidays(self.holidays, day.year)
            and not any(first <= day <= last for first, last in self.closed)
        )

    def day_length(self) -> timedelta:
        """What "1d" of working time means: all spans of one day together, on a day without a change of the clock."""
        return timedelta(minutes=sum(end - start for start, end in self.spans))

    def since_start_of_day(self, moment: datetime) -> timedelta | None:
        """Working time since the first span of the day began that the wall shows at ``moment`` (aware).

        ``None`` on a day that is not worked, before its first span, and outside working time.
        """
        wall = moment.astimezone(self.zone)
        if not self.is_working_day(wall.date()) or not self.is_working(moment):
            return None
        minutes = self.spans[0][0]
        start = datetime.combine(wall.date(), time(minutes // 60, minutes % 60), self.zone)
        return self.between(start, moment) if start <= moment else None

    def end_of_day(self, day: date) -> datetime:
        """The end of the last span that begins on ``day``, be it a working day or not. Aware UTC."""
        return moment_of(end_on_wall(self.zone, day, self.spans[-1]))

    def _year(self, number: int) -> WorkingYear:
        found = self._years.get(number)
        if found is None:
            found = self._years[number] = _year_of(self, number)
        return found


@lru_cache(maxsize=256)
def _year_of(hours: WorkingHours, number: int) -> WorkingYear:
    """Shared by equal hours, so that reading the community anew costs nothing."""
    if not 1900 <= number <= 9000:
        raise ValueError(f"the year {number} is out of reach; working time is known from 1900 to 9000")
    first = date(number, 1, 1).toordinal()
    near = map(date.fromordinal, range(first - 2, first + 368))
    return working_year(hours.zone, hours.spans, filter(hours.is_working_day, near), number)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; pass an aware datetime")
    return moment.astimezone(UTC)


def _never_working(since: datetime) -> ValueError:
    return ValueError(
        f"no working time within {_MOST_IDLE_YEARS} years of {since:%Y-%m-%d}; "
        "look at the days, the holidays and the closed days"
    )


def _check_spans(spans: tuple[Span, ...]) -> None:
    """Around the clock, so that the end of a night shift does not meet the next morning."""
    if not spans:
        raise ValueError("there are no working hours; write at least one span like 09:00-18:00")
    for start, end in spans:
        if not (0 <= start < MINUTES_A_DAY and start < end <= start + MINUTES_A_DAY):
            raise ValueError(f"the span {start}-{end} is not minutes of a day; a span lasts 24 h at the most")
    around = [*spans, (spans[0][0] + MINUTES_A_DAY, spans[0][1] + MINUTES_A_DAY)]
    for one, other in pairwise(around):
        if other[0] < one[1]:
            raise ValueError(f"{span_text(one)} and {_first_text(other)} overlap; working hours may only touch")


def _first_text(minutes: Span) -> str:
    start, end = minutes
    return span_text((start - MINUTES_A_DAY, end - MINUTES_A_DAY) if start >= MINUTES_A_DAY else minutes)
