"""What a message or a reaction says to the follow-up, and since when.

Teams tells of one message many times: written, edited, deleted, put back; late, twice, in any order. What is kept of it
is its course: what it said from when on. A course is a set, so it comes out the same in whatever order it was told.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from models.community import Community
from models.ledger import Weight
from models.season import fold
from models.thanks import is_only_thanks


class Sense(enum.StrEnum):
    SAYS = "says"
    """By a responder an answer, by the author a further question."""
    HOLDS = "holds"
    """ "We will look into it." """
    THANKS = "thanks"
    """The author's, and nothing more."""
    LIKES = "likes"
    """Any reaction."""
    GONE = "gone"
    """Deleted, or taken back."""


class Since(NamedTuple):
    """From ``at`` (aware UTC) on it has this sense."""

    at: datetime
    sense: Sense


Course = tuple[Since, ...]
"""Oldest first."""


def sense_of(text: str, community: Community, *, by_author: bool) -> Sense:
    """What a message says: thanks matter when the author writes them, a promise when another does."""
    if by_author:
        names = [member.name for member in community.members.values()]
        return Sense.THANKS if is_only_thanks(text, names) else Sense.SAYS
    return Sense.HOLDS if holds(text, community) else Sense.SAYS


def weight_of(member_id: str, community: Community) -> Weight:
    """What a member's touches count for today."""
    if community.is_responder(member_id):
        return Weight.RESPONDER
    return Weight.TRUSTED if community.rules.peer_reply_answers else Weight.PEER


def holds(text: str, community: Community) -> bool:
    """Whether a reply is a holding reply: "we will look into it"."""
    folded = fold(text)
    return any(fold(word) in folded for word in community.rules.holding_words)


def with_since(course: Course, new: Since) -> Course:
    """The course with one more entry; of one moment what came to us later counts as later."""
    return course if new in course else tuple(sorted((*course, new), key=lambda since: since.at))


def is_newest(course: Course, one: Since) -> bool:
    """Whether nothing was written later: then the text of ``one`` is what the message says."""
    return all(other.at <= one.at for other in course if other.sense is not Sense.GONE)


def said_last(course: Course) -> Sense:
    """What it said before it was deleted."""
    return next(since.sense for since in reversed(course) if since.sense is not Sense.GONE)


def is_gone(course: Course) -> bool:
    return course[-1].sense is Sense.GONE


def pack(course: Iterable[Since]) -> str:
    """As one text: ``2026-11-30T01:00:00+00:00=says 2026-11-30T02:00:00+00:00=gone``."""
    return " ".join(f"{since.at.isoformat()}={since.sense}" for since in course)


def unpack(text: str) -> Course:
    """What ``pack`` wrote."""
    parts = (part.partition("=") for part in text.split())
    return tuple(Since(datetime.fromisoformat(at), Sense(sense)) for at, _, sense in parts)
