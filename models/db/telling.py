"""The follow-ups of a thread, told anew after something in it came to light."""

from __future__ import annotations

from dataclasses import replace

from models.community import Community
from models.db import presses, touches
from models.db.transaction import Transaction
from models.follow_up import Decision, withdrawn
from models.telling import question, told


def tell(tx: Transaction, thread_id: str, community: Community) -> None:
    """Bring the follow-ups of a thread to what the ledger holds of it now."""
    post, follow_ups = tx.post(thread_id), tx.follow_ups(thread_id)
    if post is None or not follow_ups:
        return
    for known in follow_ups:
        concerning = touches.concerning(tx, known)
        home = community.in_region(known.region)
        after = told(known, concerning, presses.of_follow_up(tx, known), home, tx.now)
        if post.deleted_at is not None:
            after = replace(withdrawn(after), asked="")
        tx.apply(known, Decision(after, question(known, after)))
