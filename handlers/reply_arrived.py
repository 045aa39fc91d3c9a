"""A reply arrives in a thread: it may be the receipt, the answer, a promise, or a further question."""

from __future__ import annotations

from handlers.places import community_at
from handlers.registry import Outcome, on
from handlers.replay import replay
from models.db import early, people, touches
from models.db.transaction import Transaction
from models.incoming import ReplyArrived
from models.ledger import REPLY, Touch
from models.replies import touched


@on(ReplyArrived)
def reply_arrived(tx: Transaction, event: ReplyArrived) -> Outcome:
    community = community_at(tx, event.envelope)
    if community is None or event.author is None:
        return Outcome("not ours")
    if tx.post(event.thread_id) is None:
        early.keep(tx, event)
        return Outcome("waits for its post")
    people.meet(tx, community, event.author, event.envelope)
    touch = Touch(event.thread_id, event.message_id, event.author.id, REPLY, event.envelope.at, event.text)
    if not touches.add(tx, touch):
        return Outcome("known already")
    for follow_up in tx.follow_ups(event.thread_id):
        tx.apply(follow_up, touched(follow_up, touch, community, tx.now))
    replay(tx, event.thread_id)
    return Outcome("kept")
