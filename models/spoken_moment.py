"""Until when, as people say it: "until 12/10", "12月10日まで", "明日", "15:00", "2h". Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.durations import length_of_time
from models.season import fold

AT_MOST = timedelta(days=366)
_DAYS = {"today": 0, "今日": 0, "本日": 0, "tomorrow": 1, "明日": 1, "あした": 1, "明後日": 2, "あさって": 2}
_AROUND = re.compile(r"^(until|till|to)\b|(まで|迄)$")
_DATE = re.compile(r"(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?::|時)(\d{2})?分?", re.ASCII)


def spoken_until(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that people mean by their words, aware UTC; ``None`` when it cannot be understood, is past or too far.

    A day is meant with all its hours, so it ends at the midnight after it. A day without its year, and a time, are the
    next to come; a length of time runs on the calendar.
    """
    said = _AROUND.sub("", fold(words).strip()).strip()
    here = now.astimezone(zone)
    until = _length(said, now) or _time(said, here) or _end_of(_day(said, here.date()), zone)
    return until if until is not None and now < until <= now + AT_MOST else None


def last_day(until: datetime, zone: ZoneInfo) -> date:
    """The last day of what ends at a moment: one that ends at midnight ends with the day before."""
    return (until - timedelta(microseconds=1)).astimezone(zone).date()


def _length(said: str, now: datetime) -> datetime | None:
    try:
        return now + length_of_time(said)
    except ValueError:
        return None


def _time(said: str, here: datetime) -> datetime | None:
    found = _TIME.fullmatch(said)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    then = here.replace(hour=int(found[1]), minute=int(found[2] or 0), second=0, microsecond=0, fold=0)
    return then if then > here else then + timedelta(days=1)


def _day(said: str, today: date) -> date | None:
    if said in _DAYS:
        return today + timedelta(days=_DAYS[said])
    found = _DATE.fullmatch(said)
    if found is None:
        return None
    try:
        day = date(int(found[1] or today.year), int(found[2]), int(found[3]))
        return day if found[1] or day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def _end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), zone) if day else None
