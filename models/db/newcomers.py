"""Whose first post is which, when an earlier one comes to light."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from models.db.tables.ledger import posts
from models.db.transaction import Transaction
from models.follow_up import Decision


def no_longer_first(tx: Transaction, community_id: str, author_id: str, posted_at: datetime) -> None:
    """The post of this moment is not its author's first. What is owed for it stays due as it was meant."""
    theirs = (posts.c.community_id == community_id) & (posts.c.posted_at == posted_at)
    query = select(posts.c.thread_id).where(theirs, posts.c.author_id == author_id, posts.c.newcomer)
    for thread_id in list(tx.connection.execute(query).scalars()):
        post = tx.post(thread_id)
        if post is not None:
            tx.change_post(post, newcomer=False)
        for one in tx.follow_ups(thread_id):
            if one.newcomer and one.author_id == author_id:
                tx.apply(one, Decision(replace(one, newcomer=False)))
