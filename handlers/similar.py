"""The button “similar posts”: answered ones come into the chat, on a card of their own. It changes nothing."""

from __future__ import annotations

from handlers.pressed import found_for_responder, shown
from handlers.registry import Outcome, look
from models.db import similar_showing
from models.db.transaction import Transaction
from models.effects import send, similar_card
from models.incoming import Pressed


@look("similar")
def similar(tx: Transaction, event: Pressed) -> Outcome:
    follow_up, community = found_for_responder(tx, event)
    key = f"similar:{event.envelope.activity_id}:{event.by.id}"
    found = similar_showing.view(tx, follow_up).rows
    card = similar_card(follow_up.id, (row.thread_id for row in found))
    tx.enqueue(send(key, community.id, event.by.id, card))
    return shown(tx, community, follow_up, event)
