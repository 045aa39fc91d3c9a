"""What a touch in the thread means for the follow-up: who wrote it, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from models.community import Community
from models.effects import follow_up_slot, send
from models.follow_up import Decision, FollowUp, Status, answered, become, received, reopened
from models.ledger import REPLY, Touch
from models.outgoing import Card
from models.season import fold
from models.thanks import is_only_thanks


def touched(follow_up: FollowUp, touch: Touch, community: Community, now: datetime) -> Decision:
    """A reply or a reaction by a person. The author's own, and what is not new to us, may well change nothing."""
    if follow_up.status is Status.WITHDRAWN:
        return Decision(follow_up)
    if touch.member_id == follow_up.author_id:
        return Decision(_by_author(follow_up, touch, community))
    if not community.is_responder(touch.member_id):
        return Decision(_by_peer(follow_up, touch, community))
    seen = received(follow_up, touch.member_id, touch.at, now)
    if touch.kind != REPLY or not follow_up.is_open or _before_reopening(follow_up, touch):
        return Decision(seen)
    if holds(touch.text or "", community):
        return _promised_in_words(seen, touch, community)
    return Decision(answered(seen, touch.member_id, touch.at, touch.message_id))


def holds(text: str, community: Community) -> bool:
    """Whether a reply is a holding reply: "we will look into it"."""
    folded = fold(text)
    return any(fold(word) in folded for word in community.rules.holding_words)


def taken_back(
    follow_up: FollowUp, touch: Touch, remaining: Iterable[Touch], community: Community, now: datetime
) -> FollowUp:
    """A reply was deleted, or a reaction removed. ``remaining`` are the thread's other touches.

    The answer gone, the follow-up waits again; the receipt gone, the next responder's touch is the receipt, if any.
    """
    left = follow_up
    if follow_up.status is Status.ANSWERED and follow_up.answer_id == touch.message_id and touch.kind == REPLY:
        left = reopened(left, now, community)
    if follow_up.peer_id == touch.message_id and touch.kind == REPLY:
        left = replace(left, peer_id=None, peer_by=None, peer_at=None)
    if follow_up.held_id == touch.message_id and touch.kind == REPLY:
        left = replace(left, held_id=None, held_at=None)
    if (follow_up.received_at, follow_up.received_by) == (touch.at, touch.member_id):
        left = _receipt_from(left, remaining, community)
    return left


def _by_author(follow_up: FollowUp, touch: Touch, community: Community) -> FollowUp:
    if touch.kind != REPLY or follow_up.status is not Status.ANSWERED:
        return follow_up
    if follow_up.answered_at is not None and touch.at <= follow_up.answered_at:
        return follow_up
    if is_only_thanks(touch.text or ""):
        return follow_up
    return reopened(follow_up, touch.at, community)


def _by_peer(follow_up: FollowUp, touch: Touch, community: Community) -> FollowUp:
    if touch.kind != REPLY or not follow_up.is_open or _before_reopening(follow_up, touch):
        return follow_up
    if community.rules.peer_reply_answers:
        return answered(follow_up, touch.member_id, touch.at, touch.message_id)
    return replace(follow_up, peer_id=touch.message_id, peer_by=touch.member_id, peer_at=touch.at)


def _promised_in_words(follow_up: FollowUp, touch: Touch, community: Community) -> Decision:
    if follow_up.held_at is not None and touch.at <= follow_up.held_at:
        return Decision(follow_up)
    until = community.hours.add(touch.at, community.rules.answer_within)
    promised = replace(
        become(follow_up, Status.PROMISED),
        promised_by=touch.member_id,
        promised_until=until,
        held_id=touch.message_id,
        held_at=touch.at,
        next_nudge_at=until,
        rung=0,
    )
    question = send(
        f"holding:{follow_up.id}:{touch.message_id}",
        follow_up.community_id,
        touch.member_id,
        Card("follow_up", {"follow_up_id": follow_up.id, "asks": "holding"}),
        slot=follow_up_slot(follow_up.id),
    )
    return Decision(promised, (question,))


def _before_reopening(follow_up: FollowUp, touch: Touch) -> bool:
    return follow_up.reopened_at is not None and touch.at <= follow_up.reopened_at


def _receipt_from(follow_up: FollowUp, remaining: Iterable[Touch], community: Community) -> FollowUp:
    others = [
        touch
        for touch in remaining
        if touch.member_id != follow_up.author_id and community.is_responder(touch.member_id)
    ]
    first = min(others, key=lambda touch: touch.at, default=None)
    if first is not None:
        return replace(follow_up, received_at=first.at, received_by=first.member_id)
    unseen = replace(follow_up, received_at=None, received_by=None)
    if unseen.status is not Status.WAITING:
        return unseen
    return replace(unseen, next_nudge_at=min(unseen.receive_by, unseen.answer_by))
