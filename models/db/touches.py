"""Touches in the ledger: each act of a person on a post or its thread, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select, update

from models.db.rows import TOUCH_COLUMNS, touch_row
from models.db.tables import touches
from models.db.transaction import Transaction
from models.ledger import REPLY, Touch

_OF_THREAD = (
    select(*TOUCH_COLUMNS)
    .where(touches.c.thread_id == bindparam("thread_id"), touches.c.taken_back_at.is_(None))
    .order_by(touches.c.at)
)


def of_thread(tx: Transaction, thread_id: str) -> tuple[Touch, ...]:
    """The touches of a thread that were not taken back, oldest first."""
    return tuple(Touch(*row) for row in tx.connection.execute(_OF_THREAD, {"thread_id": thread_id}))


def add(tx: Transaction, touch: Touch) -> bool:
    """Keep a touch. Returns whether it counts now: it is new, or a reaction that was taken back and set again.

    A reply that was deleted stays deleted when Teams brings it a second time.
    """
    row = tx.connection.execute(select(touches.c.taken_back_at).where(_same(touch))).first()
    if row is None:
        tx.add(touches, touch_row(touch))
        return True
    if row.taken_back_at is None or touch.kind == REPLY or touch.at <= row.taken_back_at:
        return False
    tx.execute(update(touches).where(_same(touch)).values(taken_back_at=None, at=touch.at))
    return True


def reply(tx: Transaction, thread_id: str, message_id: str) -> tuple[Touch, datetime | None] | None:
    """A reply of a thread, and when it was deleted, if it was."""
    query = select(*TOUCH_COLUMNS, touches.c.taken_back_at).where(
        touches.c.thread_id == thread_id, touches.c.message_id == message_id, touches.c.kind == REPLY
    )
    row = tx.connection.execute(query).first()
    return (Touch(*row[:-1]), row[-1]) if row else None


def standing(tx: Transaction, touch: Touch) -> Touch | None:
    """The reaction that we hold like this one, if it stands."""
    row = tx.connection.execute(select(*TOUCH_COLUMNS).where(_same(touch), touches.c.taken_back_at.is_(None))).first()
    return Touch(*row) if row else None


def change(tx: Transaction, touch: Touch, **values: Any) -> None:
    """Another text, or taken back (``taken_back_at``)."""
    tx.execute(update(touches).where(_same(touch)).values(**values))


def _same(touch: Touch) -> ColumnElement[bool]:
    return and_(
        touches.c.thread_id == touch.thread_id,
        touches.c.message_id == touch.message_id,
        touches.c.member_id == touch.member_id,
        touches.c.kind == touch.kind,
    )
