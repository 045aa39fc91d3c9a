"""What one act in a thread does to the follow-up, in its turn: models/telling.py tells them one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from models.becoming import answered, reopened, taken_up
from models.community import Community
from models.follow_up import FollowUp, Status, become
from models.ladder import from_first_step
from models.ledger import Weight
from models.senses import Sense


@dataclass(frozen=True, slots=True)
class Said:
    """A message that stands in the thread, or a reaction: ``id`` is the message's."""

    id: str
    by: str
    at: datetime
    sense: Sense
    weight: Weight


def heard(follow_up: FollowUp, said: Said, community: Community) -> FollowUp:
    """Somebody replied, or an edit gave a reply another sense. Reactions are receipts at most."""
    if said.sense is Sense.LIKES:
        return follow_up
    if said.by == follow_up.author_id:
        return _by_author(follow_up, said, community)
    if follow_up.has_lapsed:
        after = heard(taken_up(follow_up), said, community)
        return after if after.status is not Status.WAITING else follow_up
    if said.weight is not Weight.RESPONDER:
        return _by_peer(follow_up, said)
    if said.sense is not Sense.HOLDS:
        return _answered_by(follow_up, said) if follow_up.is_open else follow_up
    if follow_up.status is Status.ANSWERED and follow_up.answer_id == said.id:
        follow_up = reopened(follow_up, said.at, community)
    return _promised_in_words(follow_up, said, community) if follow_up.is_open else follow_up


def gone(
    follow_up: FollowUp, message_id: str, standing: Iterable[Said], community: Community, at: datetime
) -> FollowUp:
    """A reply was deleted. ``standing`` are the thread's other messages, oldest first.

    If it was the answer, the next reply that answers by itself takes its place; without one the follow-up waits again.
    """
    left = follow_up
    if follow_up.status is Status.ANSWERED and follow_up.answer_id == message_id:
        since = follow_up.reopened_at or follow_up.since
        others = (said for said in standing if said.at >= since and _answers(follow_up, said))
        other = next(others, None)
        if other is None:
            return reopened(follow_up, at, community)
        left = replace(left, answered_at=other.at, answered_by=other.by, answer_id=other.id, confirmed_by=None)
    if follow_up.peer_id == message_id:
        left = replace(left, peer_id=None, peer_by=None, peer_at=None)
    if follow_up.held_id == message_id:
        left = replace(left, held_id=None, held_at=None)
    return left


def _answers(follow_up: FollowUp, said: Said) -> bool:
    """Whether a reply settles what the post asked, with nobody pressing anything."""
    return said.sense is Sense.SAYS and said.by != follow_up.author_id and said.weight is not Weight.PEER


def _answered_by(follow_up: FollowUp, said: Said) -> FollowUp:
    return answered(follow_up, said.by, said.at, said.id)


def _by_author(follow_up: FollowUp, said: Said, community: Community) -> FollowUp:
    """The author goes on: a further question after all was closed, unless it is only thanks."""
    closed = follow_up.status in (Status.ANSWERED, Status.SETTLED)
    return reopened(follow_up, said.at, community) if closed and said.sense is Sense.SAYS else follow_up


def _by_peer(follow_up: FollowUp, said: Said) -> FollowUp:
    if not follow_up.is_open:
        return follow_up
    if _answers(follow_up, said):
        return _answered_by(follow_up, said)
    return replace(follow_up, peer_id=said.id, peer_by=said.by, peer_at=said.at)


def _promised_in_words(follow_up: FollowUp, said: Said, community: Community) -> FollowUp:
    until = community.hours.add(said.at, community.rules.answer_within)
    promised = replace(
        become(follow_up, Status.PROMISED),
        promised_by=said.by,
        promised_until=until,
        held_id=said.id,
        held_at=said.at,
    )
    return from_first_step(promised, community, said.at)
