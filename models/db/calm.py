"""How a member is spoken to: how many nudge cards they got today, and whether their day was begun with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, update

from models.calm import Calm
from models.db import bulk
from models.db.tables.nudging import calm
from models.db.transaction import Transaction
from models.deeds import Deed


def locked(tx: Transaction, community_id: str, member_id: str) -> Calm:
    """A member's calm, for one process alone until the end of the transaction."""
    fresh = {"card": 0, "cards": 0, "mornings_off": False}
    if _read(tx, community_id, member_id) is None:
        tx.flush()
        tx.writes += 1
        bulk.insert(tx.connection, calm, [{"community_id": community_id, "member_id": member_id, **fresh}], once=True)
    return _read(tx, community_id, member_id) or Calm()


def read(tx: Transaction, community_id: str, member_id: str) -> Calm:
    """A member's calm as it is now, for who only looks."""
    row = tx.connection.execute(select(calm).where(_of(community_id, member_id))).first()
    return Calm() if row is None else _calm(row)


def keep(tx: Transaction, community_id: str, member_id: str, after: Calm) -> None:
    values = {
        "card": after.card,
        "day": after.day.isoformat() if after.day else None,
        "cards": after.cards,
        "morning": after.morning.isoformat() if after.morning else None,
        "mornings_off": after.mornings_off,
    }
    tx.execute(update(calm).where(_of(community_id, member_id)).values(**values))


def turn_mornings(tx: Transaction, community_id: str, member_id: str, *, off: bool) -> None:
    """Whether a member's day begins with a card from now on."""
    keep(tx, community_id, member_id, replace(locked(tx, community_id, member_id), mornings_off=off))
    tx.note(Deed.MORNINGS, community_id, by=member_id, off=off)


def all_of(tx: Transaction, community_id: str) -> dict[str, Calm]:
    """Every member's calm who was spoken to."""
    query = select(calm).where(calm.c.community_id == community_id)
    return {row.member_id: _calm(row) for row in tx.connection.execute(query)}


def _read(tx: Transaction, community_id: str, member_id: str) -> Calm | None:
    query = select(calm).where(_of(community_id, member_id)).with_for_update()
    row = tx.connection.execute(query).first()
    return None if row is None else _calm(row)


def _calm(row: Any) -> Calm:
    return Calm(row.card, _day(row.day), row.cards, _day(row.morning), row.mornings_off)


def _of(community_id: str, member_id: str) -> ColumnElement[bool]:
    return (calm.c.community_id == community_id) & (calm.c.member_id == member_id)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
