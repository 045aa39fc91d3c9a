"""What can be foreseen of a post by the rules alone, as values; models/preview.py reckons them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class IdleDay:
    """A day on which no work begins, and why; ``name``: of the public holiday."""

    day: date
    why: Literal["holiday", "closed", "day_off"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Jump:
    """Time that does not count. ``break``: within a day, like lunch; ``night``: to the next day; ``days``: longer."""

    since: datetime
    until: datetime
    why: Literal["break", "night", "days"]
    days: tuple[IdleDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: when it is due, and whom it names (models.community.Reach)."""

    number: int
    at: datetime
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """The ladder once, and when it begins again, as long as nothing is done about what is owed."""

    owed: Literal["receipt", "answer"]
    rungs: tuple[Rung, ...]
    again_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """Moments are aware UTC. A round for a receipt is there only where the community nudges for receipts."""

    at: datetime
    region: str | None
    receive_by: datetime
    receive_newcomer_by: datetime
    answer_by: datetime
    rounds: tuple[Round, ...]
    jumps: tuple[Jump, ...]
