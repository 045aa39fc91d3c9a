"""What waits to be sent: how much, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import orjson
from sqlalchemy import func, select

from models.db.rows import ORDERED_AT
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction

_SEQ = outbox.c.seq + 0
"""A sum, so that the database walks the small index of what waits, and not the whole table from its first row on."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """``oldest``: how long ago the first of it was ordered; nothing where nothing waits."""

    count: int
    oldest: timedelta


def backlog(tx: Transaction) -> Backlog:
    """All orders that are not settled, those that are being carried out included."""
    which = select(func.count(), func.min(_SEQ)).where(outbox.c.settled_at.is_(None))
    count, first = tx.connection.execute(which).one()
    if first is None:
        return Backlog(0, timedelta())
    row = tx.connection.execute(select(outbox.c.payload, outbox.c.due_at).where(outbox.c.seq == first)).one()
    return Backlog(count, max(tx.wall - _ordered_at(row.payload, row.due_at), timedelta()))


def _ordered_at(payload: str, due_at: datetime) -> datetime:
    """When it was ordered; one of an earlier version says only when it is due."""
    said = orjson.loads(payload).get(ORDERED_AT)
    return datetime.fromtimestamp(said, UTC) if isinstance(said, int | float) else due_at
