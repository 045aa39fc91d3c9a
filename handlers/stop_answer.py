"""The button that closes the answer box: whoever opened it is not at it any more. What they wrote stays at hand."""

from __future__ import annotations

from handlers.pressed import found_for_responder, shown_as_it_came
from handlers.registry import Outcome, look
from models.db import looking
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("stop_answer", on_own_card=True)
def stop_answer(tx: Transaction, event: Pressed) -> Outcome:
    follow_up, community = found_for_responder(tx, event)
    looking.end(tx, follow_up.id, event.by.id)
    return shown_as_it_came(tx, community, follow_up, event)
