"""Measures that were entered by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select

from models.db import mentions
from models.db.tables.measures import measures
from models.db.transaction import Transaction
from models.measuring import Given
from models.mentions import Mention
from models.statistics.measures import Entry, Measure
from models.statistics.mentions import with_lines


def entries(tx: Transaction, community_id: str) -> tuple[Entry, ...]:
    """What was entered, and what was not but can be counted by the lines of what others say of us."""
    return with_lines(entered(tx, community_id), mentions.of_season(tx, community_id, None))


def entered(tx: Transaction, community_id: str) -> tuple[Entry, ...]:
    """All of a community, by measure and month; one that we know no more is passed over."""
    known = {measure.value for measure in Measure}
    query = (
        select(measures.c.measure, measures.c.month, measures.c.value)
        .where(measures.c.community_id == community_id)
        .order_by(measures.c.measure, measures.c.month)
    )
    return tuple(
        Entry(Measure(row.measure), date.fromisoformat(f"{row.month}-01"), row.value)
        for row in tx.connection.execute(query)
        if row.measure in known
    )


def keep(tx: Transaction, community_id: str, given: Iterable[Given | Mention], by: str | None) -> None:
    """Write what was entered in place of what there was; what has no value any more goes."""
    told = tuple(given)
    mentions.keep(tx, community_id, (one for one in told if isinstance(one, Mention)), by)
    for one in (one for one in told if isinstance(one, Given)):
        same = (
            (measures.c.community_id == community_id)
            & (measures.c.measure == one.measure.value)
            & (measures.c.month == f"{one.month:%Y-%m}")
        )
        tx.execute(delete(measures).where(same))
        if one.value is not None:
            row = {"community_id": community_id, "measure": one.measure.value, "month": f"{one.month:%Y-%m}"}
            tx.add(measures, row | {"value": one.value, "entered_at": tx.now, "entered_by": by})
    tx.flush()
