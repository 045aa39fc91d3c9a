"""The follow-up: what we owe a post, and which states it may go through.

A rule takes the follow-up and the moment and returns a Decision, or raises Refused. It touches nothing else.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from models.outgoing import Effect
from models.refused import Refused


class Status(enum.StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    PROMISED = "promised"
    ANSWERED = "answered"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


MAY_BECOME: Mapping[Status, frozenset[Status]] = {
    Status.WAITING: frozenset({Status.CLAIMED, Status.PROMISED, Status.ANSWERED, Status.SETTLED, Status.WITHDRAWN}),
    Status.CLAIMED: frozenset(Status),
    Status.PROMISED: frozenset({Status.PROMISED, Status.ANSWERED, Status.SETTLED, Status.WITHDRAWN}),
    Status.ANSWERED: frozenset({Status.WAITING}),
    Status.SETTLED: frozenset({Status.WAITING}),
    Status.WITHDRAWN: frozenset({Status.WAITING}),
}

OPEN = frozenset({Status.WAITING, Status.CLAIMED, Status.PROMISED})
LAPSED = "history"
"""In place of the reason where nobody settled it: the post is from before us, and had no answer then."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a follow-up stands on the ladder (FollowUp has the fields' meaning)."""

    next_nudge_at: datetime | None = None
    rung: int = 0
    nudges_before: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What we owe one post. Moments are aware UTC; persons are Entra object ids."""

    id: str
    community_id: str
    thread_id: str
    part: int
    """1 for the post's own question, 2 and on for further questions of the same thread."""
    author_id: str
    newcomer: bool
    posted_at: datetime
    status: Status
    receive_by: datetime
    answer_by: datetime
    next_nudge_at: datetime | None
    version: int = 1
    owners: tuple[str, ...] = ()
    """Whom the theme names, or who was chosen when the first nudge was due."""
    received_at: datetime | None = None
    received_by: str | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None
    answer_id: str | None = None
    """The message that answered, where it was a reply in Teams."""
    confirmed_by: str | None = None
    """The responder who said that the reply of another member was the answer."""
    claimed_by: str | None = None
    claim_until: datetime | None = None
    promised_by: str | None = None
    promised_until: datetime | None = None
    promises_kept: int = 0
    promises_late: int = 0
    held_id: str | None = None
    """The reply with a holding word that made the promise: it may yet turn out to be the answer."""
    held_at: datetime | None = None
    peer_id: str | None = None
    """The latest reply of a member who is no responder: it may be the answer, if a responder confirms it."""
    peer_by: str | None = None
    peer_at: datetime | None = None
    settled_at: datetime | None = None
    settled_by: str | None = None
    settled_reason: str | None = None
    reopened: int = 0
    reopened_at: datetime | None = None
    advisor: str | None = None
    """The advisor who was asked last, and has not said no."""
    nudges: int = 0
    rung: int = 0
    """How many steps of the ladder were taken since it began anew; -1: a promise is told of before it ends."""
    nudges_before: int = 0
    """How many nudges there had been when the ladder began anew: these ask for nothing any more."""
    nudged_at: datetime | None = None
    """When the last step was taken."""
    region: str | None = None
    """Whose hours its due times run in (Community.in_region); ``None``: the community's."""
    asked: str = ""
    """What a further question asks, in the words of who split it off; empty: the words stand in the thread."""
    asked_id: str | None = None
    """The reply that asks it; ``None``: the post asks it, or ``asked`` does."""
    opened_at: datetime | None = None
    """When a responder opened it, or a reply to a prompt did; ``None``: the post did, when it came."""
    opened_by: str | None = None
    """``None``: nobody had to."""
    splits: int = 0
    """How many questions were split off from this one."""

    @property
    def since(self) -> datetime:
        """From when on it is owed. What was done in the thread before is none of its concern."""
        return self.opened_at or self.posted_at

    @property
    def pace(self) -> Pace:
        return Pace(self.next_nudge_at, self.rung, self.nudges_before)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def has_lapsed(self) -> bool:
        """Whether it is from before us, and had no answer when its history was read."""
        return self.status is Status.SETTLED and self.settled_by is None and self.settled_reason == LAPSED

    @property
    def held_by(self) -> str | None:
        """Who said "I do it" and has not let go."""
        match self.status:
            case Status.CLAIMED:
                return self.claimed_by
            case Status.PROMISED:
                return self.promised_by
            case _:
                return None

    def is_late(self, now: datetime) -> bool:
        return is_late(self, now)


class Owing(Protocol):
    """What tells whether something is late: a FollowUp, or as much of one."""

    @property
    def status(self) -> Status: ...
    @property
    def receive_by(self) -> datetime: ...
    @property
    def answer_by(self) -> datetime: ...
    @property
    def received_at(self) -> datetime | None: ...
    @property
    def promised_until(self) -> datetime | None: ...


def is_late(owing: Owing, now: datetime) -> bool:
    """Whether the author waits longer than was meant, or longer than was promised."""
    if owing.status not in OPEN:
        return False
    if owing.status is Status.PROMISED and owing.promised_until is not None:
        return now > owing.promised_until
    return now > owing.answer_by or (owing.received_at is None and now > owing.receive_by)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided: the follow-up as it shall be, what Teams is to be asked for, and which others it opens."""

    follow_up: FollowUp
    effects: tuple[Effect, ...] = ()
    anew: bool = False
    """A new version, even of a follow-up that stays as it is: what is pressed from here on is pressed anew."""
    opens: tuple[FollowUp, ...] = ()


def become(follow_up: FollowUp, status: Status) -> FollowUp:
    """The one place where a status changes. Raises ValueError for a change that MAY_BECOME does not hold: a bug."""
    if status not in MAY_BECOME[follow_up.status]:
        raise ValueError(f"a follow-up may not go from {follow_up.status} to {status}")
    changed = replace(follow_up, status=status)
    if status is not Status.CLAIMED:
        changed = replace(changed, claimed_by=None, claim_until=None)
    if status is not Status.PROMISED:
        changed = replace(changed, promised_by=None, promised_until=None)
    return changed


def refuse_closed(follow_up: FollowUp) -> None:
    """Raises Refused when nothing is owed any more."""
    if follow_up.status is Status.WITHDRAWN:
        raise Refused("refused-withdrawn")
    if not follow_up.is_open:
        raise Refused("refused-already-closed", status=follow_up.status.value)


def refuse_held_by_other(follow_up: FollowUp, by: str, names: Mapping[str, str]) -> None:
    """Raises Refused, naming who is at it, when somebody else claimed or promised the follow-up."""
    holder = follow_up.held_by
    if holder is not None and holder != by:
        raise Refused("refused-claimed-by-other", name=names.get(holder, ""))
