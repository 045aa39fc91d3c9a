"""Whether a member may be told something now: a few cards a day, in their own hours. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.community import Community

FIRST_HOUR = timedelta(hours=1)
"""Of a member's working day: later, the morning card comes no more that day."""


@dataclass(frozen=True, slots=True)
class Calm:
    """How a member was spoken to so far. Days are the member's own.

    ``card`` counts all their nudge cards, ``cards`` those of ``day``; ``morning`` is the last day for which it was seen
    to a morning card.
    """

    card: int = 0
    day: date | None = None
    cards: int = 0
    morning: date | None = None
    mornings_off: bool = False


def may_be_told(theirs: Calm, community: Community, member_id: str, now: datetime) -> bool:
    """Whether one more nudge card may leave for a member: in their working hours, not too many a day."""
    hours = community.hours_of(member_id)
    today = now.astimezone(hours.zone).date()
    return hours.is_working(now) and cards_on(theirs, today) < community.rules.nudges_per_day


def cards_on(theirs: Calm, day: date) -> int:
    return theirs.cards if theirs.day == day else 0


def morning_day(theirs: Calm, community: Community, member_id: str, now: datetime) -> date | None:
    """The day whose morning card is to be looked at now; ``None``: none is."""
    if theirs.mornings_off or not community.is_responder(member_id):
        return None
    hours = community.hours_of(member_id)
    worked = hours.since_start_of_day(now)
    today = now.astimezone(hours.zone).date()
    return today if worked is not None and worked < FIRST_HOUR and theirs.morning != today else None
