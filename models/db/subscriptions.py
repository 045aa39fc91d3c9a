"""Graph's subscriptions, a row a watched channel: which are wanted, what is due, and what became of it.

Each row goes to one process at a time, for as long as its lease. Leases and pauses go by the machine's time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from models.db.tables.subscriptions import subscriptions
from models.db.transaction import Transaction
from models.notices import Life
from models.subscribing import Subscription, renew_at

LEASE = timedelta(minutes=2)
"""Longer than the calls for one channel take, pauses included."""


@dataclass(frozen=True, slots=True)
class Row:
    """A channel that we are told of, or shall be. ``leased_until`` is set where it is ours to see to."""

    community_id: str
    channel_id: str
    wanted: bool
    subscription_id: str | None
    expires_at: datetime | None
    made_with: str | None
    attempts: int
    refused: str | None
    leased_until: datetime | None


_COLUMNS = [subscriptions.c[name] for name in Row.__dataclass_fields__]


def all_of(tx: Transaction) -> list[Row]:
    order = subscriptions.c.community_id, subscriptions.c.channel_id
    return [Row(*row) for row in tx.connection.execute(select(*_COLUMNS).order_by(*order))]


def known_as(tx: Transaction, subscription_ids: Collection[str]) -> dict[str, Row]:
    """The rows of these subscriptions, by their ids in Graph."""
    query = select(*_COLUMNS).where(subscriptions.c.subscription_id.in_(subscription_ids))
    return {str(row.subscription_id): Row(*row) for row in tx.connection.execute(query)}


def want(tx: Transaction, community_id: str, channels: Collection[str], made_with: str) -> None:
    """These channels of a community, and no others. What was made with another address or secret is made anew."""
    known = {row.channel_id: row for row in all_of(tx) if row.community_id == community_id}
    for channel_id in sorted(set(channels) - known.keys()):
        tx.add(subscriptions, _new(community_id, channel_id, tx.now))
    for channel_id, row in known.items():
        wanted = channel_id in channels
        if wanted and row.made_with not in (None, made_with):
            _change(tx, _of(row), wanted=True, due_at=tx.now, **_NONE, **_FREE)
        elif row.wanted is not wanted:
            _change(tx, _of(row), wanted=wanted, due_at=tx.now, rests_until=None)


def is_settled(rows: Collection[Row], community_id: str, channels: Collection[str], made_with: str) -> bool:
    """Whether ``want`` would find nothing to do."""
    mine = {row.channel_id: row for row in rows if row.community_id == community_id}
    wanted = {channel_id for channel_id, row in mine.items() if row.wanted}
    return wanted == set(channels) and all(mine[one].made_with in (None, made_with) for one in wanted)


def is_due(tx: Transaction) -> bool:
    return tx.connection.execute(select(subscriptions.c.channel_id).where(_due(tx)).limit(1)).first() is not None


def lease(tx: Transaction) -> Row | None:
    """The row that is due longest, for one process alone."""
    query = select(*_COLUMNS).where(_due(tx)).order_by(subscriptions.c.due_at).limit(1)
    found = tx.connection.execute(query.with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    row = Row(*found)
    until = tx.wall + LEASE
    _change(tx, _of(row), leased_until=until, attempts=row.attempts + 1)
    return Row(**{**_as_dict(row), "leased_until": until, "attempts": row.attempts + 1})


def made(tx: Transaction, row: Row, subscription: Subscription, made_with: str) -> None:
    """Graph has it until it expires; renewed at half of that."""
    kept = {"subscription_id": subscription.id, "expires_at": subscription.expires_at, "made_with": made_with}
    _change(tx, _held(row), **kept, due_at=renew_at(subscription, tx.now), **_FREE, refused=None)
    _change(tx, _of(row) & subscriptions.c.wanted.is_(False), due_at=tx.now)


def lost(tx: Transaction, row: Row) -> None:
    """Graph has it no more: it is to be made at once."""
    _change(tx, _held(row), **_NONE, due_at=tx.now, **_FREE)


def later(tx: Transaction, row: Row, pause: timedelta) -> None:
    """Not now; again after ``pause``."""
    _change(tx, _held(row), rests_until=tx.wall + pause, leased_until=None)


def refused(tx: Transaction, row: Row, code: str, pause: timedelta) -> None:
    """Graph said no; it is asked again after ``pause``."""
    _change(tx, _held(row), **_FREE | {"rests_until": tx.wall + pause}, refused=code)


def ended(tx: Transaction, row: Row) -> None:
    """It is not wanted, and gone. Where it is wanted again meanwhile, it is to be made."""
    tx.execute(delete(subscriptions).where(_held(row), subscriptions.c.wanted.is_(False)))
    _change(tx, _held(row), **_NONE, due_at=tx.now, **_FREE)


def befell(tx: Transaction, row: Row, life: Life) -> None:
    """Graph told us what became of a subscription; whoever is at it just now works in vain."""
    match life:
        case Life.REAUTHORIZE:
            _change(tx, _of(row), due_at=tx.now, rests_until=None)
        case Life.REMOVED:
            _change(tx, _of(row), **_NONE, due_at=tx.now, **_FREE)
        case Life.MISSED:
            return


_FREE: dict[str, Any] = {"leased_until": None, "rests_until": None, "attempts": 0}
_NONE: dict[str, Any] = {"subscription_id": None, "expires_at": None, "made_with": None}


def _new(community_id: str, channel_id: str, now: datetime) -> dict[str, Any]:
    key = {"community_id": community_id, "channel_id": channel_id}
    return {**key, "wanted": True, "due_at": now, "refused": None, **_NONE, **_FREE}


def _due(tx: Transaction) -> ColumnElement[bool]:
    free = or_(subscriptions.c.leased_until.is_(None), subscriptions.c.leased_until <= tx.wall)
    rested = or_(subscriptions.c.rests_until.is_(None), subscriptions.c.rests_until <= tx.wall)
    return (subscriptions.c.due_at <= tx.now) & free & rested


def _of(row: Row) -> ColumnElement[bool]:
    return (subscriptions.c.community_id == row.community_id) & (subscriptions.c.channel_id == row.channel_id)


def _held(row: Row) -> ColumnElement[bool]:
    """As long as nobody else has it, and nothing befell it."""
    return _of(row) & (subscriptions.c.leased_until == row.leased_until)


def _change(tx: Transaction, which: ColumnElement[bool], **values: Any) -> None:
    tx.execute(update(subscriptions).where(which).values(**values))


def _as_dict(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Row.__dataclass_fields__}
