"""The cards that are open in members' chats: one a slot and member, made true again when what they show changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from models.attempts import Attempt
from models.db.tables.outbox import live_cards
from models.effects import follow_up_slot, nudge_slot, refresh, similar_slot
from models.follow_up import FollowUp
from models.outgoing import Effect


@dataclass(frozen=True, slots=True)
class Seen:
    """Who gets a new card as the answer to a press, in place of which card: that one needs no drawing."""

    by: str | None = None
    on: str | None = None
    """Teams' id of the pressed card; ``None``: not told, so every card of theirs counts as seen."""

    def holds(self, member_id: str, activity_id: str) -> bool:
        return member_id == self.by and self.on in (None, activity_id)


NOBODY = Seen()


@dataclass(frozen=True, slots=True)
class LiveCard:
    """A card that Teams shows. ``card`` and ``values`` say what is drawn, ``version`` of which follow-up state."""

    slot: str
    member_id: str
    conversation_id: str
    activity_id: str
    card: str
    values: dict[str, Any]
    version: int


def refreshes(connection: Connection, follow_up: FollowUp, seen: Seen) -> tuple[Effect, ...]:
    """The effects that make true every open card of a follow-up, every nudge card that it is on, and what offers it."""
    on_nudge_card = (live_cards.c.slot == nudge_slot(follow_up.community_id)) & live_cards.c.card.contains(follow_up.id)
    query = select(live_cards.c.slot, live_cards.c.member_id, live_cards.c.activity_id)
    of_it = query.where(or_(live_cards.c.slot == follow_up_slot(follow_up.id), on_nudge_card))
    offering = query.where(_offers(follow_up.thread_id))
    return tuple(
        refresh(row.slot, follow_up, row.member_id)
        for row in (*connection.execute(of_it), *connection.execute(offering))
        if not seen.holds(row.member_id, row.activity_id)
    )


def offering(connection: Connection, attempt: Attempt) -> tuple[Effect, ...]:
    """The effects that make true every open card that offers an attempt for a word."""
    rows = connection.execute(select(live_cards.c.slot, live_cards.c.member_id).where(_offers(attempt.id)))
    return tuple(refresh(row.slot, attempt, row.member_id) for row in rows)


def _offers(about: str) -> ColumnElement[bool]:
    return live_cards.c.offers.is_not(None) & live_cards.c.offers.contains(about, autoescape=True)


def named(connection: Connection, follow_up: FollowUp) -> tuple[Effect, ...]:
    """The effects that draw again what is offered for a follow-up: such a card tells of it only who posted it."""
    slot = similar_slot(follow_up.id)
    rows = connection.execute(select(live_cards.c.member_id).where(live_cards.c.slot == slot))
    return tuple(refresh(slot, follow_up, row.member_id) for row in rows)


def differs(before: FollowUp, after: FollowUp) -> bool:
    """Whether any card shows what changed."""
    return _shown(before) != _shown(after)


def _shown(follow_up: FollowUp) -> FollowUp:
    """A follow-up less what no card shows."""
    unseen: dict[str, Any] = {"nudges_before": 0, "nudged_at": None, "owners": ()}
    return replace(follow_up, version=0, nudges=0, rung=0, next_nudge_at=None, **unseen)


def find(connection: Connection, slot: str, member_id: str) -> LiveCard | None:
    same = (live_cards.c.slot == slot) & (live_cards.c.member_id == member_id)
    row = connection.execute(select(live_cards).where(same)).first()
    if row is None:
        return None
    shown = orjson.loads(row.card)
    return LiveCard(slot, member_id, row.conversation_id, row.activity_id, shown["card"], shown["values"], row.version)


def pressed(connection: Connection, member_id: str, activity_id: str | None) -> LiveCard | None:
    """The live card of a member that is this message of Teams'; ``None``: it is none, or was replaced since."""
    same = (live_cards.c.member_id == member_id) & (live_cards.c.activity_id == activity_id)
    slot = connection.execute(select(live_cards.c.slot).where(same)).scalar()
    return find(connection, slot, member_id) if slot else None


def keep(connection: Connection, live: LiveCard) -> None:
    """Remember a card as the live one of its slot, in place of the one before."""
    same = (live_cards.c.slot == live.slot) & (live_cards.c.member_id == live.member_id)
    values = {
        "conversation_id": live.conversation_id,
        "activity_id": live.activity_id,
        "card": orjson.dumps({"card": live.card, "values": live.values}).decode(),
        "version": live.version,
        "offers": "\n".join(live.values["offered"]) if "offered" in live.values else None,
    }
    if connection.execute(update(live_cards).where(same).values(**values)).rowcount == 0:
        connection.execute(insert(live_cards).values(slot=live.slot, member_id=live.member_id, **values))


def drawn(connection: Connection, slot: str, member_id: str, version: int) -> None:
    """The live card was drawn anew, of this version."""
    same = (live_cards.c.slot == slot) & (live_cards.c.member_id == member_id)
    connection.execute(update(live_cards).where(same).values(version=version))


def forget(connection: Connection, slot: str, member_id: str) -> None:
    """Teams has this card no more."""
    same = (live_cards.c.slot == slot) & (live_cards.c.member_id == member_id)
    connection.execute(delete(live_cards).where(same))
