"""What the figures of a season come to, as plain values. docs/figures.md defines each field.

Lengths are working time; one of ``None`` is "not yet". Days are those of the community's calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Figures:
    """A season, or a theme of it, as a whole."""

    posts: int
    posters: int
    days: int
    per_day: float
    returning: int
    owed: int
    """Posts that are owed an answer: all but those of the PMO and of bots. The shares are shares of these."""
    newcomers: int
    received: int
    answered: int
    waiting: int
    promised: int
    settled: int
    lapsed: int
    late: int
    reopened: int
    answered_by_peers: int
    touched_by_executives: int
    promises_kept: int
    promises_late: int
    median_to_receipt: timedelta | None
    p90_to_receipt: timedelta | None
    median_to_answer: timedelta | None
    p90_to_answer: timedelta | None
    oldest_waiting: timedelta | None
    """``None``: nothing is open."""
    newcomers_median_to_receipt: timedelta | None
    newcomers_p90_to_receipt: timedelta | None
    newcomers_again: int


@dataclass(frozen=True, slots=True)
class Week:
    """The posts of one week. ``starts`` is its Monday."""

    starts: date
    posts: int
    posters: int
    owed: int
    received: int
    answered: int
    median_to_receipt: timedelta | None
    median_to_answer: timedelta | None


@dataclass(frozen=True, slots=True)
class Month:
    """How many took part in a calendar month. ``starts`` is its first day; ``target`` may be set by nobody."""

    starts: date
    active: int
    target: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """Some of the posts, held beside others. ``kind``: ``newcomer``, ``region`` or ``department``.

    ``name``: ``first`` or ``others`` of newcomers; else what the community calls it, empty where that is not known.
    """

    kind: str
    name: str
    people: int
    owed: int
    received: int
    answered: int
    median_to_receipt: timedelta | None
    p90_to_receipt: timedelta | None
    median_to_answer: timedelta | None
    p90_to_answer: timedelta | None


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the worst of a kind's sides is from the middle, the figure of all posts.

    Points are of a hundred; a length of ``None``: the worst is "not yet".
    """

    kind: str
    received_worst: str
    received_points: int
    answered_worst: str
    answered_points: int
    receipt_worst: str
    receipt_longer: timedelta | None
    answer_worst: str | None
    """``None``: in none of them there is anything to wait for."""
    answer_longer: timedelta | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure that was entered by hand, over the season's months."""

    measure: str
    latest: float | None
    latest_month: date | None
    mean: float | None
    baseline: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Attempts:
    """What members tried, as they wrote it down themselves."""

    attempts: int
    people: int
    worked: int
    partly: int
    not_this_time: int
    hours_saved: float
    """In a month."""
    hours_told: int
    """Attempts whose authors told all that hours are made of; ``hours_people``: how many authors those are."""
    hours_people: int


@dataclass(frozen=True, slots=True)
class AttemptSide:
    """Some of the attempts, held beside others.

    ``kind``: ``theme`` or ``department``. ``name``: what the community calls it, empty for those in none.
    """

    kind: str
    name: str
    people: int
    attempts: int
    worked: int
    partly: int
    not_this_time: int


@dataclass(frozen=True, slots=True)
class LayerReach:
    """Whom a layer reaches in a department. ``department``: empty for the whole team."""

    layer: str
    department: str
    members: int
    reached: int


@dataclass(frozen=True, slots=True)
class Said:
    """A talk or a piece of press outside of the company: what others say of us. ``link`` may be empty."""

    measure: str
    day: date
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Load:
    """What one member of the PMO carries: for the PMO alone."""

    member_id: str
    name: str
    acts: int
    out_of_hours: int
    posts: int
    answers: int
    held: int


@dataclass(frozen=True, slots=True)
class Loads:
    """The PMO's load, in the order of the community file. ``fairness``: ``None`` where nobody did anything."""

    members: tuple[Load, ...]
    fairness: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of a season to everybody. It names no one."""

    community: str
    season: str | None
    """Its name; ``None``: all posts."""
    theme: str | None
    """The name of the theme that it is of; ``None``: of all."""
    at: datetime
    """When it was reckoned; aware UTC."""
    figures: Figures
    before_season: str | None
    before: Figures | None
    """The same of the season before."""
    weeks: tuple[Week, ...]
    months: tuple[Month, ...]
    sides: tuple[Side, ...]
    spreads: tuple[Spread, ...]
    measures: tuple[Measured, ...]
    attempts: Attempts | None = None
    """``None``: of a theme in which too few people tried something."""
    attempts_before: Attempts | None = None
    """The same of the season before."""
    attempt_sides: tuple[AttemptSide, ...] = ()
    layers: tuple[LayerReach, ...] = ()
    mentions: tuple[Said, ...] = ()
    """The oldest first."""
