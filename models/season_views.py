"""What the cards of the seasons say, and the count that shows that nothing was missed. Plain values, as those of
models/views.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import quote, unquote

from models.community import Layer, Phase, Role
from models.season_changes import Outline, ThemeTold


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


When = Literal["past", "now", "coming"]


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A season in the list of all."""

    code: str
    name: str
    starts: date
    ends: date
    when: When


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a member is here for in a season."""

    id: str
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class SeasonShown:
    """A season whole. ``mark`` is of how it stands (models/season_changes.py)."""

    row: SeasonRow
    phase: Phase
    target_members: int | None
    baselines: tuple[tuple[str, float], ...]
    themes: tuple[ThemeRow, ...]
    roles: tuple[RoleRow, ...]
    promises: int
    """Promises of its posts that are open."""
    carried: int
    """Promises of earlier seasons that it took over, and how many of them are open still."""
    carried_open: int
    mark: str


@dataclass(frozen=True, slots=True)
class SeasonView:
    """One season, and the way to the others. ``None``: there is no season at all."""

    shown: SeasonShown | None
    others: tuple[SeasonRow, ...] = ()
    may_change: bool = False
    """Whether who looks is the lead, in private."""
    may_carry: int = 0
    """How many open promises of earlier seasons may be carried over into it."""
    asks_close: date | None = None
    """Whether it asks if the season shall end on this day, today."""
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done, or why not."""


def tick_value(one: str) -> str:
    """What stands for one of a list in which several may be ticked: a client joins those that are with commas."""
    return quote(one, safe="") if "," in one or "%" in one else one


def ticked(sent: str) -> tuple[str, ...]:
    """Those that were ticked, of what a client sends."""
    return tuple(unquote(one) for one in sent.split(",") if one)


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that may go on in the next season. ``told`` stands beside its name."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An open promise of an earlier season."""

    follow_up_id: str
    author: str
    text: str
    promised_by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class SeasonFormView:
    """The form of a season: of one that there is, or of the next one with what may go on of the one before."""

    outline: Outline
    new: bool
    season: str = ""
    """The code of the one that is changed, or of the one before; empty: there is none before."""
    season_name: str = ""
    mark: str = ""
    draft: Mapping[str, str] = field(default_factory=dict)
    """What was typed and not taken, by field."""
    themes: tuple[Tick, ...] = ()
    roles: tuple[Tick, ...] = ()
    baselines: tuple[str, ...] = ()
    promises: tuple[PromiseRow, ...] = ()
    promises_more: int = 0
    """Further ones, for which there is no room."""
    notice: tuple[str, dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class ThemeFormView:
    """The form of a theme; ``was`` is its code, empty for a new one. People by id and name."""

    season: str
    season_name: str
    mark: str
    was: str
    theme: ThemeTold
    owners: tuple[tuple[str, str], ...]
    advisors: tuple[tuple[str, str], ...]
    draft: Mapping[str, str] = field(default_factory=dict)
    notice: tuple[str, dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class CarryView:
    """Open promises of earlier seasons, of which the lead may take some into this one."""

    season: str
    season_name: str
    promises: tuple[PromiseRow, ...]
    promises_more: int
    notice: tuple[str, dict[str, Any]] | None = None


SeasonsView = ThemesView | AuditView | SeasonView | SeasonFormView | ThemeFormView | CarryView
