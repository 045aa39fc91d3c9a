"""Posts and replies that Graph told before Teams did: late ones, if Teams tells them after all, else lost ones."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, func, select, update

from models.db.tables.reconciling import found
from models.db.transaction import Transaction
from models.incoming import PostArrived, ReplyArrived

GRAPH, TEAMS = "graph", "teams"
"""What tells an event, as its envelope names it."""


def note(tx: Transaction, event: PostArrived | ReplyArrived, community_id: str) -> None:
    """A message is new to us; it is kept in mind where Graph told it. It may be new again: somebody removed it here."""
    if event.envelope.source == GRAPH:
        tx.execute(delete(found).where(_is(event)))
        tx.add(found, {
            "thread_id": event.thread_id,
            "message_id": event.message_id,
            "community_id": community_id,
            "channel_id": event.envelope.channel_id or "",
            "written_at": event.envelope.at,
            "found_at": tx.now,
            "told_at": None,
        })  # fmt: skip


def told_again(tx: Transaction, event: PostArrived | ReplyArrived) -> None:
    """A message that we have is told again: by Teams, after Graph, it was late and not lost."""
    if event.envelope.source == TEAMS:
        tx.execute(update(found).where(_is(event), found.c.told_at.is_(None)).values(told_at=tx.now))


def never_told(tx: Transaction) -> int:
    """How many posts and replies Teams never told us, as far as we know: each is a sign of lost consent."""
    query = select(func.count()).select_from(found).where(found.c.told_at.is_(None))
    return tx.connection.execute(query).scalar_one()


def _is(event: PostArrived | ReplyArrived) -> ColumnElement[bool]:
    return (found.c.thread_id == event.thread_id) & (found.c.message_id == event.message_id)
