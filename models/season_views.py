"""What the cards of the seasons say, and the count that shows that nothing was missed. Plain values, as those of
models/views.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.community import Layer


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme as everybody may know it: whom it names, and by which words a post belongs to it."""

    code: str
    name: str
    layer: Layer | None
    owners: tuple[str, ...]
    """By name; those who are in the team."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemesView:
    """The themes of the season that is on. Without one ``season`` is ``None``, and ``starts`` is the next one's day."""

    season: str | None
    starts: date | None
    ends: date | None
    themes: tuple[ThemeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of all watched channels: what Teams holds of it, and what we hold."""

    day: date
    posts: int
    replies: int
    """What Teams holds."""
    owed: int
    """Posts that ask for a receipt."""
    received: int
    """Of these, by a person, by now."""
    missing: int
    """Teams holds it, and we do not."""
    gone: int
    """We hold it, and Teams does not any more."""
    late: int
    mended: int
    """Teams never told it; it was found through Graph."""


@dataclass(frozen=True, slots=True)
class Amiss:
    """Something that is not as it should be (models/amiss.py, KINDS), and how often; the card says what to do."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class AuditView:
    """Every post by what became of it, the days as they were counted, and what is amiss, the worst first."""

    at: datetime
    posts: int
    waiting: int
    """Open, in nobody's hands."""
    claimed: int
    promised: int
    answered: int
    settled: int
    withdrawn: int
    lapsed: int
    beside: int
    """Posts that ask for nothing: the PMO's, and bots'."""
    late: int
    days: tuple[CountedDay, ...]
    amiss: tuple[Amiss, ...]


SeasonsView = ThemesView | AuditView
