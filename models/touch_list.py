"""Where a word of an executive would mean most: at most five posts, each with why. Pure; docs/touches.md tells it.

Nobody writes it for them: a list leads to posts, and nothing else.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.working_hours import WorkingHours

AT_MOST = 5
OF_ONE_REASON = 2
"""So many of each reason come before there are more of any."""
RECENT = timedelta(days=14)
"""How old a post may be to be on a list."""
LONG = timedelta(days=60)
MORNING = timedelta(hours=3)
"""Of working time, from the start of a day."""


class Reason(enum.StrEnum):
    """Why a post is on the list, the strongest first."""

    NEWCOMER = "newcomer"
    TRIED = "tried"
    FAR_AWAY = "far_away"
    LONG_WITHOUT = "long_without"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post, or an attempt in the channel. ``about`` tells it from all others."""

    about: str
    author_id: str
    at: datetime
    newcomer: bool = False
    """Whether it is its author's first post ever."""
    did_not_work: bool = False
    """Whether it is an attempt that did not work this time."""
    region: str | None = None
    is_closed: bool = False
    """Whether somebody closed it without a reply, or its author took it away."""
    has_word: bool = False
    """Whether an executive touched it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """An executive. ``offered``: what was on a list of theirs before. ``region``: ``None`` where it is not known."""

    member_id: str
    region: str | None = None
    offered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the community: who its executives are, since when its authors post, and when an executive last
    touched anything of theirs.
    """

    executives: frozenset[str]
    first_posted: Mapping[str, datetime]
    last_word: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Offer:
    """One of a list."""

    about: str
    reason: Reason


def touch_list(candidates: Iterable[Candidate], reader: Reader, around: Around, now: datetime) -> tuple[Offer, ...]:
    """The strongest reasons first, and within a reason the newest; of an author one alone."""
    recent = [one for one in candidates if now - RECENT <= one.at <= now]
    here = reader.region or _home(recent)
    found = [(reason, one) for one in recent if _may(one, reader, around) and (reason := _why(one, here, around, now))]
    ranked = sorted(found, key=lambda pair: (_rank(pair[0]), now - pair[1].at, pair[1].about))
    of_author: dict[str, tuple[Reason, Candidate]] = {}
    for reason, one in ranked:
        of_author.setdefault(one.author_id, (reason, one))
    chosen = _chosen([Offer(one.about, reason) for reason, one in of_author.values()])
    return tuple(sorted(chosen, key=lambda offer: _rank(offer.reason)))


def week_of(hours: WorkingHours, now: datetime) -> date:
    """The Monday of the reader's week."""
    today = now.astimezone(hours.zone).date()
    return today - timedelta(days=today.weekday())


def is_time(hours: WorkingHours, now: datetime) -> bool:
    """Whether it is the morning of the first day that is worked in the reader's week: Monday, but for holidays."""
    worked = hours.since_start_of_day(now)
    monday, today = week_of(hours, now), now.astimezone(hours.zone).date()
    days = [monday + timedelta(days=more) for more in range((today - monday).days)]
    return worked is not None and worked < MORNING and not any(map(hours.is_working_day, days))


def _home(recent: Collection[Candidate]) -> str | None:
    """The region of most posts, the first by name of several."""
    counts = Counter(one.region for one in recent if one.region)
    return min(counts, key=lambda region: (-counts[region], region), default=None)


def _may(one: Candidate, reader: Reader, around: Around) -> bool:
    own = one.author_id == reader.member_id or one.author_id in around.executives
    return not (own or one.is_closed or one.has_word or one.about in reader.offered)


def _why(one: Candidate, here: str | None, around: Around, now: datetime) -> Reason | None:
    first, last = around.first_posted.get(one.author_id), around.last_word.get(one.author_id)
    since = last or first
    told = {
        Reason.NEWCOMER: one.newcomer,
        Reason.TRIED: one.did_not_work,
        Reason.FAR_AWAY: here is not None and one.region not in (None, here),
        Reason.LONG_WITHOUT: since is not None and now - since > LONG,
    }
    return next((reason for reason in Reason if told[reason]), None)


def _chosen(ranked: list[Offer]) -> list[Offer]:
    """A few of each reason, and then the strongest of the rest."""
    first: list[Offer] = []
    for reason in Reason:
        first += [offer for offer in ranked if offer.reason is reason][:OF_ONE_REASON]
    rest = [offer for offer in ranked if offer not in first]
    return [*first[:AT_MOST], *rest[: max(0, AT_MOST - len(first))]]


def _rank(reason: Reason) -> int:
    return list(Reason).index(reason)
