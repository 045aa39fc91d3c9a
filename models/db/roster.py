"""Who is in the team, as Teams and Graph tell it: the newest word holds, whichever of the two said it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from models.community import Community
from models.db import changing, leaving
from models.db.communities import change_members
from models.db.tables.ledger import communities, members, posts, touches
from models.db.tables.people import roster, roster_looks
from models.db.team import still_seated
from models.db.transaction import Transaction
from models.deeds import Deed
from models.roster import LAG, Changes, Seat, TeamMember, changes

EVERY = timedelta(days=1)
LEASE = timedelta(minutes=15)
"""As long as reading a large team's roster may take."""


@dataclass(frozen=True, slots=True)
class Look:
    """A roster that is to be read now."""

    community_id: str
    group_id: str


def known(tx: Transaction, community_id: str) -> dict[str, Seat]:
    """Everybody of whom we know that they are, or were, in the team."""
    columns = (roster.c.id, roster.c.name, roster.c.told_at, roster.c.left_at)
    rows = tx.connection.execute(select(*columns).where(roster.c.community_id == community_id))
    return {row.id: Seat(row.name, row.told_at, row.left_at) for row in rows}


def joined(tx: Transaction, community_id: str, names: Mapping[str, str], at: datetime, since: datetime | None) -> None:
    """People are in the team: new, or back. ``since``: when they joined, where that is known."""
    before = _of(tx, community_id, names)
    back = [one for one, seat in before.items() if seat.left_at is not None and seat.told_at <= at]
    for one in names.keys() - before.keys():
        _add(tx, community_id, one, name=names[one], joined_at=since, told_at=at, ask_at=tx.now)
    for one in back:
        values = {"left_at": None, "joined_at": since, "told_at": at, "ask_at": tx.now}
        tx.execute(update(roster).where(_same(community_id, one)).values(name=names[one] or before[one].name, **values))
    still = [one for one in before if one not in back and before[one].told_at < at and before[one].left_at is None]
    for one in still if since else ():
        tx.execute(update(roster).where(_same(community_id, one)).values(told_at=at))
    _heed(tx, community_id, back, Deed.JOINED)


def left(tx: Transaction, community_id: str, ids: Iterable[str], at: datetime) -> None:
    """People are not in the team any more: they lose their roles, and what they had in hand goes to others."""
    asked = set(ids)
    before = _of(tx, community_id, asked)
    gone = [one for one, seat in before.items() if seat.left_at is None and seat.told_at <= at]
    for one in gone:
        tx.execute(update(roster).where(_same(community_id, one)).values(left_at=at, told_at=at))
    strangers = sorted(asked - before.keys())
    for one in strangers:
        _add(tx, community_id, one, told_at=at, left_at=at)
    _heed(tx, community_id, [*gone, *strangers], Deed.LEFT)


def _heed(tx: Transaction, community_id: str, ids: Iterable[str], deed: Deed) -> None:
    """What follows for those whom the community file names, and for who has anything in hand without a role by now."""
    settled, asked = tx.communities[community_id], set(ids)
    concerned = asked & settled.written.members.keys()
    if deed is Deed.LEFT and asked:
        concerned |= asked & leaving.with_any_in_hand(tx, community_id)
    if not concerned:
        return
    change_members(tx.connection, community_id)
    in_force = settled.written.on(tx.now).without(_gone(tx, community_id))
    for one in sorted(concerned):
        tx.note(deed, community_id, by=one)
        if deed is Deed.LEFT:
            leaving.let_go(tx, in_force, one)
            leaving.take_cards_back(tx, community_id, one)


@dataclass(frozen=True, slots=True)
class Report:
    """What an operator is to know of a community's roster. ``looked_at`` ``None``: it was never read."""

    community: Community
    looked_at: datetime | None
    found: int
    failed: str | None
    lacking: tuple[str, ...]
    absent: tuple[str, ...]
    """Whom the file names and who are not in the team: their names."""


def reports(tx: Transaction) -> list[Report]:
    """How it stands with every community's roster."""
    rows = {row.community_id: row for row in tx.connection.execute(select(roster_looks))}
    return [_report(tx, settled.written, rows.get(one)) for one, settled in tx.communities.items()]


def _report(tx: Transaction, written: Community, row: Any) -> Report:
    if row is None or row.looked_at is None:
        return Report(written, None, 0, row.failed if row else None, (), ())
    there = {one for one, seat in known(tx, written.id).items() if seat.left_at is None}
    absent = tuple(member.name for member in written.members.values() if member.id not in there)
    return Report(written, row.looked_at, row.found, row.failed, tuple(row.lacking.split()), absent)


def look_soon(tx: Transaction, community_id: str) -> None:
    """Somebody came or went: the roster is read at the next look of the clock."""
    there = update(roster_looks).where(roster_looks.c.community_id == community_id)
    if tx.execute(there.values(look_at=tx.now)).rowcount == 0:
        tx.execute(insert(roster_looks).values(community_id=community_id, look_at=tx.now))


def due(tx: Transaction) -> list[Look]:
    """The teams whose roster is to be read now."""
    query = (
        select(communities.c.id, communities.c.group_id)
        .outerjoin(roster_looks, roster_looks.c.community_id == communities.c.id)
        .where(
            communities.c.group_id.is_not(None),
            communities.c.removed_at.is_(None),
            roster_looks.c.look_at.is_(None) | (roster_looks.c.look_at <= tx.now),
            roster_looks.c.leased_until.is_(None) | (roster_looks.c.leased_until <= tx.wall),
        )
    )
    return [Look(row.id, row.group_id) for row in tx.connection.execute(query)]


def take(tx: Transaction, look: Look) -> bool:
    """Whether this process is to read a roster now: no other does so for a while."""
    free = roster_looks.c.leased_until.is_(None) | (roster_looks.c.leased_until <= tx.wall)
    mine = (roster_looks.c.community_id == look.community_id) & (roster_looks.c.look_at <= tx.now) & free
    until = tx.wall + LEASE
    if tx.execute(update(roster_looks).where(mine).values(leased_until=until)).rowcount:
        return True
    same = roster_looks.c.community_id == look.community_id
    if tx.connection.execute(select(roster_looks.c.look_at).where(same)).first() is not None:
        return False
    tx.execute(insert(roster_looks).values(community_id=look.community_id, look_at=tx.now, leased_until=until))
    return True


def looked(tx: Transaction, look: Look, found: Sequence[TeamMember], asked_at: datetime) -> Changes | None:
    """Keep a complete roster. ``None``: another that was asked for later was kept before."""
    row = tx.connection.execute(
        select(roster_looks).where(roster_looks.c.community_id == look.community_id).with_for_update()
    ).one()
    if row.looked_at is not None and row.looked_at >= asked_at:
        return None
    seats = known(tx, look.community_id)
    new = changes(seats, [*found, *still_seated(tx, seats, found)], asked_at)
    joined(tx, look.community_id, new.joined, asked_at, asked_at if row.looked_at else None)
    for one, name in new.renamed.items():
        tx.execute(update(roster).where(_same(look.community_id, one)).values(name=name))
        same = (members.c.community_id == look.community_id) & (members.c.id == one)
        tx.execute(update(members).where(same).values(name=name))
    unseen = tx.communities[look.community_id].written.members.keys() - seats.keys() - {one.id for one in found}
    left(tx, look.community_id, new.left | _were_there(tx, look.community_id, unseen), asked_at)
    _tell_guests(tx, look.community_id, found)
    changing.learn(tx, look.community_id, {one.id: one.name for one in found})
    asked_for_since = row.look_at > asked_at
    again_at = row.look_at if asked_for_since else tx.now + (LAG if new.unsettled else EVERY)
    done = {"look_at": again_at, "leased_until": None, "looked_at": asked_at, "found": len(found)}
    tx.execute(
        update(roster_looks)
        .where(roster_looks.c.community_id == look.community_id)
        .values(failed=None, lacking="", **done)
    )
    return new


def guests_joined(tx: Transaction, community_id: str, ids: Iterable[str]) -> None:
    """Teams told of these, who joined, that they are guests, or of another tenant."""
    asked = sorted(set(ids))
    if asked:
        theirs = (roster.c.community_id == community_id) & roster.c.id.in_(asked)
        tx.execute(update(roster).where(theirs).values(guest=True))
        change_members(tx.connection, community_id)


def _tell_guests(tx: Transaction, community_id: str, found: Iterable[TeamMember]) -> None:
    """Who of the team is a guest, or of another tenant, as the roster has it; every process is to know."""
    settled = tx.communities[community_id]
    now = {one.id for one in found if one.is_stranger_to(settled.written.tenant_id)}
    new, no_more = now - settled.guests, {one.id for one in found} & settled.guests - now
    for one in sorted(new | no_more):
        tx.execute(update(roster).where(_same(community_id, one)).values(guest=one in new))
    if new or no_more:
        change_members(tx.connection, community_id)


def failed(tx: Transaction, look: Look, why: str, again_in: timedelta) -> None:
    """There was no roster, or none to be believed: all stays as it is, and it is asked for again."""
    same = roster_looks.c.community_id == look.community_id
    tx.execute(update(roster_looks).where(same).values(failed=why, leased_until=tx.wall + again_in))


def _were_there(tx: Transaction, community_id: str, ids: Iterable[str]) -> set[str]:
    """Who of these wrote or reacted in a thread of the community: only somebody of the team could."""
    asked = sorted(ids)
    if not asked:
        return set()
    query = (
        select(touches.c.member_id)
        .join(posts, posts.c.thread_id == touches.c.thread_id)
        .where(posts.c.community_id == community_id, touches.c.member_id.in_(asked))
        .union(select(posts.c.author_id).where(posts.c.community_id == community_id, posts.c.author_id.in_(asked)))
    )
    return set(tx.connection.execute(query).scalars())


def _add(tx: Transaction, community_id: str, member_id: str, **known: Any) -> None:
    """A new row; rows that are written together have all the same columns."""
    row = {"community_id": community_id, "id": member_id, "name": "", "joined_at": None, "left_at": None}
    tx.add(roster, row | {"ask_at": None} | known)


def _of(tx: Transaction, community_id: str, ids: Iterable[str]) -> dict[str, Seat]:
    asked = set(ids)
    if not asked:
        return {}
    if len(asked) > MANY:
        return {one: seat for one, seat in known(tx, community_id).items() if one in asked}
    columns = (roster.c.id, roster.c.name, roster.c.told_at, roster.c.left_at)
    query = select(*columns).where(roster.c.community_id == community_id, roster.c.id.in_(asked))
    return {row.id: Seat(row.name, row.told_at, row.left_at) for row in tx.connection.execute(query)}


def _gone(tx: Transaction, community_id: str) -> frozenset[str]:
    gone = (roster.c.community_id == community_id) & roster.c.left_at.is_not(None)
    return frozenset(tx.connection.execute(select(roster.c.id).where(gone)).scalars())


def _same(community_id: str, member_id: str) -> ColumnElement[bool]:
    return (roster.c.community_id == community_id) & (roster.c.id == member_id)


MANY = 500
"""More ids than a statement should name one by one."""
