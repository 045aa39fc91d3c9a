"""A person set or took back a reaction: a responder's is a receipt."""

from __future__ import annotations

from handlers.places import thread_of
from handlers.registry import Outcome, on
from models.db import early, people, touches
from models.db.telling import tell
from models.db.transaction import Transaction
from models.incoming import ReactionChanged, is_root
from models.ledger import Touch
from models.senses import Sense, Since, weight_of


@on(ReactionChanged)
def reaction_changed(tx: Transaction, event: ReactionChanged) -> Outcome:
    found = thread_of(tx, event)
    if isinstance(found, Outcome):
        return found
    community, _ = found
    if not is_root(event) and touches.reply(tx, event.thread_id, event.message_id) is None:
        early.keep(tx, event)  # on a reply yet to come, or on what the bot wrote, which never comes
        return Outcome("waits for its reply")
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
