"""Forgetting a person: what they did still counts, and nothing tells any more who they were or what they wrote.

An id is told apart from everything else wherever it stands, in lists and JSON too. So it is replaced in every column of
every table, and a new table needs no change here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, String, Table, Text, delete, false, func, insert, or_, select, update

from models.community import Community
from models.db import attempts, live_cards, praising, texts
from models.db.columns import metadata
from models.db.handing_back import let_go_of_claims
from models.db.tables.ledger import follow_ups, looks, members, posts
from models.db.tables.nudging import absences, calm
from models.db.tables.outbox import live_cards as open_cards
from models.db.tables.outbox import outbox
from models.db.tables.papers import papers
from models.db.tables.people import roster
from models.db.tables.privacy import forgotten
from models.db.tables.roll import namings
from models.db.tables.touch_list import touch_offers, touch_wishes
from models.db.transaction import Transaction
from models.follow_up import Decision
from models.forgetting import Forgotten, Mask, alias, digest

_THEIR_OWN = (looks, absences, calm, open_cards, papers, namings, touch_wishes, touch_offers)
"""What is there for a person alone, and counts for nothing once they are gone."""
_KEPT_OF_MEMBER = frozenset({"community_id", "id", "first_posted_at"})


class StillNamed(Exception):
    """The community file names the person; ``communities`` are the names of those whose file does."""

    def __init__(self, communities: tuple[str, ...]) -> None:
        super().__init__(", ".join(communities))
        self.communities = communities


@dataclass(frozen=True, slots=True)
class Gone:
    """What went: texts, and rows that named the person."""

    texts: int
    rows: int
    alias: str = ""
    """The id that took the place of theirs."""


def forget(tx: Transaction, person_id: str, called: Mapping[str, str]) -> Gone:
    """Make a person nobody. ``called`` is what cards call them from now on, by community.

    Raises StillNamed while a community file names them, since the next ``apply`` would bring them back.
    """
    naming = named_in(tx, person_id)
    if naming:
        raise StillNamed(naming)
    for settled in tx.communities.values():
        let_go_of_claims(tx, settled.community, person_id)
    teams_ids = [known.teams_id for known in tx.acquaintances(person_id).values() if known.teams_id]
    _drop_what_waits_for(tx, person_id)
    attempts.take_back_posted(tx, person_id)
    praising.take_cards_back(tx, person_id)
    went = texts.go_with_writer(tx, person_id) + texts.forget_early(tx, person_id=person_id)
    for table in _THEIR_OWN:
        tx.execute(delete(table).where(table.c.member_id == person_id))
    shown = _follow_ups_on_cards(tx, person_id)
    nobody = alias()
    rows = sum(_replaced(tx, told, nobody) for told in (person_id, *teams_ids))
    if not rows:
        return Gone(0, 0)
    _unname(tx, nobody, called)
    tx.execute(insert(forgotten).values(digest=digest(person_id), alias=nobody, at=tx.now))
    _draw_again(tx, shown)
    return Gone(went, rows, nobody)


def named_in(tx: Transaction, person_id: str) -> tuple[str, ...]:
    """The communities whose file names a person, by name."""
    return tuple(one.community.name for one in tx.communities.values() if person_id in one.written.members)


def called_nobody(tx: Transaction, nobody: Callable[[str], str]) -> dict[str, str]:
    """What somebody forgotten is called in each community: ``nobody`` tells it in a language."""
    return {community_id: nobody(settled.community.language) for community_id, settled in tx.communities.items()}


def mask(tx: Transaction, community_id: str) -> Mask:
    """Those who were forgotten, and from when on a community's texts are kept."""
    known: dict[str, list[Forgotten]] = {}
    for row in tx.connection.execute(select(forgotten).order_by(forgotten.c.at)):
        known.setdefault(row.digest, []).append(Forgotten(row.alias, row.at))
    kept_for = tx.communities[community_id].community.rules.retain_text_for
    return Mask(known, tx.now - kept_for)


def may_come_back(tx: Transaction, community: Community, writer_id: str | None, written_at: datetime) -> bool:
    """Whether words of a message may be kept when Teams tells them anew: its writer was not forgotten, and it is not
    older than texts are kept.
    """
    if written_at < tx.now - community.rules.retain_text_for:
        return False
    nobody = select(forgotten.c.alias).where(forgotten.c.alias == writer_id)
    return writer_id is None or tx.connection.execute(nobody).first() is None


def everything_of(tx: Transaction, person_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every row that names a person, by table: all that is kept of them."""
    teams_ids = [known.teams_id for known in tx.acquaintances(person_id).values() if known.teams_id]
    found = {}
    for table in metadata.sorted_tables:
        named = [_names(table, told) for told in (person_id, *teams_ids)]
        if rows := [dict(row._mapping) for row in tx.connection.execute(select(table).where(or_(*named)))]:
            found[table.name] = rows
    return found


def _names(table: Table, told: str) -> ColumnElement[bool]:
    return or_(false(), *(column.contains(told) for column in _words(table)))


def _words(table: Table) -> Iterator[Column[Any]]:
    """The columns of a table that hold words, and not a moment written as such."""
    return (column for column in table.columns if isinstance(column.type, String | Text))


def _drop_what_waits_for(tx: Transaction, person_id: str) -> None:
    theirs = or_(outbox.c.lane == f"chat:{person_id}", outbox.c.payload.contains(f'"to":"{person_id}"'))
    waiting = outbox.c.settled_at.is_(None) & theirs
    values = {"state": "dropped", "outcome": "the member was forgotten", "settled_at": tx.wall, "leased_until": None}
    tx.execute(update(outbox).where(waiting).values(**values))


def _follow_ups_on_cards(tx: Transaction, person_id: str) -> list[str]:
    """The follow-ups that concern a person and are shown to somebody."""
    concerned = select(follow_ups.c.id, follow_ups.c.thread_id).where(_names(follow_ups, person_id))
    shown = "\n".join(f"{row.slot} {row.card} {row.offers}" for row in tx.connection.execute(select(open_cards)))
    return [row.id for row in tx.connection.execute(concerned) if row.id in shown or row.thread_id in shown]


def _replaced(tx: Transaction, told: str, by: str) -> int:
    rows = 0
    for table in metadata.sorted_tables:
        if values := {column.name: func.replace(column, told, by) for column in _words(table)}:
            rows += tx.execute(update(table).where(_names(table, told)).values(values)).rowcount
    return rows


def _unname(tx: Transaction, nobody: str, called: Mapping[str, str]) -> None:
    """Their department and country stay: figures of each are made of them."""
    of_member = {one.name: None for one in members.columns if one.nullable and one.name not in _KEPT_OF_MEMBER}
    of_roster = {"office": None, "language": None, "time_zone": None, "ask_at": None}
    for community_id, name in called.items():
        for table, nothing in ((members, of_member), (roster, of_roster)):
            here = (table.c.community_id == community_id) & (table.c.id == nobody)
            tx.execute(update(table).where(here).values(name=name, **nothing))
        theirs = (posts.c.community_id == community_id) & (posts.c.author_id == nobody)
        tx.execute(update(posts).where(theirs).values(author_name=name))


def _draw_again(tx: Transaction, shown: list[str]) -> None:
    for follow_up_id in shown:
        known = tx.follow_up(follow_up_id)
        if known is not None:
            renewed = tx.apply(known, Decision(known, anew=True))
            tx.enqueue(*live_cards.refreshes(tx.connection, renewed, live_cards.NOBODY))
            tx.enqueue(*live_cards.named(tx.connection, renewed))
