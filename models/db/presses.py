"""Presses of buttons that were carried out: Teams may bring one twice, and the follow-up may have to be told anew."""

from __future__ import annotations

import orjson
from sqlalchemy import select

from models.db.tables import presses
from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.telling import Press

_COLUMNS = [presses.c[name] for name in ("verb", "version", "member_id", "at", "given")]


def of_follow_up(tx: Transaction, follow_up: FollowUp) -> tuple[Press, ...]:
    if follow_up.version == 1:
        return ()
    rows = tx.connection.execute(select(*_COLUMNS).where(presses.c.follow_up_id == follow_up.id))
    return tuple(Press(row.verb, row.version, row.member_id, row.at, orjson.loads(row.given)) for row in rows)


def keep(tx: Transaction, follow_up: FollowUp, press: Press) -> None:
    tx.add(
        presses,
        {
            "follow_up_id": follow_up.id,
            "verb": press.verb,
            "version": press.version,
            "member_id": press.by,
            "at": press.at,
            "given": orjson.dumps(dict(press.given)).decode(),
        },
    )
