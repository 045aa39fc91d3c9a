"""What a responder does with a follow-up by pressing a button. Each act decides, or says no politely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.becoming import answered, received, reopened
from models.community import Community
from models.effects import thread_post
from models.follow_up import Decision, FollowUp, Status, become, refuse_closed, refuse_held_by_other
from models.ladder import from_second_step
from models.outgoing import Sentence
from models.refused import Refused
from models.season import fold

WORD_AT_MOST = 500
ANSWER_AT_MOST = 2000
BESIDE = ": "
"""Between the reason of what was settled and the words beside it."""
REASONS = ("no_answer_needed", "answered_elsewhere", "duplicate", "off_topic", "other")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, when, and in which community; ``names`` tells every known member's name by id.

    ``away``: who is not to be asked by name just now. Nobody is told why.
    """

    by: str
    now: datetime
    community: Community
    names: Mapping[str, str]
    away: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.names.get(self.by, "")


def claim(follow_up: FollowUp, actor: Actor) -> Decision:
    """ "I do it." """
    refuse_closed(follow_up)
    refuse_held_by_other(follow_up, actor.by, actor.names)
    if follow_up.held_by == actor.by:
        return Decision(follow_up)
    return Decision(claimed_by(follow_up, actor.by, actor))


def claimed_by(follow_up: FollowUp, holder: str, actor: Actor) -> FollowUp:
    """It is the holder's for a time, from now on, and their nudge waits."""
    hours, rules = actor.community.hours, actor.community.rules
    quiet_until = hours.add(actor.now, rules.nudge_every)
    return replace(
        become(follow_up, Status.CLAIMED),
        claimed_by=holder,
        claim_until=hours.add(actor.now, rules.claim_expires_after),
        next_nudge_at=max(follow_up.next_nudge_at or quiet_until, quiet_until),
        rung=0,
        nudges_before=follow_up.nudges,
    )


def release(follow_up: FollowUp, actor: Actor) -> Decision:
    """ "Someone else, please." Only who claimed it may let go."""
    refuse_closed(follow_up)
    if follow_up.status is not Status.CLAIMED:
        raise Refused("refused-not-open")
    if follow_up.claimed_by != actor.by:
        raise Refused("refused-not-yours", name=actor.names.get(follow_up.claimed_by or "", ""))
    return Decision(let_go(follow_up, actor))


def let_go(follow_up: FollowUp, actor: Actor) -> FollowUp:
    """It waits for anybody again; the next nudge reaches further than its owner."""
    return from_second_step(become(follow_up, Status.WAITING), actor.community, actor.now)


def receive(follow_up: FollowUp, actor: Actor) -> Decision:
    """ "I have read it." What a like would say, if Teams told the bot of it."""
    refuse_closed(follow_up)
    if follow_up.author_id == actor.by:
        raise Refused("refused-own-post")
    if follow_up.received_by not in (None, actor.by):
        raise Refused("refused-already-received", name=actor.names.get(follow_up.received_by or "", ""))
    return Decision(received(follow_up, actor.by, actor.now, actor.now, actor.community))


def settle(follow_up: FollowUp, actor: Actor, reason: str, words: str = "") -> Decision:
    """Close without a reply, with a reason: one of REASONS, and own words beside it (models/showing.py reads both)."""
    refuse_closed(follow_up)
    if not reason:
        raise Refused("refused-no-reason")
    if len(words) > WORD_AT_MOST:
        raise Refused("refused-word-too-long", limit=WORD_AT_MOST)
    settled = replace(
        become(follow_up, Status.SETTLED),
        settled_at=actor.now,
        settled_by=actor.by,
        settled_reason=f"{reason}{BESIDE}{words}" if words else reason,
        next_nudge_at=None,
    )
    return Decision(settled)


def reopen(follow_up: FollowUp, actor: Actor) -> Decision:
    """It was closed too early: it waits again."""
    if follow_up.is_open:
        raise Refused("refused-not-closed")
    if follow_up.status is Status.WITHDRAWN:
        raise Refused("refused-withdrawn")
    return Decision(reopened(follow_up, actor.now, actor.community))


def that_was_the_answer(follow_up: FollowUp, actor: Actor) -> Decision:
    """The reply that looked like a promise was the answer: said by who wrote it, or by another responder."""
    refuse_closed(follow_up)
    if follow_up.held_id is None or follow_up.held_at is None or follow_up.promised_by is None:
        raise Refused("refused-nothing-to-confirm")
    never_promised = replace(follow_up, promised_until=None)
    return Decision(answered(never_promised, follow_up.promised_by, follow_up.held_at, follow_up.held_id))


def still_owed(follow_up: FollowUp, actor: Actor) -> Decision:
    """The reply that looked like a promise was one: it is not asked about any more, and the promise stands."""
    refuse_closed(follow_up)
    if follow_up.held_id is None or follow_up.status is not Status.PROMISED:
        raise Refused("refused-no-question")
    return Decision(replace(become(follow_up, Status.PROMISED), held_id=None, held_at=None))


def confirm_peer(follow_up: FollowUp, actor: Actor) -> Decision:
    """A member's reply was the answer; a responder says so. Reading and confirming it is the receipt, too."""
    refuse_closed(follow_up)
    if follow_up.peer_by is None or follow_up.peer_at is None:
        raise Refused("refused-nothing-to-confirm")
    seen = received(follow_up, actor.by, actor.now, actor.now, actor.community)
    settled_by_peer = answered(seen, follow_up.peer_by, follow_up.peer_at, follow_up.peer_id)
    return Decision(replace(settled_by_peer, confirmed_by=actor.by))


def write_answer(follow_up: FollowUp, actor: Actor, text: str, welcome: str = "") -> Decision:
    """An answer written on the card, posted in the thread in the responder's name.

    ``welcome``: the word of welcome that the card gave to start from; it is no answer by itself.
    """
    may_write(follow_up, actor.by, actor.names)
    after = answered_by_hand(follow_up, actor)
    if not text:
        raise Refused("refused-no-answer")
    if len(text) > ANSWER_AT_MOST:
        raise Refused("refused-answer-too-long", limit=ANSWER_AT_MOST)
    if welcome and adds_nothing(text, welcome):
        raise Refused("refused-only-welcome")
    sentence = Sentence("post-answer", {"name": actor.name, "text": text})
    key = f"answer:{follow_up.id}:{follow_up.version}"
    return Decision(after, (thread_post(key, follow_up.community_id, follow_up.thread_id, actor.by, sentence),))


def may_write(follow_up: FollowUp, by: str, names: Mapping[str, str]) -> None:
    """Whether a responder may write an answer on the card now. Raises Refused."""
    refuse_closed(follow_up)
    if follow_up.author_id == by:
        raise Refused("refused-own-post")
    refuse_held_by_other(follow_up, by, names)


def adds_nothing(text: str, welcome: str) -> bool:
    """Whether a text is the welcome or a part of it, give or take blanks, case and punctuation."""
    return _letters(text).replace(_letters(welcome), "", 1) == "" or _letters(text) in _letters(welcome)


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def answered_by_hand(follow_up: FollowUp, actor: Actor) -> FollowUp:
    """What an answer from the card does: it is the receipt, too."""
    refuse_closed(follow_up)
    if follow_up.author_id == actor.by:
        raise Refused("refused-own-post")
    return answered(received(follow_up, actor.by, actor.now, actor.now, actor.community), actor.by, actor.now, None)
