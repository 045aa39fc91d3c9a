"""Nudges in the database: who is to be told of which step, on which card they were, and why one asks no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, select, update

from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups
from models.db.tables.nudging import nudges
from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.nudging import Nudge, Told, is_wanted

_NAMES = ("follow_up_id", "number", "member_id", "asks", "taken_at", "card")
_COLUMNS = [nudges.c[name] for name in _NAMES]
_UNTOLD = nudges.c.card.is_(None) & nudges.c.ended.is_(None)

Ended = Literal["over", "away", "refused"]


def keep(tx: Transaction, community_id: str, taken: Iterable[Nudge]) -> None:
    """Put a step on the list of everyone whom it reached."""
    for nudge in taken:
        tx.add(nudges, {name: getattr(nudge, name) for name in _NAMES} | {"community_id": community_id})


def untold(tx: Transaction, *, but_not: str = "") -> set[tuple[str, str]]:
    """The communities and members with something on the list that they were not told of; ``but_not`` for one reason."""
    query = select(nudges.c.community_id, nudges.c.member_id).where(_UNTOLD, nudges.c.asks != but_not).distinct()
    return {(row.community_id, row.member_id) for row in tx.connection.execute(query)}


def untold_of(tx: Transaction, community_id: str, member_id: str) -> list[Nudge]:
    """What is on a member's list and was not told yet, for one process alone until the end of the transaction."""
    theirs = (nudges.c.community_id == community_id) & (nudges.c.member_id == member_id)
    query = select(*_COLUMNS).where(theirs, _UNTOLD).with_for_update(skip_locked=True)
    return [Nudge(*row) for row in tx.connection.execute(query)]


def listed(tx: Transaction, community_id: str, member_id: str) -> list[tuple[Nudge, FollowUp]]:
    """A member's list: of each follow-up the latest nudge that still asks for something, the oldest step first.

    What asks no more is taken off by the way.
    """
    theirs = (nudges.c.community_id == community_id) & (nudges.c.member_id == member_id) & nudges.c.ended.is_(None)
    query = (
        select(*_COLUMNS, *FOLLOW_UP_COLUMNS)
        .join(follow_ups, follow_ups.c.id == nudges.c.follow_up_id)
        .where(theirs)
        .order_by(nudges.c.taken_at, nudges.c.follow_up_id, nudges.c.number)
    )
    latest: dict[str, tuple[Nudge, FollowUp]] = {}
    over: list[Nudge] = []
    for row in tx.connection.execute(query):
        nudge, follow_up = Nudge(*row[: len(_COLUMNS)]), follow_up_of(row[len(_COLUMNS) :])
        if not is_wanted(follow_up, nudge.number):
            over.append(nudge)
            continue
        if earlier := latest.pop(follow_up.id, None):
            over.append(earlier[0])
        latest[follow_up.id] = nudge, follow_up
    end(tx, over, "over")
    return list(latest.values())


def of_card(tx: Transaction, community_id: str, member_id: str, card: int) -> list[Nudge]:
    """The nudges that one of a member's cards told of first, and that still ask for something."""
    theirs = (nudges.c.community_id == community_id) & (nudges.c.member_id == member_id)
    query = select(*_COLUMNS).where(theirs, nudges.c.card == card, nudges.c.ended.is_(None))
    return [Nudge(*row) for row in tx.connection.execute(query)]


def not_told(
    tx: Transaction, community_id: str, member_id: str, card: int, missing: Collection[str] | None = None
) -> None:
    """What one of a member's cards was to tell first was told nobody.

    ``missing``: the follow-ups that it did not show when it left; ``None``: it did not leave, which concerns what is
    over by now.
    """
    theirs = (nudges.c.community_id == community_id) & (nudges.c.member_id == member_id) & (nudges.c.card == card)
    which = nudges.c.ended == "over" if missing is None else nudges.c.follow_up_id.in_(missing)
    tx.execute(update(nudges).where(theirs, which).values(card=None, told_at=None))


def told(tx: Transaction, them: Iterable[Nudge], card: int | None) -> None:
    """They are on a card that is about to leave; ``None``: it did not, and they wait again."""
    told_at = None if card is None else tx.now
    for nudge in them:
        tx.execute(update(nudges).where(_same(nudge)).values(card=card, told_at=told_at))


def told_between(tx: Transaction, community_id: str, since: datetime, until: datetime) -> list[Told]:
    """Who was told of a step from ``since`` until before ``until``, as the jobs wrote it down; oldest first.

    What Teams refused for good was told nobody. Morning cards that told of no step are not among them.
    """
    when = (nudges.c.told_at >= since) & (nudges.c.told_at < until)
    query = (
        select(nudges)
        .where(nudges.c.community_id == community_id, when)
        .where(nudges.c.ended.is_(None) | (nudges.c.ended != "refused"))
    )
    found = (
        Told(row.told_at, row.member_id, row.follow_up_id, row.asks, row.number, row.card)
        for row in tx.connection.execute(query)
    )
    return sorted(found, key=Told.order)


def refusals(tx: Transaction, community_id: str) -> list[tuple[str, datetime]]:
    """The cards that Teams refused for good: to whom, and when each was to leave."""
    refused_ = (nudges.c.community_id == community_id) & (nudges.c.ended == "refused")
    query = select(nudges.c.member_id, nudges.c.card, nudges.c.told_at).where(refused_, nudges.c.told_at.is_not(None))
    cards = {(row.member_id, row.card): row.told_at for row in tx.connection.execute(query)}
    return sorted((member_id, told_at) for (member_id, _), told_at in cards.items())


def end(tx: Transaction, them: Iterable[Nudge], why: Ended) -> None:
    for nudge in them:
        tx.execute(update(nudges).where(_same(nudge)).values(ended=why))


def reached_others(tx: Transaction, nudge: Nudge) -> bool:
    """Whether somebody else was told of the same step, or has it on the list."""
    same_step = (nudges.c.follow_up_id == nudge.follow_up_id) & (nudges.c.number == nudge.number)
    alive = same_step & (nudges.c.member_id != nudge.member_id) & nudges.c.ended.is_(None)
    return bool(tx.connection.execute(select(func.count()).select_from(nudges).where(alive)).scalar_one())


def _same(nudge: Nudge) -> ColumnElement[bool]:
    return (
        (nudges.c.follow_up_id == nudge.follow_up_id)
        & (nudges.c.number == nudge.number)
        & (nudges.c.member_id == nudge.member_id)
    )


def refused(tx: Transaction, community_id: str | None = None) -> int:
    """How many nudges Teams refused for good, over all communities or in one."""
    query: Any = select(func.count()).select_from(nudges).where(nudges.c.ended == "refused")
    if community_id is not None:
        query = query.where(nudges.c.community_id == community_id)
    count: int = tx.connection.execute(query).scalar_one()
    return count
