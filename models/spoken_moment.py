"""Until when, as people say it: "until 12/10", "12月10日まで", "明日", "15:00", "2h", "2時間". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.durations import length_of_time
from models.season import fold

AT_MOST = timedelta(days=366)
_DAYS = {"today": 0, "今日": 0, "本日": 0, "tomorrow": 1, "明日": 1, "あした": 1, "明後日": 2, "あさって": 2}
_AROUND = re.compile(r"^(until|till|to)\b|(まで|迄)$")
_DATE = re.compile(r"(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?", re.ASCII)
_LENGTHS = (("日間", "d"), ("時間", "h"), ("分間", "m"), ("分", "m"))
_TIME = re.compile(r"(\d{1,2})(?::|時)(\d{2})?分?", re.ASCII)


def spoken_until(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that people mean by their words, aware UTC; ``None`` when it cannot be understood, is past or too far.

    A day is meant with all its hours, so it ends at the midnight after it. A day without its year, and a time, are the
    next to come; a length of time runs on the calendar.
    """
    said = _AROUND.sub("", fold(words).strip()).strip()
    meant = (moment.astimezone(UTC) for moment in _meant(said, now, zone))
    return next((moment for moment in meant if now < moment <= now + AT_MOST), None)


def last_day(until: datetime, zone: ZoneInfo) -> date:
    """The last day of what ends at a moment: one that ends at midnight ends with the day before."""
    return (until - timedelta(microseconds=1)).astimezone(zone).date()


def _meant(said: str, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """What the words may mean, the nearest first."""
    today = now.astimezone(zone).date()
    yield from _after(said, now)
    yield from _at(said, today, zone)
    for day in _days(said, today):
        yield datetime.combine(day + timedelta(days=1), time(), zone)


def _after(said: str, now: datetime) -> Iterator[datetime]:
    for word, letter in _LENGTHS:
        said = said.replace(word, letter)
    with suppress(ValueError):
        yield now + length_of_time(said)


def _at(said: str, today: date, zone: ZoneInfo) -> Iterator[datetime]:
    """A time of today, both times where the clock shows it twice, or of tomorrow."""
    found = _TIME.fullmatch(said)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return
    for day in (today, today + timedelta(days=1)):
        for fold_ in (0, 1):
            yield datetime.combine(day, time(int(found[1]), int(found[2] or 0), fold=fold_), zone)


def _days(said: str, today: date) -> Iterator[date]:
    if said in _DAYS:
        yield today + timedelta(days=_DAYS[said])
    if (found := _DATE.fullmatch(said)) is None:
        return
    for year in (int(found[1]),) if found[1] else (today.year, today.year + 1):
        with suppress(ValueError):
            day = date(year, int(found[2]), int(found[3]))
            if today <= day <= today + AT_MOST:
                yield day
