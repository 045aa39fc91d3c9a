"""The nudge card's button “show the queue”: the queue card comes into the chat. It changes nothing."""

from __future__ import annotations

from handlers.permitting import asked_in
from handlers.pressed_list import as_it_was
from handlers.registry import Outcome, look
from models.db.transaction import Transaction
from models.effects import queue_card, send
from models.incoming import Pressed
from models.refused import Refused


@look("open_queue")
def open_queue(tx: Transaction, event: Pressed) -> Outcome:
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    key = f"open_queue:{event.envelope.activity_id}:{event.by.id}"
    tx.enqueue(send(key, community.id, event.by.id, queue_card()))
    return as_it_was(tx, event, community)
