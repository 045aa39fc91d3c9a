"""The button “introduce this one”: a line in the thread that links an earlier post and names its author."""

from __future__ import annotations

from dataclasses import replace

from handlers.pressed import found_for_responder
from handlers.registry import Outcome, look
from models.db import live_cards, outbox, people, similar_showing
from models.db.transaction import Transaction
from models.effects import introduction_key, thread_post
from models.incoming import Pressed
from models.outgoing import Sentence
from models.refused import Refused


@look("introduce")
def introduce(tx: Transaction, event: Pressed) -> Outcome:
    follow_up, community = found_for_responder(tx, event)
    live = live_cards.pressed(tx.connection, event.by.id, event.card_activity_id)
    view = similar_showing.view(tx, follow_up, live.values.get("offered") if live else None)
    chosen = next((row for row in view.rows if row.thread_id == event.fields.get("similar")), None)
    if chosen is None:
        raise Refused("refused-not-similar")
    name = people.names(tx, community, (event.by.id,)).get(event.by.id, event.by.name)
    says = Sentence("post-introduce", {"name": name, "author": chosen.author, "link": chosen.link})
    key = introduction_key(follow_up.thread_id, chosen.thread_id)
    outbox.order_again(tx, thread_post(key, community.id, follow_up.thread_id, event.by.id, says))
    shown = replace(view, introduced=chosen.thread_id)
    return Outcome("introduced", shown, people.recipient(tx, community, event.by.id))
