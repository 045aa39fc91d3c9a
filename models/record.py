"""A member's own record: what they did in each season, and how they were praised. For them alone, and against nobody.

Pure. Days and months are the community's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from models.attempts import Told
from models.community import Community, Season

Kind = Literal["post", "reply", "answer", "like", "attempt", "praise", "joined"]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a member did, or was praised for. ``season`` and ``theme`` are codes, ``None``: of none."""

    kind: Kind
    at: datetime
    season: str | None
    theme: str | None = None
    text: str = ""
    """Their own words, empty where there are none or they are too old; of a praise those of who praised."""
    by: str = ""
    """Who praised, by name."""
    told: Told | None = None
    """What they wrote of an attempt."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the record."""

    on: date
    theme: str | None
    text: str
    by: str = ""
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class SeasonRecord:
    """One season of a member's. ``code`` is ``None`` for what was outside of every season."""

    code: str | None
    name: str | None
    starts: date | None
    ends: date | None
    posts: tuple[Entry, ...]
    replies: int
    """In the threads of others."""
    answers: tuple[Entry, ...]
    """Replies that were the answer to what somebody asked."""
    attempts: tuple[Entry, ...]
    praises: tuple[Entry, ...]
    """Read, and never counted."""
    themes: tuple[str, ...]
    months: tuple[date, ...]
    """The first days of the months in which they did anything."""


@dataclass(frozen=True, slots=True)
class Record:
    """All of a member's seasons, the latest first."""

    name: str
    community: str
    first_post_on: date | None
    seasons: tuple[SeasonRecord, ...]
    at: datetime

    def of(self, code: str | None) -> Record:
        """The same of one season alone."""
        seasons = tuple(one for one in self.seasons if one.code == code)
        return Record(self.name, self.community, self.first_post_on, seasons, self.at)


OWN_ACTS = frozenset[Kind]({"post", "reply", "answer", "like", "attempt"})
"""What makes a month an active one: praise that one gets does not."""


def seasons(community: Community, deeds: Iterable[Deed], zone: tzinfo) -> tuple[SeasonRecord, ...]:
    """The seasons in which anything was done, the latest first; what belongs to none comes last."""
    sorted_ = sorted(deeds, key=lambda deed: deed.at)
    known = {season.code: season for season in community.seasons}
    codes = {deed.season for deed in sorted_}
    begun = sorted((known[code] for code in codes if code in known), key=lambda one: one.starts, reverse=True)
    forgotten = sorted(code for code in codes if code is not None and code not in known)
    order: list[str | None] = [one.code for one in begun] + forgotten + ([None] if None in codes else [])
    return tuple(
        _season(code, known.get(code or ""), [one for one in sorted_ if one.season == code], zone) for code in order
    )


def _season(code: str | None, season: Season | None, deeds: Sequence[Deed], zone: tzinfo) -> SeasonRecord:
    named = {theme.code: theme.name for theme in (season.themes if season else ())}

    def of(kind: Kind) -> tuple[Entry, ...]:
        return tuple(
            Entry(_day(deed, zone), named.get(deed.theme or "", deed.theme), deed.text, deed.by, deed.told)
            for deed in deeds
            if deed.kind == kind
        )

    own = [deed for deed in deeds if deed.kind in OWN_ACTS]
    return SeasonRecord(
        code,
        season.name if season else code,
        season.starts if season else None,
        season.ends if season else None,
        posts=of("post"),
        replies=len(of("reply")),
        answers=of("answer"),
        attempts=of("attempt"),
        praises=of("praise"),
        themes=tuple(dict.fromkeys(named.get(deed.theme, deed.theme) for deed in deeds if deed.theme)),
        months=tuple(dict.fromkeys(_day(deed, zone).replace(day=1) for deed in own)),
    )


def _day(deed: Deed, zone: tzinfo) -> date:
    return deed.at.astimezone(zone).date()
