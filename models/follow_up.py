"""The follow-up: what we owe a post, and every way in which it may change.

A rule takes the follow-up and the moment and returns a Decision, or raises Refused. It touches nothing else.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.community import Community
from models.ledger import Post
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
    """When a responder opened it; ``None``: the post did, when it came."""
    opened_by: str | None = None
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
        """Whether the author waits longer than was meant, or longer than was promised."""
        if not self.is_open:
            return False
        if self.status is Status.PROMISED and self.promised_until is not None:
            return now > self.promised_until
        return now > self.answer_by or (self.received_at is None and now > self.receive_by)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided: the follow-up as it shall be, what Teams is to be asked for, and which others it opens."""

    follow_up: FollowUp
    effects: tuple[Effect, ...] = ()
    anew: bool = False
    """A new version, even of a follow-up that stays as it is: what is pressed from here on is pressed anew."""
    opens: tuple[FollowUp, ...] = ()


def open_for(
    post: Post, author_id: str, follow_up_id: str, community: Community, owners: tuple[str, ...] = ()
) -> FollowUp:
    """The follow-up that a new post opens; due times run from when it was posted, in the community's working time."""
    rules, hours = community.rules, community.hours
    within = rules.receive_newcomer_within if post.newcomer else rules.receive_within
    opened = FollowUp(
        id=follow_up_id,
        community_id=post.community_id,
        thread_id=post.thread_id,
        part=1,
        author_id=author_id,
        newcomer=post.newcomer,
        posted_at=post.posted_at,
        status=Status.WAITING,
        receive_by=hours.add(post.posted_at, within),
        answer_by=hours.add(post.posted_at, rules.answer_within),
        next_nudge_at=None,
        owners=owners,
        region=post.region,
    )
    return from_first_step(opened, community, post.posted_at)


def from_first_step(follow_up: FollowUp, community: Community, now: datetime) -> FollowUp:
    """The ladder begins anew, for what is owed next. A promise is told of before it ends, if that is yet to come."""
    ends = follow_up.promised_until
    if follow_up.status is Status.PROMISED and ends is not None:
        remind_at = community.hours.before(ends, community.rules.remind_promise)
        if remind_at > now:
            return _anew(follow_up, remind_at, rung=-1)
    return _anew(follow_up, first_step_at(follow_up, community))


def from_second_step(follow_up: FollowUp, community: Community, now: datetime) -> FollowUp:
    """It was let go: the ladder goes on beyond its first step, once it is due."""
    return _anew(follow_up, max(late_at(follow_up, community), now), rung=1)


def first_step_at(follow_up: FollowUp, community: Community) -> datetime:
    """When the ladder's first step comes for what is owed next; a claim keeps it away for one ``nudge_every``."""
    first, rules = _after_first(late_at(follow_up, community), community), community.rules
    if follow_up.claim_until is None:
        return first
    claimed_at = community.hours.before(follow_up.claim_until, rules.claim_expires_after)
    return max(first, community.hours.add(claimed_at, rules.nudge_every))


def _after_first(due: datetime, community: Community) -> datetime:
    after = community.rules.steps[0].when
    return community.hours.add(due, after) if after else due


def late_at(follow_up: FollowUp, community: Community) -> datetime:
    """When what is owed next is late enough for a nudge.

    A receipt that is missing alone is no reason where the community does not say so: Teams tells us of few likes. What
    was opened again is owed an answer, whether or not it had a receipt.
    """
    missing = follow_up.received_at is None and follow_up.status is not Status.PROMISED
    answer_alone = follow_up.reopened > 0 or not community.rules.nudge_for_receipts
    return follow_up.answer_by if missing and answer_alone else due_at(follow_up)


def due_at(follow_up: FollowUp) -> datetime:
    """When what is owed next is late: a promise, a receipt, an answer."""
    if follow_up.status is Status.PROMISED and follow_up.promised_until is not None:
        return follow_up.promised_until
    if follow_up.received_at is None:
        return min(follow_up.receive_by, follow_up.answer_by)
    return follow_up.answer_by


def at_pace(follow_up: FollowUp, pace: Pace) -> FollowUp:
    """The same follow-up where another stood on the ladder."""
    return replace(follow_up, next_nudge_at=pace.next_nudge_at, rung=pace.rung, nudges_before=pace.nudges_before)


def _anew(follow_up: FollowUp, next_nudge_at: datetime, rung: int = 0) -> FollowUp:
    return at_pace(follow_up, Pace(next_nudge_at, rung, follow_up.nudges))


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


def received(follow_up: FollowUp, by: str, at: datetime, now: datetime, community: Community) -> FollowUp:
    """A responder touched the post.

    The receipt, if it is the first touch and not the author's own. An earlier one that comes late to us wins.
    """
    if by == follow_up.author_id:
        return follow_up
    if follow_up.received_at is not None and follow_up.received_at <= at:
        return follow_up
    seen = replace(follow_up, received_at=at, received_by=by)
    taken_on = follow_up.status in (Status.WAITING, Status.CLAIMED)
    if taken_on and follow_up.received_at is None and now < follow_up.answer_by:
        return from_first_step(seen, community, now)
    return seen


def answered(follow_up: FollowUp, by: str, at: datetime, answer_id: str | None) -> FollowUp:
    """The post has its answer. A promise that was open is counted as kept or late."""
    kept, late = follow_up.promises_kept, follow_up.promises_late
    if follow_up.status is Status.PROMISED and follow_up.promised_until is not None:
        in_time = at <= follow_up.promised_until
        kept, late = kept + in_time, late + (not in_time)
    return replace(
        become(follow_up, Status.ANSWERED),
        answered_at=at,
        answered_by=by,
        answer_id=answer_id,
        promises_kept=kept,
        promises_late=late,
        next_nudge_at=None,
    )


def reopened(follow_up: FollowUp, at: datetime, community: Community) -> FollowUp:
    """The answer was none, or there is a further question: it waits again, and its time runs from ``at``."""
    answer_by = community.hours.add(at, community.rules.answer_within)
    waiting = replace(
        become(follow_up, Status.WAITING),
        answered_at=None,
        answered_by=None,
        answer_id=None,
        confirmed_by=None,
        held_id=None,
        held_at=None,
        peer_id=None,
        peer_by=None,
        peer_at=None,
        settled_at=None,
        settled_by=None,
        settled_reason=None,
        advisor=None,
        reopened=follow_up.reopened + 1,
        reopened_at=at,
        answer_by=answer_by,
    )
    return _anew(waiting, _after_first(answer_by, community))


def withdrawn(follow_up: FollowUp) -> FollowUp:
    """The author took the post away: nothing is owed. What was closed before stays as it was closed."""
    if not follow_up.is_open:
        return follow_up
    return replace(become(follow_up, Status.WITHDRAWN), next_nudge_at=None)


def expired(follow_up: FollowUp, now: datetime) -> FollowUp:
    """A claim that was not followed by an answer goes back to the pool, silently."""
    if follow_up.status is not Status.CLAIMED or follow_up.claim_until is None or now < follow_up.claim_until:
        return follow_up
    return replace(become(follow_up, Status.WAITING), rung=1, nudges_before=follow_up.nudges)


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
