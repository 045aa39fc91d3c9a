"""From when to when the clock looked: the dry run leaves out what fell between."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from models.db import bulk
from models.db.tables.nudging import watches
from models.db.transaction import Transaction
from models.watching import GAP

WRITTEN_EVERY = timedelta(minutes=1)


def is_due(tx: Transaction) -> bool:
    """Whether it is time to write down that the clock still looks."""
    last: datetime | None = tx.connection.execute(select(func.max(watches.c.until))).scalar()
    return last is None or tx.now - last >= WRITTEN_EVERY


def seen(tx: Transaction) -> None:
    """The clock looked now."""
    going_on = (watches.c.until > tx.now - GAP) & (watches.c.until <= tx.now)
    if tx.execute(update(watches).where(going_on).values(until=tx.now)).rowcount == 0:
        tx.flush()
        bulk.insert(tx.connection, watches, [{"since": tx.now, "until": tx.now}], once=True)


def all_of(tx: Transaction) -> list[tuple[datetime, datetime]]:
    """Each stretch without a gap, oldest first."""
    query = select(watches.c.since, watches.c.until).order_by(watches.c.since)
    return [(row.since, row.until) for row in tx.connection.execute(query)]
