"""The weeks of the season, and what surely happens in them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.season.community import DANA, HANA, KEN, MAKOTO, MIO, PMO, RIN
from tests.season.deeds import Refusing
from tests.season.telling import Window


def tokyo(text: str) -> datetime:
    """A moment as people in Tokyo write it; aware UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)


GOLDEN_WEEK = Window(
    "golden-week",
    tokyo("2026-04-23 00:00"),
    tokyo("2026-05-17 00:00"),
    said=(
        (tokyo("2026-04-23 10:00"), KEN.id, "away until 4/30"),
        (tokyo("2026-04-27 09:20"), HANA.id, "quiet until 15:00"),
        (tokyo("2026-04-28 14:00"), RIN.id, "morning off"),
        (tokyo("2026-05-07 09:40"), RIN.id, "quiet 2h"),
        (tokyo("2026-05-10 21:00"), MAKOTO.id, "away until 5/12"),
        (tokyo("2026-05-12 14:10"), MAKOTO.id, "back"),
        (tokyo("2026-05-13 08:00"), RIN.id, "morning on"),
        *((tokyo("2026-05-13 20:00"), one.id, "away until 5/14") for one in (*PMO, MAKOTO)),
    ),
    refusing=(Refusing(HANA.id, tokyo("2026-05-08 00:00"), tokyo("2026-05-11 12:00")),),
)
"""Ken is ill for a week, Makoto is back early, on 14 May nobody of the PMO is there, nor the lead.

Teams refuses Hana's cards for some days.
"""

CLOCK_CHANGE = Window(
    "clock-change",
    tokyo("2026-10-19 00:00"),
    tokyo("2026-11-05 00:00"),
    said=(
        (tokyo("2026-10-21 16:00"), DANA.id, "quiet until 12:00"),
        (tokyo("2026-10-23 17:00"), MIO.id, "away until 10/30"),
        (tokyo("2026-10-26 18:30"), HANA.id, "away tomorrow"),
        (tokyo("2026-10-30 09:00"), DANA.id, "away until 11/1"),
        (tokyo("2026-11-02 11:00"), KEN.id, "quiet until 11/3"),
    ),
    down=(tokyo("2026-10-27 15:00"), tokyo("2026-10-29 15:00")),
    refusing=(Refusing(DANA.id, tokyo("2026-10-21 00:00"), tokyo("2026-10-22 18:00")),),
)
"""Amsterdam puts its clocks back on Sunday, 25 October; the bot is down for two days in the week after."""

NEW_YEAR = Window(
    "new-year",
    tokyo("2026-12-16 00:00"),
    tokyo("2027-01-14 00:00"),
    said=(
        (tokyo("2026-12-17 11:00"), RIN.id, "away until 12/24"),
        (tokyo("2026-12-25 17:00"), KEN.id, "away until 1/8"),
        (tokyo("2027-01-04 08:50"), MIO.id, "quiet until 11:30"),
        (tokyo("2027-01-05 10:00"), DANA.id, "morning off"),
        (tokyo("2027-01-06 10:00"), KEN.id, "back"),
        *((tokyo("2027-01-07 07:00"), one.id, "away until 1/7") for one in PMO),
    ),
    refusing=(Refusing(KEN.id, tokyo("2026-12-21 00:00"), tokyo("2026-12-23 12:00")),),
)
"""The company is closed from 29 December to 3 January; on 7 January all of the PMO are away, but not their lead."""

WINDOWS = (GOLDEN_WEEK, CLOCK_CHANGE, NEW_YEAR)
