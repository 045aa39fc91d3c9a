"""Events that came before what they are about: kept, and handled when it comes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, delete, select

from models.db.tables.ledger import early
from models.db.transaction import Transaction
from models.incoming import (
    Envelope,
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Person,
    ReactionChanged,
    ReplyArrived,
)

EarlyEvent = ReplyArrived | MessageEdited | MessageDeleted | MessageUndeleted | ReactionChanged

_KINDS = {
    kind.__name__: kind for kind in (ReplyArrived, MessageEdited, MessageDeleted, MessageUndeleted, ReactionChanged)
}
_OF_THREAD = (
    select(early.c.event).where(early.c.thread_id == bindparam("thread_id")).order_by(early.c.at, early.c.digest)
)


def keep(tx: Transaction, event: EarlyEvent) -> None:
    """Keep an event until its post or reply comes; the same one twice is kept once."""
    packed = pack(event)
    digest = hashlib.sha256(packed.encode()).hexdigest()
    there = (early.c.thread_id == event.thread_id) & (early.c.digest == digest)
    if tx.connection.execute(select(early.c.digest).where(there)).first() is None:
        row = {"thread_id": event.thread_id, "digest": digest, "at": event.envelope.at, "event": packed}
        tx.add(early, row)
        tx.awaits(event.thread_id)


def take(tx: Transaction, thread_id: str) -> tuple[EarlyEvent, ...]:
    """The events that wait in this thread, oldest first; they are the caller's to handle now."""
    found = tx.connection.execute(_OF_THREAD, {"thread_id": thread_id}).scalars().all()
    if found:
        tx.execute(delete(early).where(early.c.thread_id == thread_id))
    return tuple(unpack(text) for text in found)


def pack(event: EarlyEvent) -> str:
    """An event as JSON: its kind's name and its fields."""
    return orjson.dumps({"kind": type(event).__name__, "event": event}).decode()


def unpack(text: str) -> EarlyEvent:
    """The event that ``pack`` wrote."""
    read = orjson.loads(text)
    values: dict[str, Any] = read["event"]
    envelope = values["envelope"]
    values["envelope"] = Envelope(**{**envelope, "at": datetime.fromisoformat(envelope["at"])})
    for field in ("author", "by"):
        if values.get(field) is not None:
            values[field] = Person(**values[field])
    for field in ("added", "removed"):
        if field in values:
            values[field] = tuple(values[field])
    return _KINDS[read["kind"]](**values)
