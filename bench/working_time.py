"""How long it takes to reckon in working time: every post asks for it three times, every step of a nudge once."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta

from models.working_hours import WorkingHours

CALLS = 100_000
TRIES = 3
"""Others may use the machine."""
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def working_time(calls: int = CALLS) -> float:
    """Seconds of one core for so many ``add`` over up to a year ahead, by hours with lunch, holidays and a closure."""
    chance = random.Random(20_261_130)
    asked = [
        (FIRST + timedelta(minutes=chance.randrange(365 * 1440)), timedelta(minutes=chance.randrange(1, 240 * 480)))
        for _ in range(calls)
    ]
    return min(_seconds(asked, closed_until=4 + number) for number in range(TRIES))


def _seconds(asked: list[tuple[datetime, timedelta]], closed_until: int) -> float:
    """Hours that differ know nothing from the try before."""
    closed = [f"2026-12-29/2027-01-{closed_until:02}"]
    hours = WorkingHours.parse(
        "Europe/Amsterdam", ["mon", "tue", "wed", "thu", "fri"], ["09:00-12:00", "13:00-18:00"], "NL", closed
    )
    begun = time.process_time()
    for moment, length in asked:
        hours.add(moment, length)
    return time.process_time() - begun
