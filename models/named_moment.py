"""A moment as people name it, past or to come: "2026-12-25 17:30", "12/25 9:00", "12月25日 17時30分", "17:30". Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.calendar_text import FIRST_DAY, LAST_DAY
from models.season import fold

FAR = timedelta(days=3660)
NOW = frozenset({"", "now", "今", "いま"})
_DAYS = {"yesterday": -1, "昨日": -1, "today": 0, "今日": 0, "本日": 0, "tomorrow": 1, "明日": 1, "明後日": 2}
_DATE = re.compile(r"(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?::(\d{2})(?::\d{2})?|時(?:(\d{1,2})分?)?)", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}", re.ASCII)


def moment_named(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that people mean, aware UTC; ``now`` for no words at all.

    A time alone is of today, a day without its year the nearest. Where the clock shows a time twice, the first is
    meant; a time that it skips is as much later. ISO 8601 may name another zone. ``None`` when it cannot be
    understood, names a day without a time, or lies ten years off.
    """
    said = fold(words).strip()
    if said in NOW:
        return now
    found = _iso(said, zone) or _on_day(said, now.astimezone(zone).date(), zone)
    return found.astimezone(UTC) if found is not None and abs(found - now) <= FAR else None


def moment_or_day(words: str, now: datetime, zone: ZoneInfo, *, end: bool) -> datetime | None:
    """The same where a day may stand alone: its beginning, or with ``end`` the midnight after it."""
    day = _day(fold(words).strip(), now.astimezone(zone).date())
    if day is None:
        return moment_named(words, now, zone)
    return datetime.combine(day + timedelta(days=end), time(), zone).astimezone(UTC)


def _iso(said: str, zone: ZoneInfo) -> datetime | None:
    """As machines write it; without a zone it is of ours."""
    if not _ISO.match(said):
        return None
    try:
        found = datetime.fromisoformat(said.upper())
    except ValueError:
        return None
    if not FIRST_DAY <= found.date() <= LAST_DAY:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _on_day(said: str, today: date, zone: ZoneInfo) -> datetime | None:
    """A day and a time, or a time of today."""
    first, _, rest = said.rpartition(" ")
    found, day = _TIME.fullmatch(rest), _day(first.strip(), today) if first else today
    if found is None or day is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return datetime.combine(day, time(hour, minute), zone) if hour < 24 and minute < 60 else None


def _day(said: str, today: date) -> date | None:
    if said in _DAYS:
        return today + timedelta(days=_DAYS[said])
    found = _DATE.fullmatch(said)
    if found is None:
        return None
    years = (int(found[1]),) if found[1] else (today.year, today.year + 1, today.year - 1)
    days = [day for year in years if (day := _date(year, int(found[2]), int(found[3]))) is not None]
    return min(days, key=lambda day: abs(day - today), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None
