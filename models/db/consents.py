"""What each team's consent grants us, as it was last looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from models.consent import READ_MESSAGES
from models.db.tables.reconciling import grants
from models.db.transaction import Transaction

EVERY = timedelta(days=1)
"""By the community's clock."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A community whose team does not let us read messages; ``name`` is the community's."""

    community_id: str
    name: str
    looked_at: datetime


def due(tx: Transaction) -> tuple[str, ...]:
    """The communities whose consent was not looked at for a day."""
    known = {row.community_id: row.looked_at for row in tx.connection.execute(select(grants))}
    return tuple(one for one in tx.communities if one not in known or known[one] <= tx.now - EVERY)


def unknown(tx: Transaction) -> tuple[str, ...]:
    """The communities in whose team the app is, and whose consent was never looked at."""
    known = set(tx.connection.execute(select(grants.c.community_id)).scalars())
    return tuple(one for one, settled in tx.communities.items() if one not in known and settled.home.removed_at is None)


def keep(tx: Transaction, community_id: str, granted: Collection[str]) -> None:
    values = {"looked_at": tx.now, "granted": " ".join(sorted(granted))}
    if tx.execute(update(grants).where(grants.c.community_id == community_id).values(**values)).rowcount == 0:
        tx.execute(insert(grants).values(community_id=community_id, **values))


def lacking(tx: Transaction) -> tuple[Lacking, ...]:
    """Where Teams tells the bot nothing, and Graph shows it nothing, for want of consent."""
    rows = tx.connection.execute(select(grants).order_by(grants.c.community_id)).all()
    return tuple(
        Lacking(row.community_id, tx.communities[row.community_id].community.name, row.looked_at)
        for row in rows
        if row.community_id in tx.communities and READ_MESSAGES not in row.granted.split()
    )
