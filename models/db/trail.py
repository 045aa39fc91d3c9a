"""The trail: who saw or changed what of others. It is written in the transaction that shows or changes it."""

from __future__ import annotations

from sqlalchemy import delete, or_, select

from models.db.tables.trail import trail
from models.db.transaction import Transaction
from models.trail import KEPT_FOR, Line, Saw


def note(tx: Transaction, line: Line) -> None:
    """Write down what is shown or changed now."""
    row = {"by_id": line.by, "of_id": line.of, "community_id": line.community_id, "detail": line.detail}
    tx.add(trail, row | {"at": tx.now, "act": line.act.value})


def lines(tx: Transaction, person_id: str | None = None) -> tuple[Line, ...]:
    """Oldest first; of one person those in which they saw, or were seen."""
    query = select(trail).order_by(trail.c.seq)
    if person_id is not None:
        query = query.where(or_(trail.c.by_id == person_id, trail.c.of_id == person_id))
    return tuple(
        Line(Saw(row.act), row.by_id, row.of_id, row.community_id, row.detail, row.at)
        for row in tx.connection.execute(query)
    )


def sweep(tx: Transaction) -> int:
    """Let go of what is too old. Returns how many lines."""
    return int(tx.execute(delete(trail).where(trail.c.at < tx.now - KEPT_FOR)).rowcount)
