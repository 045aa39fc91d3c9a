"""The button “show” of a card that lists posts: one's own card comes into the chat. It changes nothing."""

from __future__ import annotations

from handlers.fields import follow_up_of
from handlers.permitting import asked_in
from handlers.pressed_list import as_it_was
from handlers.registry import Outcome, look
from models.db import looking
from models.db.transaction import Transaction
from models.effects import follow_up_card, send
from models.incoming import Pressed
from models.refused import Refused


@look("show")
def show(tx: Transaction, event: Pressed) -> Outcome:
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    found = follow_up_of(tx, event.fields)
    if found is None or found.community_id != community.id:
        raise Refused("refused-unknown-follow-up")
    looking.note(tx, found.id, event.by.id)
    key = f"show:{event.envelope.activity_id}:{event.by.id}"
    tx.enqueue(send(key, community.id, event.by.id, follow_up_card(found.id)))
    return as_it_was(tx, event, community)
