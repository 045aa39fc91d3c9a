"""What people of the made-up season tried, out of a seed of its own: the same seed gives the same, letter by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from rehearsal.made_season import ENDS, PEOPLE, PMO, STARTS, THEMES, moment_of, person_id

SEED = 20261002
ATTEMPTS = 240
REMOVED = 0.04
CHANGED = 0.08


@dataclass(frozen=True, slots=True)
class Attempted:
    """Somebody writes down what they tried.

    ``fields`` is what they fill into the form. ``then``: what they change it to afterwards; ``removes``: they take it
    away.
    """

    at: datetime
    by: str
    fields: Mapping[str, str]
    then: Mapping[str, str] | None = None
    removes: bool = False


def attempts(seed: int = SEED, count: int = ATTEMPTS, starts: date = STARTS, ends: date = ENDS) -> list[Attempted]:
    """All of a season in the order of time."""
    chance = Random(seed)
    days = [starts + timedelta(days=more) for more in range((ends - starts).days + 1)]
    found = [_one(chance, moment_of(chance, chance.choice(days))) for _ in range(count)]
    return sorted(found, key=lambda one: (one.at, one.by))


def _one(chance: Random, at: datetime) -> Attempted:
    by = person_id(chance.randrange(PMO, PEOPLE))
    fields = _fields(chance)
    then = _fields(chance) if chance.random() < CHANGED else None
    return Attempted(at, by, fields, then, removes=chance.random() < REMOVED)


def _fields(chance: Random) -> dict[str, str]:
    """Themes of many people and of few, and numbers that some write, some in part; now and then it takes longer."""
    theme = int(chance.paretovariate(0.7)) - 1
    fields = {
        "tried": "議事録の要約を頼んでみました。",
        "theme": f"t{theme}" if theme < THEMES else "",
        "came_of_it": chance.choices(("worked", "partly", "not_this_time"), (5, 3, 3))[0],
        "learned": "はじめに人の名前を伝えるとよさそうです。" if chance.random() < 0.4 else "",
    }
    if chance.random() < 0.5:
        before = chance.choice((5, 10, 15, 30, 45, 60, 90))
        fields |= {"minutes_before": str(before), "minutes_after": str(chance.randrange(before + 7))}
    if chance.random() < 0.8:
        fields |= {"times_a_month": str(chance.randrange(1, 41)), "people": str(chance.choice((1, 1, 1, 2, 3, 7)))}
    return fields
