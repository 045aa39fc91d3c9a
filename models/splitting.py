"""Further questions of a thread: each is a follow-up of its own, with its own owner, receipt and answer.

What was done in the thread before it was opened is none of its concern. A reply to one question is no answer to the
others: who was asked for a further one answers that one, and everybody else the post's own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.acts import Actor
from models.community import Community, Role
from models.effects import follow_up_card, send
from models.follow_up import Decision, FollowUp, Status
from models.handing import candidates
from models.ladder import from_first_step
from models.ledger import REPLY, Touch, Weight
from models.outgoing import Effect
from models.refused import Refused
from models.senses import Sense

ASKED_AT_MOST = 300
OFFERED_AT_MOST = 20
"""So many names does the form offer: a card that asks for two people must stay small enough for Teams."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a further question will stand: an id of its own, and its number in the thread."""

    id: str
    part: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that gets a follow-up. ``author_id``: empty for a bot's post; ``asked_id``: the reply that asks."""

    community_id: str
    thread_id: str
    author_id: str
    posted_at: datetime
    asked_id: str | None = None
    newcomer: bool = False
    region: str | None = None


def split(follow_up: FollowUp, actor: Actor, asked: str, to: str, place: Place) -> Decision:
    """ "This is another question." It is owed from now on, by ``to``, and the one at hand stays as it is."""
    after = parted(follow_up)
    if not asked:
        raise Refused("refused-nothing-asked")
    if len(asked) > ASKED_AT_MOST:
        raise Refused("refused-asked-too-long", limit=ASKED_AT_MOST)
    if not to:
        raise Refused("refused-nobody-chosen")
    if to in actor.away or not _may_own(follow_up.author_id, actor.community, to):
        raise Refused("refused-not-to-them")
    like = Asked(
        community_id=follow_up.community_id,
        thread_id=follow_up.thread_id,
        author_id=follow_up.author_id,
        posted_at=actor.now,
        newcomer=follow_up.newcomer,
        region=follow_up.region,
    )
    further = replace(opened(like, actor, to, place), asked=asked)
    return Decision(after, (told(further, actor),), opens=(further,))


def parted(follow_up: FollowUp) -> FollowUp:
    """What splitting does to the question at hand. Raises Refused."""
    if follow_up.status is Status.WITHDRAWN:
        raise Refused("refused-withdrawn")
    return replace(follow_up, splits=follow_up.splits + 1)


def open_for_message(asked: Asked, actor: Actor, owner: str, place: Place) -> FollowUp:
    """ "This needs an answer." The follow-up of a message that opened none by itself."""
    if not owner:
        raise Refused("refused-nobody-chosen")
    if owner in actor.away or not _may_own(asked.author_id, actor.community, owner):
        raise Refused("refused-not-to-them")
    return opened(asked, actor, owner, place)


def opened(like: Asked, actor: Actor, owner: str, place: Place) -> FollowUp:
    """A follow-up that a responder opens, whoever may own it, if anybody does; due times run from now."""
    rules, hours = actor.community.rules, actor.community.hours
    within = rules.receive_newcomer_within if like.newcomer else rules.receive_within
    further = FollowUp(
        id=place.id,
        community_id=like.community_id,
        thread_id=like.thread_id,
        part=place.part,
        author_id=like.author_id,
        newcomer=like.newcomer,
        posted_at=like.posted_at,
        status=Status.WAITING,
        receive_by=hours.add(actor.now, within),
        answer_by=hours.add(actor.now, rules.answer_within),
        next_nudge_at=None,
        owners=(owner,) if owner else (),
        asked_id=like.asked_id,
        opened_at=actor.now,
        opened_by=actor.by or None,
        region=like.region,
    )
    return from_first_step(further, actor.community, actor.now)


def open_by_itself(asked: Asked, community: Community, owners: tuple[str, ...], place: Place, at: datetime) -> FollowUp:
    """A reply to a prompt: it is owed an answer from when it was written, without anybody's word.

    Nobody is told of it sooner than of a post: the ladder reaches its owners.
    """
    since = max(at, asked.posted_at + timedelta(microseconds=1))
    actor = Actor("", since, community.in_region(asked.region), {})
    return replace(opened(asked, actor, "", place), owners=owners)


def told(further: FollowUp, actor: Actor) -> Effect:
    """The new follow-up's card for its owner, who is told who asks for it, if that is another."""
    (owner,) = further.owners
    why = {} if owner == actor.by else {"asks": "split", "by": actor.by}
    return send(f"split:{further.id}", further.community_id, owner, follow_up_card(further.id, **why))


def owners_to_choose(follow_up: FollowUp, community: Community, by: str) -> tuple[str, ...]:
    """Who may own a further question: who opens it first, as the likeliest; never its author."""
    first = (by,) if _may_own(follow_up.author_id, community, by) else ()
    return (*first, *candidates(follow_up, community, by))[:OFFERED_AT_MOST]


def owners_for_message(asked: Asked, community: Community, by: str) -> tuple[str, ...]:
    """Who may own the question of a message: who points at it first, then the PMO and the lead, then all others."""
    first = [by, *(member.id for role in (Role.PMO, Role.LEAD) for member in community.with_role(role))]
    all_ = dict.fromkeys([*first, *community.members])
    return tuple(one for one in all_ if _may_own(asked.author_id, community, one))[:OFFERED_AT_MOST]


def hears(follow_up: FollowUp, touch: Touch, at: datetime, sense: Sense) -> bool:
    """Whether what a message says from ``at`` on concerns a follow-up: a reply from before it is heard of only to go.

    It may have been named as the answer.
    """
    if follow_up.opened_at is None:
        return True
    written_before = touch.kind == REPLY and touch.at < follow_up.since
    return at >= follow_up.since and (not written_before or sense is Sense.GONE)


def counts_as(follow_up: FollowUp, touch: Touch, named: Collection[str]) -> Weight:
    """What a touch counts for in one of several questions of a thread.

    A further question is answered by who owns or holds it alone. ``named`` are those who own what was split off from
    this one: their replies are meant for that. What is no answer by itself may be confirmed.
    """
    if touch.member_id in (*follow_up.owners, follow_up.held_by):
        return touch.weight
    return Weight.PEER if follow_up.part > 1 or touch.member_id in named else touch.weight


def _may_own(author_id: str, community: Community, member_id: str) -> bool:
    return member_id != author_id and community.is_responder(member_id)
