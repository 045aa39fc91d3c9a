"""The button “answer from here”: the answer box opens on the card. It changes nothing but who is seen to be at it."""

from __future__ import annotations

from handlers.pressed import found_for_responder, shown_as_it_came
from handlers.registry import Outcome, look
from models import acts
from models.db import looking, people
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("begin_answer", on_own_card=True)
def begin_answer(tx: Transaction, event: Pressed) -> Outcome:
    follow_up, community = found_for_responder(tx, event)
    acts.may_write(follow_up, event.by.id, people.names(tx, community, (follow_up.held_by,)))
    looking.note(tx, follow_up.id, event.by.id, writing=True)
    return shown_as_it_came(tx, community, follow_up, event)
