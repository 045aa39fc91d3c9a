"""Attempts as rows to take along: what figures are made of, without a word that anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from models.db.tables.attempts import attempts
from models.db.transaction import Transaction

ATTEMPT_COLUMNS = (
    "community", "season", "theme", "attempt_id", "member_id", "came_of_it", "minutes_before", "minutes_after",
    "times_a_month", "people", "written_at", "edited_at", "posted",
)  # fmt: skip
"""A row, in this order."""
_AS_KEPT = ("season", "theme", "member_id", "came_of_it", "minutes_before", "minutes_after", "times_a_month", "people")


def export(tx: Transaction) -> Iterator[dict[str, Any]]:
    """A row for each that counts, by community and the time when it was written."""
    there = select(attempts).where(attempts.c.removed_at.is_(None))
    for row in tx.connection.execute(there.order_by(attempts.c.community_id, attempts.c.at, attempts.c.id)):
        known = row._mapping
        settled = tx.communities.get(row.community_id)
        told = {name: known[name] for name in _AS_KEPT} | {
            "community": settled.community.name if settled else row.community_id,
            "attempt_id": row.id,
            "written_at": _written(row.at),
            "edited_at": None if row.edited_at is None else _written(row.edited_at),
            "posted": row.message_id is not None,
        }
        yield {name: told[name] for name in ATTEMPT_COLUMNS}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
