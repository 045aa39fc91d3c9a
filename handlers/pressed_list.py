"""A card that lists posts stays what it is when one of its buttons brings another card into the chat."""

from __future__ import annotations

from handlers.registry import Outcome
from handlers.turn_queue import turn_queue
from models.community import Community
from models.db import live_cards, people, showing
from models.db.transaction import Transaction
from models.incoming import Pressed


def as_it_was(tx: Transaction, event: Pressed, community: Community) -> Outcome:
    """The pressed card as it is now: a nudge card, else the queue as it was turned."""
    live = live_cards.pressed(tx.connection, event.by.id, event.card_activity_id)
    if live is None or live.card == "queue":
        return turn_queue(tx, event)
    view = showing.view(tx, community, live.card, live.values, event.by.id)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))
