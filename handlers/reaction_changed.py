"""A person set or took back a reaction: a responder's is a receipt."""

from __future__ import annotations

from handlers.places import community_at
from handlers.registry import Outcome, on
from models.db import early, people, touches
from models.db.telling import tell
from models.db.transaction import Transaction
from models.incoming import ReactionChanged
from models.ledger import Touch
from models.senses import Sense, Since, weight_of


@on(ReactionChanged)
def reaction_changed(tx: Transaction, event: ReactionChanged) -> Outcome:
    community = community_at(tx, event.envelope)
    if community is None:
        return Outcome("not ours")
    if tx.post(event.thread_id) is None:
        early.keep(tx, event)
        return Outcome("waits for its post")
    people.meet(tx, community, event.by, event.envelope)
    at, weight = event.envelope.at, weight_of(event.by.id, community)
    senses = dict.fromkeys(event.removed, Sense.GONE) | dict.fromkeys(event.added, Sense.LIKES)
    new = [
        touches.keep(tx, Touch(event.thread_id, event.message_id, event.by.id, kind, weight, at), Since(at, sense))
        for kind, sense in senses.items()
    ]
    if not any(new):
        return Outcome("known already")
    tell(tx, event.thread_id, community)
    return Outcome("kept")
