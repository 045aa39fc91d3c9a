"""What is kept of a member, for the member: their own rows, and nothing that is somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import String, Table, Text, or_, select

from models.db.columns import metadata
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction

ID_LENGTH = 64
"""Columns that hold one person's id are as wide as that."""
ELSEWHERE = frozenset({"community", "outbox", "early"})
"""Rows that are about many: of these the member's own part is told apart below, or left out."""
OF_SENT = ("seq", "kind", "state", "due_at", "settled_at")
_SOMEBODY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HIDDEN = "…"

Rows = dict[str, list[dict[str, Any]]]


def of_member(tx: Transaction, person_id: str) -> Rows:
    """By table, each row in which a column is the member; ids of others are hidden."""
    found: Rows = {}
    for table in metadata.sorted_tables:
        if rows := list(_own(tx, table, person_id)):
            found[table.name] = rows
    if entries := [dict(one) for one in _of_file(tx, person_id)]:
        found["community"] = entries
    if sent := list(_sent(tx, person_id)):
        found["outbox"] = sent
    return found


def _own(tx: Transaction, table: Table, person_id: str) -> Iterator[dict[str, Any]]:
    if table.name in ELSEWHERE:
        return
    ids = [one for one in table.columns if isinstance(one.type, String) and one.type.length == ID_LENGTH]
    if not ids:
        return
    query = select(table).where(or_(*(column == person_id for column in ids)))
    for row in tx.connection.execute(query):
        words = {one.name for one in table.columns if isinstance(one.type, String | Text)}
        yield {
            str(name): _without_others(value, person_id) if name in words else value
            for name, value in row._mapping.items()
        }


def _of_file(tx: Transaction, person_id: str) -> Iterator[Mapping[str, Any]]:
    """What the community file says of them."""
    for settled in tx.communities.values():
        yield from (one for one in settled.current.get("member", ()) if one["id"] == person_id)


def _sent(tx: Transaction, person_id: str) -> Iterator[dict[str, Any]]:
    """The cards that went to them, without what these said: they have them in their chat."""
    columns = [outbox.c[name] for name in OF_SENT]
    query = select(*columns).where(outbox.c.lane == f"chat:{person_id}").order_by(outbox.c.seq)
    yield from (dict(row._mapping) for row in tx.connection.execute(query))


def _without_others(value: Any, person_id: str) -> Any:
    if not isinstance(value, str):
        return value
    return _SOMEBODY.sub(lambda found: found[0] if found[0] == person_id else HIDDEN, value)
