"""A person set or took back a reaction: a responder's is a receipt."""

from __future__ import annotations

from handlers.places import community_at
from handlers.registry import Outcome, on
from models.db import early, people, touches
from models.db.transaction import Transaction
from models.follow_up import Decision
from models.incoming import ReactionChanged
from models.ledger import Touch
from models.replies import taken_back, touched


@on(ReactionChanged)
def reaction_changed(tx: Transaction, event: ReactionChanged) -> Outcome:
    community = community_at(tx, event.envelope)
    if community is None:
        return Outcome("not ours")
    if tx.post(event.thread_id) is None:
        early.keep(tx, event)
        return Outcome("waits for its post")
    people.meet(tx, community, event.by, event.envelope)
    for kind in event.added:
        touch = _touch(event, kind)
        if touches.add(tx, touch):
            for follow_up in tx.follow_ups(event.thread_id):
                tx.apply(follow_up, touched(follow_up, touch, community, tx.now))
    for kind in event.removed:
        held = touches.standing(tx, _touch(event, kind))
        if held is not None:
            touches.change(tx, held, taken_back_at=event.envelope.at)
            left = touches.of_thread(tx, event.thread_id)
            for follow_up in tx.follow_ups(event.thread_id):
                tx.apply(follow_up, Decision(taken_back(follow_up, held, left, community, tx.now)))
    return Outcome("kept")


def _touch(event: ReactionChanged, kind: str) -> Touch:
    return Touch(event.thread_id, event.message_id, event.by.id, kind, event.envelope.at)
