"""The follow-up as it was told: what people did in the thread and with buttons, in the order in which they did it.

Teams brings things late, twice and in any order, and takes some back. So the follow-up is not moved on by what comes
in; it is told anew, from the post on, by what happened when. That comes out the same however it came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from models import verbs
from models.acts import Actor
from models.becoming import expired
from models.community import Community
from models.effects import follow_up_card, send
from models.follow_up import FollowUp, Status
from models.ladder import at_pace, from_first_step
from models.ledger import REPLY, Touch, Weight
from models.outgoing import Effect
from models.pressing import ASIDE, LEAVE, Press, standing
from models.refused import Refused
from models.replies import Said, gone, heard
from models.senses import Sense, pack, unpack
from models.splitting import counts_as, hears


@dataclass(frozen=True, slots=True)
class _Change:
    """A touch has another sense from ``at`` on."""

    touch: Touch
    at: datetime
    sense: Sense


def told(
    known: FollowUp, touches: Iterable[Touch], presses: Iterable[Press], community: Community, now: datetime
) -> FollowUp:
    """The follow-up after all that happened. ``known`` is what we held it to be so far."""
    deeds: list[_Change | Press] = [*standing(presses)]
    for touch in touches:
        deeds += (change for change in _changes(touch) if hears(known, touch, change.at, change.sense))
    thread = _Thread(_opened(known, community), community)
    for deed in sorted(deeds, key=_when):
        thread.tell(deed)
    return _paced(expired(thread.follow_up, now), known, community, now)


def until(touches: Iterable[Touch], at: datetime | None) -> list[Touch]:
    """Touches with what was done by then; ``None``: with all."""
    return [touch if at is None else replace(touch, course=_until(touch.course, at)) for touch in touches]


def _until(course: str, at: datetime) -> str:
    return pack(since for since in unpack(course) if since.at <= at)


def question(before: FollowUp, after: FollowUp) -> tuple[Effect, ...]:
    """Asks a replier in private whether the reply that looked like a promise was the answer; once a reply."""
    if after.status is not Status.PROMISED or after.held_id is None or after.held_id == before.held_id:
        return ()
    key, card = f"holding:{after.id}:{after.held_id}", follow_up_card(after.id, asks="holding")
    return (send(key, after.community_id, after.promised_by or "", card),)


def next_press_at(follow_up: FollowUp, presses: Iterable[Press], now: datetime) -> datetime:
    """The moment that a press is given: after all that it answers to, however the clocks of Teams and ours differ."""
    known = (follow_up.received_at, follow_up.answered_at, follow_up.held_at, follow_up.peer_at, follow_up.reopened_at)
    before = [press.at + timedelta(microseconds=1) for press in presses]
    return max([now, *(moment for moment in known if moment is not None), *before])


def handed_by(follow_up: FollowUp, presses: Iterable[Press], community: Community) -> str | None:
    """Who handed a follow-up over to the one who holds it, as long as that one made no use of it, and is there."""
    acted = sorted((press for press in standing(presses) if press.verb not in {*ASIDE, LEAVE}), key=_when)
    if not acted or acted[-1].verb != "hand_over" or follow_up.held_id is not None:
        return None
    given_by = acted[-1].by if acted[-1].given["to"] == follow_up.held_by else None
    return given_by if given_by in community.members else None


@dataclass(slots=True)
class _Thread:
    """A thread while it is told: the follow-up so far, the messages that stand, and who touched it."""

    follow_up: FollowUp
    community: Community
    named: set[str] = field(default_factory=set)
    """Who was asked for the questions that were split off so far."""
    standing: dict[str, Said] = field(default_factory=dict)
    receipts: dict[tuple[str, ...], tuple[datetime, str]] = field(default_factory=dict)

    def tell(self, deed: _Change | Press) -> None:
        self.follow_up = expired(self.follow_up, deed.at)
        if isinstance(deed, Press):
            self._pressed(deed)
        elif deed.sense is Sense.GONE:
            self._gone(deed)
        else:
            self._heard(deed)
        self._received(*min(self.receipts.values(), default=(None, None)))

    def _received(self, at: datetime | None, by: str | None) -> None:
        before = self.follow_up
        self.follow_up = replace(before, received_at=at, received_by=by)
        at_hand = before.status is Status.CLAIMED and (at is None or at < before.answer_by)
        if (before.status is Status.WAITING or at_hand) and (at is None) != (before.received_at is None):
            self.follow_up = from_first_step(self.follow_up, self.community, before.posted_at)

    def _heard(self, change: _Change) -> None:
        touch = change.touch
        weight = counts_as(self.follow_up, touch, self.named)
        said = Said(touch.message_id, touch.member_id, change.at, change.sense, weight)
        if touch.kind == REPLY:
            self.standing.pop(touch.message_id, None)
            self.standing[touch.message_id] = said
        seen = touch.weight if self.follow_up.part == 1 else weight
        if said.by != self.follow_up.author_id and seen is Weight.RESPONDER:
            self.receipts.setdefault(_key(touch), (said.at, said.by))
        self.follow_up = heard(self.follow_up, said, self.community)

    def _gone(self, change: _Change) -> None:
        touch = change.touch
        self.receipts.pop(_key(touch), None)
        if touch.kind == REPLY:
            self.standing.pop(touch.message_id, None)
            standing = self.standing.values()
            self.follow_up = gone(self.follow_up, touch.message_id, standing, self.community, change.at)

    def _pressed(self, press: Press) -> None:
        """What was carried out once is passed over when what came to light since has overtaken it."""
        actor = Actor(press.by, press.at, self.community, {})
        try:
            self.follow_up = verbs.again(press.verb, self.follow_up, actor, press.given)
        except Refused:
            return
        if press.verb == "split":
            self.named.add(press.given["to"])
        if press.verb in verbs.RECEIPTS and press.by != self.follow_up.author_id:
            self.receipts[(press.verb, str(press.version), press.by)] = (press.at, press.by)


def _changes(touch: Touch) -> Iterator[_Change]:
    before = None
    for at, sense in unpack(touch.course):
        if sense is not before:
            yield _Change(touch, at, sense)
        before = sense


def _when(deed: _Change | Press) -> tuple[datetime, int, int, str]:
    """Of what happened at one moment messages come before presses, in the order of their ids."""
    if isinstance(deed, Press):
        return deed.at, 1, deed.version, deed.verb
    return deed.at, 0, len(deed.touch.message_id), deed.touch.message_id


def _key(touch: Touch) -> tuple[str, ...]:
    return touch.message_id, touch.member_id, touch.kind


def _opened(known: FollowUp, community: Community) -> FollowUp:
    """As it was when the post had just come; due times as they were meant then."""
    answer_by = known.answer_by
    if known.reopened:
        answer_by = community.hours.add(known.since, community.rules.answer_within)
    opened = FollowUp(
        id=known.id,
        community_id=known.community_id,
        thread_id=known.thread_id,
        part=known.part,
        author_id=known.author_id,
        newcomer=known.newcomer,
        posted_at=known.posted_at,
        status=Status.WAITING,
        receive_by=known.receive_by,
        answer_by=answer_by,
        next_nudge_at=None,
        version=known.version,
        owners=known.owners,
        nudges=known.nudges,
        asked=known.asked,
        asked_id=known.asked_id,
        opened_at=known.opened_at,
        opened_by=known.opened_by,
        nudged_at=known.nudged_at,
        region=known.region,
    )
    return from_first_step(opened, community, known.posted_at)


def _paced(after: FollowUp, known: FollowUp, community: Community, now: datetime) -> FollowUp:
    """With the nudges' pace: as it was where the same is owed still.

    What is due already does not come sooner than the next nudge would, unless a receipt is missing again that is
    nudged for.
    """
    if not after.is_open:
        return replace(after, next_nudge_at=None)
    due, seen = after.next_nudge_at, after.received_at is not None or not community.rules.nudge_for_receipts
    overdue = due is not None and due <= now and seen
    if known.next_nudge_at is not None and (overdue or _owed(after) == _owed(known)):
        return at_pace(after, known.pace)
    return after


def _owed(follow_up: FollowUp) -> tuple[object, ...]:
    seen, until = follow_up.received_at is not None, (follow_up.claim_until, follow_up.promised_until)
    return seen, follow_up.status, follow_up.answer_by, follow_up.held_by, until
