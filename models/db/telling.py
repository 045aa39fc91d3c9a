"""The follow-ups of a thread, told anew after something in it came to light."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from models.becoming import withdrawn
from models.community import Community
from models.db import asking, live_cards, looking, presses, touches
from models.db.live_cards import NOBODY, Seen
from models.db.transaction import Transaction
from models.follow_up import Decision, FollowUp
from models.telling import question, told, until


@contextmanager
def told_once(tx: Transaction) -> Iterator[None]:
    """Whatever comes to light within, each thread is told once, at its end: much at once comes out the same."""
    tx.untold = {}
    try:
        yield
        untold, tx.untold = tx.untold, None
        for thread_id, (community, reworded) in untold.items():
            tell(tx, thread_id, community, reworded=reworded)
    finally:
        tx.untold = None


def tell(tx: Transaction, thread_id: str, community: Community, *, seen: Seen = NOBODY, reworded: bool = False) -> None:
    """Bring the follow-ups of a thread to what the ledger holds of it now.

    ``seen``: as Transaction.apply has it. ``reworded``: what the cards show of the thread's words is another now.
    """
    if tx.untold is not None:
        _, before = tx.untold.get(thread_id, (community, False))
        tx.untold[thread_id] = community, reworded or before
        return
    post, follow_ups = tx.post(thread_id), tx.follow_ups(thread_id)
    if post is None or not follow_ups:
        return
    for known in follow_ups:
        concerning = touches.concerning(tx, known)
        home = community.in_region(known.region)
        gone_at = asking.deleted_at(tx, known)
        after = told(known, until(concerning, gone_at), presses.of_follow_up(tx, known), home, tx.now)
        if gone_at is not None:
            after = withdrawn(after)
        if post.deleted_at is not None:
            after = replace(after, asked="")
        after = tx.apply(known, Decision(after, question(known, after), anew=reworded), seen=seen)
        if reworded:
            _draw_again(tx, after)


def forget_asked(tx: Transaction, thread_id: str, gone_at: datetime) -> bool:
    """A deletion took the questions' words with it that were written down by then. Returns whether there were any."""
    found = [one for one in tx.follow_ups(thread_id) if one.asked and one.since <= gone_at]
    for known in found:
        _draw_again(tx, tx.apply(known, Decision(replace(known, asked=""), anew=True)))
    return bool(found)


def _draw_again(tx: Transaction, shown: FollowUp) -> None:
    """Every open card, save where somebody is just writing an answer: it would be lost, and nobody else has it."""
    refreshes = live_cards.refreshes(tx.connection, shown, NOBODY)
    tx.enqueue(*(one for one in refreshes if not looking.is_writing(tx, shown, one.payload["to"])))
