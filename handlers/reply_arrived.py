"""A reply arrives in a thread: it may be the receipt, the answer, a promise, or a further question."""

from __future__ import annotations

from handlers.places import thread_of
from handlers.prompt_replies import owe_answer
from handlers.registry import Outcome, on
from handlers.replay import replay
from models.db import asking, found, people, touches
from models.db.telling import tell
from models.db.transaction import Transaction
from models.incoming import ReplyArrived
from models.ledger import REPLY, Touch
from models.senses import Since, sense_of, weight_of


@on(ReplyArrived)
def reply_arrived(tx: Transaction, event: ReplyArrived) -> Outcome:
    if event.author is None:
        return Outcome("not a person's")
    there = thread_of(tx, event)
    if isinstance(there, Outcome):
        return there
    community, post = there
    people.meet(tx, community, event.author, event.envelope)
    if touches.reply(tx, event.thread_id, event.message_id) is not None:
        found.told_again(tx, event)
        return Outcome("known already")
    found.note(tx, event, community.id)
    at, by = event.envelope.at, event.author.id
    sense = sense_of(event.text, community, by_author=asking.has_asked(tx, post, by))
    weight = weight_of(by, community)
    touch = Touch(event.thread_id, event.message_id, by, REPLY, weight, at, event.text)
    touches.keep(tx, touch, Since(at, sense))
    owe_answer(tx, community, post, touch, event.envelope)
    tell(tx, event.thread_id, community)
    replay(tx, event.thread_id)
    return Outcome("kept")
