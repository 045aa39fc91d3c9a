"""Writes days, moments and lengths of time the way the reader's language does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal

Pattern = Callable[[str, str, Mapping[str, str | int]], str]
"""Gives the sentence of a key in a language: how a format finds its words."""


class Dated(date):
    """A day that is written with its year."""

    @classmethod
    def of(cls, day: date) -> Dated:
        return cls(day.year, day.month, day.day)


LONG = timedelta(hours=48)
"""From here on a length of time is told in hours alone; minutes no longer matter."""


def written(value: Any, language: str, time_zone: str, pattern: Pattern) -> str | int:
    """A value as the reader sees it. Numbers stay numbers, so that a sentence can choose between one and many.

    A broken number has one decimal at most; a tuple is several names, one beside the other.

    Raises TypeError for a value that has no written form, ValueError for a moment without a zone.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a zone before it can be shown: {value!r}")
        local = value.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
        return format_datetime(local, pattern("pattern-moment", language, {}), locale=language)
    if isinstance(value, date):
        how = "pattern-dated" if isinstance(value, Dated) else "pattern-day"
        return format_date(value, pattern(how, language, {}), locale=language)
    if isinstance(value, time):
        return format_time(value, pattern("pattern-time", language, {}), locale=language)
    if isinstance(value, timedelta):
        return _length(value, language, pattern)
    if isinstance(value, tuple):
        return pattern("pattern-between", language, {}).join(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float):
        return format_decimal(value, "#,##0.#", locale=language)
    raise TypeError(f"no way to write a {type(value).__name__} in a sentence: {value!r}")


def _length(length: timedelta, language: str, pattern: Pattern) -> str:
    """Hours and whole minutes. Never days: a working day is not 24 hours. Less than nothing is a difference."""
    if length < timedelta(0):
        return pattern("length-shorter", language, {"length": _length(-length, language, pattern)})
    minutes_in_all = int(length.total_seconds() // 60)
    if minutes_in_all < 1:
        return pattern("length-under-a-minute", language, {})
    hours, minutes = divmod(minutes_in_all, 60)
    if hours == 0:
        return pattern("length-minutes", language, {"minutes": minutes})
    if minutes == 0 or length >= LONG:
        return pattern("length-hours", language, {"hours": hours})
    return pattern("length-hours-minutes", language, {"hours": hours, "minutes": minutes})
