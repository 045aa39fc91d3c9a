"""Presses of buttons that were carried out: Teams may bring one twice, and the follow-up may have to be told anew."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson
from sqlalchemy import select

from models.db import asking, outbox, touches
from models.db.tables.ledger import presses
from models.db.transaction import Transaction
from models.deeds import Deed
from models.follow_up import FollowUp, Pace
from models.pressing import Press, last
from models.undoing import Past

_NAMES = ("verb", "version", "member_id", "at", "given", "ordered", "next_nudge_at", "rung", "nudges_before")
_COLUMNS = [presses.c[name] for name in _NAMES]


def of_follow_up(tx: Transaction, follow_up: FollowUp) -> tuple[Press, ...]:
    if follow_up.version == 1:
        return ()
    rows = tx.connection.execute(select(*_COLUMNS).where(presses.c.follow_up_id == follow_up.id))
    return tuple(_press(row) for row in rows)


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
            "ordered": orjson.dumps(press.ordered).decode() if press.ordered else None,
            **asdict(press.pace),
        },
    )
    row = {"id": follow_up.id, "verb": press.verb, "version": press.version, "by": press.by}
    tx.note(Deed.PRESS, follow_up.community_id, follow_up.thread_id, **row)


def one(tx: Transaction, follow_up_id: str, verb: str, version: int, by: str) -> Press | None:
    """A press by what makes it one."""
    same = (presses.c.follow_up_id == follow_up_id) & (presses.c.verb == verb)
    same = same & (presses.c.version == version) & (presses.c.member_id == by)
    row = tx.connection.execute(select(*_COLUMNS).where(same)).first()
    return _press(row) if row else None


def past(tx: Transaction, follow_up: FollowUp, known: tuple[Press, ...]) -> Past:
    """All that it takes to undo a press. ``known`` are the presses of the follow-up."""
    newest = last(known)
    return Past(
        presses=known,
        touches=touches.concerning(tx, follow_up),
        orders=outbox.ordered(tx, newest.ordered) if newest else (),
        gone_at=asking.deleted_at(tx, follow_up),
        now=tx.now,
    )


def _press(row: Any) -> Press:
    ordered = tuple(orjson.loads(row.ordered)) if row.ordered else ()
    given = orjson.loads(row.given)
    pace = Pace(row.next_nudge_at, row.rung or 0, row.nudges_before or 0)
    return Press(row.verb, row.version, row.member_id, row.at, given, ordered, pace)
