"""How days, hours and closures are written: "mon", "09:00-12:00", "2026-12-29/2027-01-03"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY = 24 * 60

Span = tuple[int, int]
"""Minutes from midnight, start and end; an end beyond 1440 lies in the next day."""

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""The days that anybody may name. What lies before or after is a slip of the pen, and nothing is reckoned with it."""
POSSIBLE = {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}
"""The same for a sentence that says which days are possible, as one writes them."""

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_number(text: str) -> int:
    """0 for "mon" to 6 for "sun". Raises ValueError saying what is allowed."""
    if text not in DAYS:
        raise ValueError(f"write one of {', '.join(DAYS)}")
    return DAYS.index(text)


def span(text: str) -> Span:
    """The minutes of "09:00-12:00"; "22:00-06:00" ends the next day. Raises ValueError saying what is allowed."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError("write a start and an end between 00:00 and 24:00, like 09:00-12:00")
    hour, minute, end_hour, end_minute = (int(part) for part in found.groups() if part is not None)
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if start == end:
        raise ValueError("it is empty; write two different times, or 00:00-24:00 for round the clock")
    return start, end if end > start else end + MINUTES_A_DAY


def span_text(minutes: Span) -> str:
    """The way back from ``span``."""
    start, end = minutes
    end = end if end <= MINUTES_A_DAY else end - MINUTES_A_DAY
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def one_date(text: str) -> date:
    """The day of "2026-12-29", as somebody writes it now. Raises ValueError saying what is allowed."""
    found = any_date(text)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError(f"write a day from {FIRST_DAY} to {LAST_DAY}")
    return found


def nearest_date(text: str) -> date:
    """The same of what is stored: for a day that nobody may name any more, the nearest that one may."""
    return min(max(any_date(text), FIRST_DAY), LAST_DAY)


def any_date(text: str) -> date:
    """The day of "2026-12-29", whenever it is. Raises ValueError saying what is allowed."""
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day; write year-month-day, like 2026-12-29") from None
    raise ValueError("write a day as year-month-day, like 2026-12-29")


def one_moment(text: str) -> datetime:
    """The moment of "2026-12-29T09:00:00+09:00", as a card sends it back; aware UTC. Raises ValueError."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not FIRST_DAY <= found.date() <= LAST_DAY:
        raise ValueError(f"write a moment with its zone, from {FIRST_DAY} to {LAST_DAY}")
    return found.astimezone(UTC)


def closed_days(text: str) -> tuple[date, date]:
    """First and last day of "2026-12-29/2027-01-03", or of one day. Raises ValueError saying what is allowed."""
    first, slash, last = text.partition("/")
    try:
        found = any_date(first), any_date(last if slash else first)
    except ValueError:
        raise ValueError("write a day like 2026-12-29, or a first and a last day like 2026-12-29/2027-01-03") from None
    if found[1] < found[0]:
        raise ValueError("the last day is before the first; write the earlier day first")
    return found
