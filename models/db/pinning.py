"""Which members want their queue card pinned at the top of their chat, and whether it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update

from models.db.tables.outbox import live_cards
from models.db.transaction import Transaction
from models.effects import QUEUE_SLOT
from models.own_acts import chat_with

WANTED, LAPSED = "wanted", "lapsed"


@dataclass(frozen=True, slots=True)
class Wish:
    """A member's queue card: which message it is, and as what it is pinned (Graph's id; ``None``: it is not).

    ``lapsed``: they want it pinned, and the last one could not be.
    """

    activity_id: str
    wanted: bool
    lapsed: bool
    pinned_id: str | None


def wish(tx: Transaction, member_id: str) -> Wish | None:
    """``None`` where the member has no queue card."""
    row = tx.connection.execute(select(live_cards).where(_of(member_id))).first()
    if row is None:
        return None
    return Wish(row.activity_id, row.pin is not None, row.pin == LAPSED, row.pinned_id)


def pinned(tx: Transaction, member_id: str, pinned_id: str) -> None:
    """The card is pinned, as the member wants it."""
    tx.execute(update(live_cards).where(_of(member_id)).values(pin=WANTED, pinned_id=pinned_id))


def unpinned(tx: Transaction, member_id: str) -> None:
    """The member does not want it pinned any more."""
    tx.execute(update(live_cards).where(_of(member_id)).values(pin=None, pinned_id=None))


def lapsed(tx: Transaction, member_id: str) -> None:
    """The new card could not be pinned: the member is told when they next open the queue."""
    wanted = _of(member_id) & live_cards.c.pin.is_not(None)
    tx.execute(update(live_cards).where(wanted).values(pin=LAPSED))


def chat_of(tx: Transaction, community_id: str, member_id: str) -> str | None:
    """Graph's id of a member's chat with the bot; ``None`` where the bot's own id is not known yet."""
    bot_id = tx.home(community_id).bot_id
    return chat_with(member_id, bot_id) if bot_id else None


def _of(member_id: str) -> ColumnElement[bool]:
    return (live_cards.c.slot == QUEUE_SLOT) & (live_cards.c.member_id == member_id)
