"""How lengths of time are written in the community file: "90s", "30m", "4h", "1d", "1h30m"."""

from __future__ import annotations

import re
from datetime import timedelta

LONGEST = timedelta(days=3650)
ALLOWED = "write a number and s, m, h or d, like 30m"

_LENGTH = re.compile(r"(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?", re.ASCII)


def length_of_time(text: str, day: timedelta = timedelta(days=1)) -> timedelta:
    """The length that ``text`` writes; ``day`` is what "1d" stands for (working time: the working day's length).

    Raises ValueError saying what is allowed, also for no time at all and for more than ten years.
    """
    found = _LENGTH.fullmatch(text)
    if found is None or not text:
        raise ValueError(ALLOWED)
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    rest = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    longest = timedelta(days=days) + rest
    if not timedelta(0) < longest <= LONGEST:
        raise ValueError(f"it must be longer than nothing and at most {LONGEST.days}d; {ALLOWED}")
    return days * day + rest
