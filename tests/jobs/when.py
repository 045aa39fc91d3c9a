"""Moments of the stage's first week, as people in Tokyo say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.incoming import Person
from tests.stage import Stage

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
"""From Monday, 30 November 2026; the week after begins with 7."""
_FIRST = datetime(2026, 11, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Aware UTC."""
    return (_FIRST + timedelta(days=day, hours=hour, minutes=minute)).astimezone(UTC)


def turn_to(stage: Stage, day: int, hour: int, minute: int = 0) -> None:
    """Both clocks go on to a moment."""
    moment = at(day, hour, minute)
    stage.clock.now, stage.clock.wall = moment, max(moment, stage.clock.wall)


async def nudged(stage: Stage) -> list[str]:
    """Who gets a card when the clock's jobs run now, by name; sorted."""
    before = len(stage.teams.of("send"))
    await stage.tick()
    return sorted(asked.to or "" for asked in stage.teams.of("send")[before:])


def ids(*people: Person) -> list[str]:
    """As ``nudged`` tells them."""
    return sorted(person.id for person in people)
