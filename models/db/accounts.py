"""What the company's directory says of the people in the team, and when each is to be asked about again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update

from models.db import whereabouts
from models.db.tables.ledger import communities, members
from models.db.tables.people import roster, roster_looks
from models.db.transaction import Transaction
from models.roster import Account

EVERY = timedelta(days=1)
LEASE = timedelta(minutes=5)
"""As long as a few calls of Graph may take."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody about whom this process is to ask. ``lacking``: permissions that Graph refused of late."""

    community_id: str
    member_id: str
    lacking: frozenset[str]
    zone_told: bool
    """Whether Teams told their time zone: then no mailbox is asked."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it; ``None`` where nothing was asked, so that what is known stays."""

    account: Account | None = None
    time_zone: str | None = None


def is_any_due(tx: Transaction) -> bool:
    """Whether anybody is to be asked about: a look that writes nothing."""
    return tx.connection.execute(_due(tx).limit(1)).first() is not None


def take(tx: Transaction, at_most: int) -> list[Asked]:
    """Some of those who are to be asked about, longest due first; no other process asks about them for a while."""
    query = _due(tx).order_by(roster.c.ask_at).limit(at_most).with_for_update(skip_locked=True, of=roster)
    rows = tx.connection.execute(query).all()
    for row in rows:
        tx.execute(update(roster).where(_same(row.community_id, row.id)).values(leased_until=tx.wall + LEASE))
    return [
        Asked(row.community_id, row.id, frozenset((row.lacking or "").split()), row.zone_told is not None)
        for row in rows
    ]


def keep(tx: Transaction, asked: Asked, told: Told) -> None:
    """What the directory says of somebody, until tomorrow."""
    known: dict[str, Any] = asdict(told.account) if told.account else {}
    known |= {"time_zone": told.time_zone} if told.time_zone else {}
    before = whereabouts.of_directory(tx.connection, asked.community_id, asked.member_id).time_zone
    if told.time_zone != before and not asked.zone_told:
        whereabouts.heed(tx, asked.community_id, asked.member_id, told.time_zone)
    values = known | {"ask_at": tx.now + EVERY, "leased_until": None}
    tx.execute(update(roster).where(_same(asked.community_id, asked.member_id)).values(**values))


def put_off(tx: Transaction, them: Iterable[Asked], again_in: timedelta) -> None:
    """Graph asks to come again."""
    for one in them:
        same = _same(one.community_id, one.member_id)
        tx.execute(update(roster).where(same).values(leased_until=tx.wall + again_in))


def lacks(tx: Transaction, community_id: str, permission: str) -> None:
    """Graph refused for want of a permission: nobody is asked about with it until the next roster."""
    same = roster_looks.c.community_id == community_id
    row = tx.connection.execute(select(roster_looks.c.lacking).where(same).with_for_update()).first()
    if row is not None and permission not in row.lacking.split():
        lacking = " ".join(sorted({*row.lacking.split(), permission}))
        tx.execute(update(roster_looks).where(same).values(lacking=lacking))


def _due(tx: Transaction) -> Any:
    return (
        select(roster.c.community_id, roster.c.id, roster_looks.c.lacking, members.c.time_zone.label("zone_told"))
        .join(communities, communities.c.id == roster.c.community_id)
        .outerjoin(roster_looks, roster_looks.c.community_id == roster.c.community_id)
        .outerjoin(members, (members.c.community_id == roster.c.community_id) & (members.c.id == roster.c.id))
        .where(
            roster.c.left_at.is_(None),
            roster.c.ask_at <= tx.now,
            roster.c.leased_until.is_(None) | (roster.c.leased_until <= tx.wall),
            communities.c.removed_at.is_(None),
        )
    )


def _same(community_id: str, member_id: str) -> ColumnElement[bool]:
    return (roster.c.community_id == community_id) & (roster.c.id == member_id)
