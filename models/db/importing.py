"""How far the history of each channel was read: kept after each page, so that a reading that was cut goes on there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from models.db.tables.importing import imports
from models.db.transaction import Transaction
from models.importing import Reached

_COLUMNS = [imports.c[name] for name in Reached.__dataclass_fields__]


def begin(tx: Transaction, community_id: str, channel_id: str, since: datetime, *, opens: bool) -> Reached:
    """Where to go on: where a reading that goes back as far was cut, else at the beginning."""
    which = _of(community_id, channel_id)
    row = tx.connection.execute(select(imports.c.opens, *_COLUMNS).where(which)).first()
    if row is not None and row.complete_at is None and row.opens is opens and row.since <= since:
        return Reached(*row[1:])
    begun = {"since": since, "opens": opens, "begun_at": tx.now, **_values(Reached(since))}
    if row is None:
        tx.add(imports, {"community_id": community_id, "channel_id": channel_id, **begun})
    else:
        tx.execute(update(imports).where(which).values(**begun))
    return Reached(since)


def keep(tx: Transaction, where: tuple[str, str], reached: Reached) -> None:
    """So far it was read. ``where``: the community and the channel."""
    tx.execute(update(imports).where(_of(*where)).values(**_values(reached)))


def of_channel(tx: Transaction, community_id: str, channel_id: str) -> Reached | None:
    """How far a channel was read; ``None``: it never was."""
    row = tx.connection.execute(select(*_COLUMNS).where(_of(community_id, channel_id))).first()
    return Reached(*row) if row else None


def _of(community_id: str, channel_id: str) -> ColumnElement[bool]:
    return (imports.c.community_id == community_id) & (imports.c.channel_id == channel_id)


def _values(reached: Reached) -> dict[str, Any]:
    return {name: getattr(reached, name) for name in Reached.__dataclass_fields__}
