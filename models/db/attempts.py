"""Attempts as they are kept: a member's own, and those of a season. One that was removed is found by its id alone."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, true, update

from models.attempts import Attempt, Came, Told
from models.community import Season
from models.db import live_cards, own_posts
from models.db.tables.attempts import attempts
from models.db.transaction import Conflict, Transaction
from models.effects import Shown
from models.incoming import PostArrived
from models.statistics.attempts import Tried

_TOLD = tuple(field.name for field in fields(Told))
_TRIED = [attempts.c[field.name] for field in fields(Tried)]
_OWN = tuple(field.name for field in fields(Attempt) if field.name != "told")


def of_member(tx: Transaction, community_id: str, member_id: str, season: str | None = None) -> tuple[Attempt, ...]:
    """A member's own, oldest first; of all seasons unless the code of one is given."""
    return _found(tx, attempts.c.member_id == member_id, community_id, season)


def of_season(tx: Transaction, community_id: str, season: str | None) -> tuple[Attempt, ...]:
    """Everybody's of a season, oldest first; ``None``: of all seasons."""
    return _found(tx, true(), community_id, season)


def since(tx: Transaction, community_id: str, moment: datetime) -> tuple[Attempt, ...]:
    """Everybody's from a moment on, of whichever season, oldest first."""
    return _found(tx, attempts.c.at >= moment, community_id, None)


def any_of_theme(tx: Transaction, community_id: str, season: str, theme: str) -> bool:
    """Whether an attempt of a season belongs to a theme; both by their codes."""
    return bool(_found(tx, attempts.c.theme == theme, community_id, season))


def tried(tx: Transaction, community_id: str, season: Season | None) -> tuple[Tried, ...]:
    """Of a season's attempts what figures need, no word among it; ``None``: of all seasons."""
    here = (attempts.c.community_id == community_id) & attempts.c.removed_at.is_(None)
    if season is not None:
        here &= attempts.c.season == season.code
    return tuple(Tried(*row) for row in tx.connection.execute(select(*_TRIED).where(here)))


def find(tx: Transaction, attempt_id: str) -> Attempt | None:
    row = tx.connection.execute(select(attempts).where(attempts.c.id == attempt_id)).first()
    return _attempt(row) if row else None


def add(tx: Transaction, attempt: Attempt) -> None:
    """Keep a new one at once. Of two processes that keep the same, the second does its work again."""
    tx.add(attempts, _row(attempt))
    tx.flush()


def save(tx: Transaction, before: Attempt, after: Attempt) -> None:
    """Keep one that was changed, as its next version. Raises Conflict when somebody else changed it meanwhile."""
    same = (attempts.c.id == before.id) & (attempts.c.version == before.version)
    values = _row(after) | {"version": before.version + 1}
    if after.posted_as == before.posted_as:
        del values["message_id"]
    else:
        values["sent_at"] = None
    if tx.execute(update(attempts).where(same).values(**values)).rowcount != 1:
        raise Conflict(f"attempt {before.id} was changed by another")
    if before.posted_as is not None:
        tx.enqueue(*live_cards.offering(tx.connection, replace(after, version=before.version + 1)))


def removed(tx: Transaction, attempt: Attempt) -> Attempt:
    """What is left of one that its author takes away: that there was one, and no word of it."""
    gone = replace(attempt, told=Told("", attempt.told.came_of_it), channel_id=None, posted_as=None, message_id=None)
    return replace(gone, removed_at=tx.now)


def take_back_posted(tx: Transaction, member_id: str) -> None:
    """What stands in a channel in a person's name goes from there, in every community."""
    theirs = (attempts.c.member_id == member_id) & attempts.c.posted_as.is_not(None)
    for row in tx.connection.execute(select(attempts).where(theirs)).all():
        own_posts.take_back(tx, Shown(row.posted_as, row.community_id, row.channel_id, row.message_id))
        tx.enqueue(*live_cards.offering(tx.connection, replace(_attempt(row), version=row.version + 1)))
    gone = {"posted_as": None, "channel_id": None, "message_id": None, "sent_at": None}
    tx.execute(update(attempts).where(theirs).values(version=attempts.c.version + 1, **gone))


def posted(tx: Transaction, attempt_id: str, posted_as: str, message_id: str) -> None:
    """Teams took its post. ``posted_as``: as which effect."""
    same = (attempts.c.id == attempt_id) & (attempts.c.posted_as == posted_as)
    tx.execute(update(attempts).where(same).values(message_id=message_id, sent_at=tx.now))


def to_enter(tx: Transaction, at_most: int) -> list[PostArrived]:
    """Posts of attempts that Teams took and that are not in the ledger yet, oldest first.

    Of what was tried they hold the theme and no word: the words are the attempt's, and go with it.
    """
    waiting = select(attempts).where(attempts.c.sent_at.is_not(None), attempts.c.message_id.is_not(None))
    rows = tx.connection.execute(waiting.order_by(attempts.c.sent_at, attempts.c.id).limit(at_most)).all()
    return [
        own_posts.arrived(
            tx,
            row.community_id,
            f"{row.channel_id};messageid={row.message_id}",
            row.sent_at,
            f"#{row.theme}" if row.theme else "",
        )
        for row in rows
        if row.community_id in tx.communities
    ]


def entered(tx: Transaction, event: PostArrived) -> None:
    """The ledger has the post of an attempt."""
    same = (attempts.c.channel_id == event.envelope.channel_id) & (attempts.c.message_id == event.message_id)
    tx.execute(update(attempts).where(attempts.c.sent_at.is_not(None), same).values(sent_at=None))


def post_of(attempt: Attempt) -> Shown | None:
    """Its post in the channel; ``None``: its author wants none."""
    if attempt.posted_as is None or attempt.channel_id is None:
        return None
    return Shown(attempt.posted_as, attempt.community_id, attempt.channel_id, attempt.message_id)


def _found(tx: Transaction, which: ColumnElement[bool], community_id: str, season: str | None) -> tuple[Attempt, ...]:
    here = which & (attempts.c.community_id == community_id) & attempts.c.removed_at.is_(None)
    if season is not None:
        here &= attempts.c.season == season
    query = select(attempts).where(here).order_by(attempts.c.at, attempts.c.id)
    return tuple(_attempt(row) for row in tx.connection.execute(query))


def _attempt(row: Row[Any]) -> Attempt:
    known = row._mapping
    told = {name: known[name] for name in _TOLD} | {"came_of_it": Came(known["came_of_it"])}
    return Attempt(told=Told(**told), **{name: known[name] for name in _OWN})


def _row(attempt: Attempt) -> dict[str, Any]:
    told = {name: getattr(attempt.told, name) for name in _TOLD} | {"came_of_it": attempt.told.came_of_it.value}
    return told | {name: getattr(attempt, name) for name in _OWN}
