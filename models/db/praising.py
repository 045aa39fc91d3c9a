"""Praise as the database holds it: given once, taken back, and shown to who gave and who got it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from models.community import Community
from models.db import belonging, outbox
from models.db.tables.praising import praises
from models.db.transaction import Transaction
from models.effects import send, take_back_ordered
from models.outgoing import Card
from models.praise_views import PraiseFormView, PraiseGivenView, PraiseView
from models.praising import A_DAY_AT_MOST, Praise, Wish, may_praise, one_line, praise_id
from models.refused import Refused


def give(tx: Transaction, community: Community, wish: Wish) -> Praise:
    """Keep a praise and bring it to who is praised; the same form twice is one. Raises Refused."""
    told = praise_id(wish.by, wish.form)
    known = find(tx, told)
    if known is not None:
        return known
    given = _given_today(tx, community, wish.by)
    may_praise(wish, given)
    if not belonging.belongs(tx, community, wish.to):
        raise Refused("refused-praise-not-here")
    season, text = community.season_on(tx.now), one_line(wish.words)
    made = Praise(told, community.id, season.code if season else None, wish.by, wish.to, text, tx.now)
    row = {"id": told, "community_id": community.id, "season": made.season, "by_id": wish.by, "to_id": wish.to}
    tx.add(praises, row | {"text": text, "at": tx.now, "day": _today(tx, community), "number": given + 1})
    tx.enqueue(send(_card_key(told), community.id, wish.to, Card("praise", {"praise": told})))
    return made


def take_back(tx: Transaction, by: str, told: str) -> Praise:
    """Who praised thinks better of it: it is gone, from the other's chat too. Raises Refused."""
    praise = find(tx, told)
    if praise is None or praise.by != by:
        raise Refused("refused-praise-not-yours")
    if praise.taken_back_at is None:
        same = praises.c.id == praise.id
        tx.execute(update(praises).where(same).values(taken_back_at=tx.now, text=""))
        tx.enqueue(*(take_back_ordered(order) for order in outbox.ordered(tx, (_card_key(praise.id),))))
    return praise


def take_cards_back(tx: Transaction, by: str) -> None:
    """Who praised is forgotten: the cards with their name and words go from the chats of those whom they praised."""
    stands = (praises.c.by_id == by) & praises.c.taken_back_at.is_(None)
    keys = [_card_key(told) for told in tx.connection.execute(select(praises.c.id).where(stands)).scalars()]
    tx.enqueue(*(take_back_ordered(order) for order in outbox.ordered(tx, keys)))


def find(tx: Transaction, told: str) -> Praise | None:
    return next(iter(_those(tx, praises.c.id == told)), None)


def of_season(tx: Transaction, community_id: str, season: str | None) -> tuple[Praise, ...]:
    """All that stands of a season, oldest first."""
    same = praises.c.season.is_(None) if season is None else praises.c.season == season
    return tuple(_those(tx, (praises.c.community_id == community_id) & same & praises.c.taken_back_at.is_(None)))


def of_member(tx: Transaction, community_id: str, person_id: str) -> tuple[Praise, ...]:
    """All that stands of what a person was praised for, oldest first."""
    theirs = (praises.c.to_id == person_id) & (praises.c.community_id == community_id)
    return tuple(_those(tx, theirs & praises.c.taken_back_at.is_(None)))


def form(tx: Transaction, community: Community, values: Mapping[str, Any], by: str) -> PraiseFormView:
    """The form, with what is chosen and written already."""
    to = values.get("to") or None
    left = A_DAY_AT_MOST - _given_today(tx, community, by)
    name = belonging.called(tx, community, to) if to else ""
    on_roll = community.season_on(tx.now) is not None
    return PraiseFormView(values["form"], left, to if name else None, name, values.get("words") or "", on_roll=on_roll)


def given(tx: Transaction, community: Community, values: Mapping[str, Any], by: str) -> PraiseGivenView | None:
    """What was said to whom, as who said it sees it."""
    praise = find(tx, values["praise"])
    if praise is None or praise.by != by:
        return None
    known = tx.acquaintances(praise.to).get(community.id)
    return PraiseGivenView(
        praise.id,
        belonging.called(tx, community, praise.to),
        praise.text,
        left=A_DAY_AT_MOST - _given_today(tx, community, praise.by),
        has_chat=known is not None and known.chat_id is not None,
        taken_back=praise.taken_back_at is not None,
        on_roll=praise.season is not None,
    )


def got(tx: Transaction, community: Community, values: Mapping[str, Any], to: str) -> PraiseView | None:
    """What was said, as who was praised sees it; ``None`` once it was taken back."""
    praise = find(tx, values["praise"])
    if praise is None or praise.to != to or praise.taken_back_at is not None:
        return None
    return PraiseView(belonging.called(tx, community, praise.by), praise.text, praise.at, praise.season is not None)


def _card_key(told: str) -> str:
    return f"praise:{told}"


def _today(tx: Transaction, community: Community) -> str:
    return tx.now.astimezone(community.time_zone).date().isoformat()


def _given_today(tx: Transaction, community: Community, by: str) -> int:
    today = (praises.c.day == _today(tx, community)) & (praises.c.community_id == community.id)
    query = select(func.count()).select_from(praises).where(today, praises.c.by_id == by)
    return int(tx.connection.execute(query).scalar_one())


def _those(tx: Transaction, which: ColumnElement[bool]) -> Iterable[Praise]:
    for row in tx.connection.execute(select(praises).where(which).order_by(praises.c.at, praises.c.id)):
        ids = (row.id, row.community_id, row.season, row.by_id, row.to_id)
        yield Praise(*ids, row.text, row.at, row.taken_back_at)
