"""The roll of a season: everybody who took part in it, by name, without a rank. Pure; docs/roll.md tells the rules.

Who is on it is told by *deeds*. What somebody wishes to be called, or that they wish not to be named, holds wherever
the roll would name them.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from models.attempts import Attempt, Came
from models.community import Community, Season
from models.praising import Praise
from models.reading import READING_AT_MOST, Key, is_reading, order, reading_of, tidy
from models.refused import Refused

NAME_AT_MOST = 60
JOINER = "\u200d"
"""Joins the parts of one sign, as in some faces."""


class Way(enum.StrEnum):
    """How somebody took part, in the order in which the roll tells it."""

    POSTED = "posted"
    ANSWERED = "answered"
    TRIED = "tried"
    ADVISED = "advised"
    PRAISED = "praised"
    WAS_PRAISED = "was_praised"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that puts a person on the roll. ``at`` is when they first did it."""

    member_id: str
    way: Way
    at: datetime


@dataclass(frozen=True, slots=True)
class Naming:
    """How a person wishes to be named on every roll of a community; as they are called, where they wish nothing."""

    reading: str | None = None
    called: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """What the team calls a person, and how the community file says that it is read."""

    name: str
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody on the roll. ``name`` is empty where nobody knows it; ``reading`` is ``None`` where it is not known."""

    member_id: str
    name: str
    reading: str | None
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt that its author let stand in the channel, whatever came of it. ``name``: ``None`` who is not named."""

    name: str | None
    theme: str | None
    came_of_it: Came
    tried: str
    learned: str


@dataclass(frozen=True, slots=True)
class Praised:
    """What somebody said of ``to``. ``by``: ``None`` who is not named."""

    to: str
    by: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was written in the season, oldest first: attempts and praise."""

    attempts: tuple[Attempt, ...] = ()
    praises: tuple[Praise, ...] = ()


NOTHING = Written()


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody who took part in a season: by name, or counted."""

    community: str
    season: str
    starts: date
    ends: date
    at: datetime
    """When it was made; aware UTC."""
    is_over: bool
    """Whether the season's last day was over then."""
    credits: tuple[Credit, ...]
    unnamed: frozenset[str]
    """Who wishes not to be named."""
    gone: frozenset[str]
    """Who asked to be forgotten: an id that nobody has."""
    attempts: tuple[Tried, ...] = ()
    attempts_beside: int = 0
    """How many more there were, which their authors kept to themselves."""
    praises: tuple[Praised, ...] = ()
    praises_beside: int = 0
    """How many more there were: of people who are not named, or whose words are gone."""
    missing: frozenset[str] = frozenset()
    """Whom the ledger knows and the roll does not; always nobody, or the roll says so."""

    @property
    def everybody(self) -> frozenset[str]:
        return frozenset(credit.member_id for credit in self.credits) | self.unnamed | self.gone


@dataclass(frozen=True, slots=True)
class Cast:
    """What is known of people: what they are called, what they wish, and who of them is forgotten."""

    called: Mapping[str, Called]
    wishes: Mapping[str, Naming]
    gone: Collection[str]

    def named(self, member_id: str) -> Called | None:
        """As they are named; ``None``: they are not. A name of their choice is read as they say, not as the file."""
        known = self.called.get(member_id, Called(""))
        wish = own(self.wishes.get(member_id, Naming()), known)
        if wish.hidden or member_id in self.gone:
            return None
        return Called(shown(wish.called or known.name), wish.reading or read_anyway(wish, known))


@dataclass(frozen=True, slots=True)
class Made:
    """What a roll is made of. ``now``: when; aware UTC."""

    community: Community
    season: Season
    cast: Cast
    now: datetime


def roll(of: Made, deeds: Iterable[Deed], told: Written = NOTHING) -> Roll:
    """Everybody who did something, in the order of their reading; after them, by first post, whose is not known."""
    community, season, cast = of.community, of.season, of.cast
    ways: dict[str, dict[Way, datetime]] = {}
    for deed in deeds:
        theirs = ways.setdefault(deed.member_id, {})
        theirs[deed.way] = min(theirs.get(deed.way, deed.at), deed.at)
    named = sorted((one for one in ways if cast.named(one)), key=lambda one: _place(one, ways[one], cast))
    gone = frozenset(ways) & frozenset(cast.gone)
    return Roll(
        community=community.name,
        season=season.name,
        starts=season.starts,
        ends=season.ends,
        at=of.now,
        is_over=of.now.astimezone(community.time_zone).date() > season.ends,
        credits=tuple(_credit(one, ways[one], cast) for one in named),
        unnamed=frozenset(ways) - frozenset(named) - gone,
        gone=gone,
        **_told(of, told),
    )


def _told(of: Made, told: Written) -> dict[str, Any]:
    """Attempts that stand in the channel, and praise of who is named; of the others how many there are."""
    posted = [one for one in told.attempts if one.posted_as is not None and one.told.tried]
    praises = [(one, of.cast.named(one.to)) for one in told.praises if one.text]
    shown_praises = [(one, named) for one, named in praises if named is not None]
    return {
        "attempts": tuple(_tried(of, one) for one in posted),
        "attempts_beside": len(told.attempts) - len(posted),
        "praises": tuple(Praised(named.name, _name(of.cast, one.by), one.text) for one, named in shown_praises),
        "praises_beside": len(told.praises) - len(shown_praises),
    }


def _tried(of: Made, one: Attempt) -> Tried:
    theme = next((theme.name for theme in of.season.themes if theme.code == one.told.theme), None)
    return Tried(_name(of.cast, one.member_id), theme, one.told.came_of_it, one.told.tried, one.told.learned)


def _name(cast: Cast, member_id: str) -> str | None:
    named = cast.named(member_id)
    return named.name if named else None


def shown(name: str) -> str:
    """A name on one line, without what nobody sees: marks that turn the direction of writing, control characters."""
    return tidy("".join(letter for letter in tidy(name) if letter.isprintable() or letter == JOINER))


def checked(found: Roll, everybody: Collection[str]) -> Roll:
    """The roll, held against everybody of whom the ledger knows that they took part."""
    return replace(found, missing=frozenset(everybody) - found.everybody)


def wished(reading: str, called: str, *, hidden: bool) -> Naming:
    """What a person writes into the form of the command ``roll``; empty: as they are called. Raises Refused."""
    reading, called = tidy(reading), tidy(called)
    if reading and not is_reading(reading):
        raise Refused("refused-roll-reading", limit=READING_AT_MOST)
    if len(called) > NAME_AT_MOST or shown(called) != called:
        raise Refused("refused-roll-name", limit=NAME_AT_MOST)
    return Naming(reading or None, called or None, hidden)


def own(wish: Naming, known: Called, *before: Naming) -> Naming:
    """A wish without what its person did not write: the reading of a name that they are not called by.

    Earlier cards filled it in, so it came back with the name that took its place. ``before``: what was wished until
    now, for a wish that comes from a card.
    """
    others = {read_anyway(one, known) for one in before}
    if _another(wish, known):
        others |= {reading_of(shown(known.name), reading) for reading in (known.reading, None)}
    return replace(wish, reading=None) if wish.reading in others else wish


def read_anyway(wish: Naming, known: Called) -> str | None:
    """How a name is read of which its person does not say it; ``None``: not known."""
    other = _another(wish, known)
    return reading_of(other) if other else reading_of(shown(known.name), known.reading)


def _another(wish: Naming, known: Called) -> str | None:
    """The name that is wished in place of the known one; ``None``: none is."""
    name = shown(wish.called or known.name)
    return name if name != shown(known.name) else None


Place = tuple[bool, Key | tuple[()], bool, datetime, str, str]


def _place(member_id: str, did: Mapping[Way, datetime], cast: Cast) -> Place:
    """By reading, then by first post, then, of those who did not post, by what they did first."""
    named = cast.named(member_id) or Called("")
    key = order(named.reading) if named.reading else ()
    first = did.get(Way.POSTED)
    return named.reading is None, key, first is None, first or min(did.values()), named.name, member_id


def _credit(member_id: str, did: Mapping[Way, datetime], cast: Cast) -> Credit:
    named = cast.named(member_id) or Called("")
    return Credit(member_id, named.name, named.reading, tuple(way for way in Way if way in did))
