"""The cards that are open in members' chats: one a slot and member, made true again when what they show changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, select, update

from models.db.tables import live_cards
from models.effects import follow_up_slot, refresh
from models.follow_up import FollowUp
from models.outgoing import Effect


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


def refreshes(connection: Connection, follow_up: FollowUp, seen_by: str | None) -> tuple[Effect, ...]:
    """The effects that make every open card of a follow-up true, but for the one of ``seen_by``."""
    slot = follow_up_slot(follow_up.id)
    rows = connection.execute(select(live_cards.c.member_id).where(live_cards.c.slot == slot))
    return tuple(
        refresh(slot, follow_up.community_id, member_id, follow_up.version)
        for (member_id,) in rows
        if member_id != seen_by
    )


def find(connection: Connection, slot: str, member_id: str) -> LiveCard | None:
    same = (live_cards.c.slot == slot) & (live_cards.c.member_id == member_id)
    row = connection.execute(select(live_cards).where(same)).first()
    if row is None:
        return None
    shown = orjson.loads(row.card)
    return LiveCard(slot, member_id, row.conversation_id, row.activity_id, shown["card"], shown["values"], row.version)


def keep(connection: Connection, live: LiveCard) -> None:
    """Remember a card as the live one of its slot, in place of the one before."""
    same = (live_cards.c.slot == live.slot) & (live_cards.c.member_id == live.member_id)
    values = {
        "conversation_id": live.conversation_id,
        "activity_id": live.activity_id,
        "card": orjson.dumps({"card": live.card, "values": live.values}).decode(),
        "version": live.version,
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
