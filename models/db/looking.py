"""Who has a follow-up open just now, so that two who would answer the same post learn of each other.

Kept for some minutes; nothing else is done with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update

from models.db import bulk
from models.db.tables.ledger import looks
from models.db.transaction import Transaction
from models.follow_up import FollowUp

LASTS = timedelta(minutes=10)
"""So long somebody counts as looking; of the community's clock."""
WRITING_LASTS = timedelta(minutes=30)
"""So long an answer box counts as open: an answer takes its time."""


@dataclass(frozen=True, slots=True)
class Look:
    """A member who has a follow-up open, or, if they are ``writing``, its answer box; ``since`` when."""

    member_id: str
    since: datetime
    writing: bool


def note(tx: Transaction, follow_up_id: str, member_id: str, *, writing: bool = False) -> None:
    """A member opens a follow-up's card now, or its answer box. Who has it open already goes on looking."""
    row = tx.connection.execute(select(looks).where(_of(follow_up_id, member_id), _lasting(tx.now))).first()
    since = (row.since or row.at) if row else tx.now
    began = row.writing_since if row else None
    values = {"at": tx.now, "since": since, "writing_since": began or (tx.now if writing else None)}
    if tx.execute(update(looks).where(_of(follow_up_id, member_id)).values(**values)).rowcount == 0:
        bulk.insert(tx.connection, looks, [{"follow_up_id": follow_up_id, "member_id": member_id} | values], once=True)


def end(tx: Transaction, follow_up_id: str, member_id: str) -> None:
    """A member closes it, or is done with it."""
    tx.execute(delete(looks).where(_of(follow_up_id, member_id)))


def others(tx: Transaction, shown: FollowUp, viewer: str) -> tuple[Look, ...]:
    """Who else has it open, as long as nobody holds it and the viewer has it open as well.

    Who writes comes first, then the latest.
    """
    if not shown.is_open or shown.held_by is not None:
        return ()
    query = select(looks).where(looks.c.follow_up_id == shown.id, _lasting(tx.now))
    rows = list(tx.connection.execute(query.order_by(looks.c.at.desc(), looks.c.member_id)))
    if viewer not in {row.member_id for row in rows}:
        return ()
    found = [
        Look(row.member_id, row.writing_since or row.since or row.at, row.writing_since is not None)
        for row in rows
        if row.member_id != viewer
    ]
    return tuple(sorted(found, key=lambda look: not look.writing))


def is_writing(tx: Transaction, shown: FollowUp, member_id: str) -> bool:
    """Whether a member has the answer box open, and may still write."""
    if not shown.is_open or shown.held_by not in (None, member_id):
        return False
    query = select(looks.c.at).where(_of(shown.id, member_id), looks.c.writing_since.is_not(None), _lasting(tx.now))
    return tx.connection.execute(query).first() is not None


def forget(tx: Transaction) -> int:
    """Forget who looked longer ago. Returns how many."""
    count: int = tx.execute(delete(looks).where(looks.c.at <= tx.now - LASTS, ~_lasting(tx.now))).rowcount
    return count


def _of(follow_up_id: str, member_id: str) -> ColumnElement[bool]:
    return (looks.c.follow_up_id == follow_up_id) & (looks.c.member_id == member_id)


def _lasting(now: datetime) -> ColumnElement[bool]:
    writes = looks.c.writing_since.is_not(None) & (looks.c.at > now - WRITING_LASTS)
    return or_(looks.c.at > now - LASTS, writes)
