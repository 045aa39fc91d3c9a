"""What people wish to be called on the roll, as they said it last."""

from __future__ import annotations

from sqlalchemy import select, update

from models.db import bulk
from models.db.tables.roll import namings
from models.db.transaction import Transaction
from models.roll import Naming


def of_community(tx: Transaction, community_id: str) -> dict[str, Naming]:
    """By member; who is not here said nothing."""
    query = select(namings).where(namings.c.community_id == community_id)
    return {row.member_id: Naming(row.reading, row.called, row.hidden) for row in tx.connection.execute(query)}


def of_member(tx: Transaction, community_id: str, member_id: str) -> Naming:
    theirs = (namings.c.community_id == community_id) & (namings.c.member_id == member_id)
    row = tx.connection.execute(select(namings).where(theirs)).first()
    return Naming(row.reading, row.called, row.hidden) if row else Naming()


def keep(tx: Transaction, community_id: str, member_id: str, wish: Naming) -> None:
    """From the next roll on that is made."""
    key = {"community_id": community_id, "member_id": member_id}
    values = {"reading": wish.reading, "called": wish.called, "hidden": wish.hidden, "said_at": tx.now}
    bulk.insert(tx.connection, namings, [key | values], once=True)
    theirs = (namings.c.community_id == community_id) & (namings.c.member_id == member_id)
    tx.execute(update(namings).where(theirs).values(**values))
