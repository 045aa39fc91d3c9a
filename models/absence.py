"""When a member wants no card: away, or quiet. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


class Kind(enum.StrEnum):
    AWAY = "away"
    """What is theirs goes to others meanwhile."""
    QUIET = "quiet"
    """What is theirs stays theirs, and waits."""


@dataclass(frozen=True, slots=True)
class Absence:
    """From ``since`` until before ``until``; aware UTC."""

    member_id: str
    kind: Kind
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Absent:
    """Who of a community wants no card now, by id."""

    away: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()


def absent(absences: Iterable[Absence], now: datetime) -> Absent:
    """Who is away, and who is quiet, at a moment."""
    holding = [absence for absence in absences if absence.since <= now < absence.until]
    away, quiet = (frozenset(one.member_id for one in holding if one.kind is kind) for kind in (Kind.AWAY, Kind.QUIET))
    return Absent(away, quiet)
