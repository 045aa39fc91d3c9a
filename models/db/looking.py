"""Who has a follow-up open just now, so that two who would answer the same post learn of each other.

Kept for a few minutes; nothing else is done with it.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update

from models.db import bulk
from models.db.tables.ledger import looks
from models.db.transaction import Transaction
from models.follow_up import FollowUp

LASTS = timedelta(minutes=10)
"""So long somebody counts as looking; of the community's clock."""


def note(tx: Transaction, follow_up_id: str, member_id: str) -> None:
    """A member opens a follow-up's card now."""
    same = (looks.c.follow_up_id == follow_up_id) & (looks.c.member_id == member_id)
    if tx.execute(update(looks).where(same).values(at=tx.now)).rowcount == 0:
        row = {"follow_up_id": follow_up_id, "member_id": member_id, "at": tx.now}
        bulk.insert(tx.connection, looks, [row], once=True)


def others(tx: Transaction, shown: FollowUp, viewer: str) -> tuple[str, ...]:
    """Who else has it open, the latest first, as long as nobody holds it and the viewer has it open as well."""
    if not shown.is_open or shown.held_by is not None:
        return ()
    query = (
        select(looks.c.member_id)
        .where(looks.c.follow_up_id == shown.id, looks.c.at > tx.now - LASTS)
        .order_by(looks.c.at.desc(), looks.c.member_id)
    )
    looking = tuple(tx.connection.execute(query).scalars())
    return tuple(one for one in looking if one != viewer) if viewer in looking else ()


def forget(tx: Transaction) -> int:
    """Forget who looked longer ago. Returns how many."""
    count: int = tx.execute(delete(looks).where(looks.c.at <= tx.now - LASTS)).rowcount
    return count
