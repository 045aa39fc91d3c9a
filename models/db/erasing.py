"""Everything that is kept of a community goes, as if it had never been."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Table, delete, literal, or_, select

from models.db import word_index
from models.db.tables import metadata
from models.db.tables.ledger import communities, early, follow_ups, looks, members, posts, presses, touches
from models.db.tables.outbox import live_cards
from models.db.transaction import Transaction
from models.effects import QUEUE_SLOT, follow_up_slot, nudge_slot, similar_slot, welcome_slot

OF_ALL = frozenset({"pace", "watch", "forgotten", "similar_word"})
"""Tables that hold nothing of one community; the words of similar posts are counted down."""


def erase(tx: Transaction, community_id: str) -> dict[str, int]:
    """Returns how many rows went, by table. The community itself goes last."""
    word_index.forget(tx, community_id)
    went: dict[str, int] = {}
    for table, of_it in _beside(community_id):
        went[table.name] = tx.execute(delete(table).where(of_it)).rowcount
    for table in metadata.sorted_tables:
        if "community_id" in table.c:
            went[table.name] = tx.execute(delete(table).where(table.c.community_id == community_id)).rowcount
    went["community"] = tx.execute(delete(communities).where(communities.c.id == community_id)).rowcount
    return {name: count for name, count in went.items() if count}


def _beside(community_id: str) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Rows that name the community through another row alone."""
    ids = select(follow_ups.c.id).where(follow_ups.c.community_id == community_id)
    threads = select(posts.c.thread_id).where(posts.c.community_id == community_id)
    yield touches, touches.c.thread_id.in_(threads)
    yield early, or_(early.c.thread_id.in_(threads), early.c.event.contains(community_id, autoescape=True))
    yield presses, presses.c.follow_up_id.in_(ids)
    yield looks, looks.c.follow_up_id.in_(ids)
    yield live_cards, _cards(community_id)


def _cards(community_id: str) -> ColumnElement[bool]:
    """The cards of the community's own, and the queues of those who are in no other."""
    elsewhere = select(members.c.id).where(members.c.community_id != community_id)
    starts = follow_up_slot(""), similar_slot("")
    of_it = follow_ups.c.community_id == community_id
    slots = [live_cards.c.slot.in_(select(literal(start) + follow_ups.c.id).where(of_it)) for start in starts]
    own = live_cards.c.slot.in_([nudge_slot(community_id), welcome_slot(community_id)])
    queue = (live_cards.c.slot == QUEUE_SLOT) & live_cards.c.member_id.not_in(elsewhere)
    return or_(own, queue, *slots)
