"""Presses of buttons that were carried out: Teams may bring one twice."""

from __future__ import annotations

from sqlalchemy import select

from models.db.tables import presses
from models.db.transaction import Transaction
from models.follow_up import FollowUp


def first(tx: Transaction, follow_up: FollowUp, verb: str, version: int, by: str) -> bool:
    """Whether this very press comes for the first time; from now on it has come."""
    row = {"follow_up_id": follow_up.id, "verb": verb, "version": version, "member_id": by}
    same = [presses.c[name] == value for name, value in row.items()]
    if tx.connection.execute(select(presses.c.at).where(*same)).first() is not None:
        return False
    tx.add(presses, row | {"at": tx.now})
    return True
