"""The queue card's buttons “pin” and “unpin”: in the presser's own name, at the top of their chat with the bot.

It is kept as their wish: each later queue card is pinned in place of the one before.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.permitting import asked_in
from handlers.registry import Outcome, look
from handlers.turn_queue import turn_queue
from models.db import pinning
from models.db.pinning import Wish
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.list_views import QueueView
from models.own_acts import Done, OwnAct, Pin, Unpin
from models.refused import Refused


@look("pin")
def pin(tx: Transaction, event: Pressed) -> Outcome:
    wish, chat_id = _pressed(tx, event)
    act = Pin(chat_id, wish.activity_id, wish.pinned_id)
    return _in_own_name(tx, event, act)


@look("unpin")
def unpin(tx: Transaction, event: Pressed) -> Outcome:
    wish, chat_id = _pressed(tx, event)
    if wish.pinned_id is None:
        return unpinned(tx, event)
    return _in_own_name(tx, event, Unpin(chat_id, wish.pinned_id))


def pinned(tx: Transaction, press: Pressed, done: Done) -> Outcome:
    """It is pinned: kept as the presser's wish."""
    pinning.pinned(tx, press.by.id, done.pinned_id or "")
    return _told(tx, press, "notice-pinned")


def unpinned(tx: Transaction, press: Pressed) -> Outcome:
    """It is taken down, and the next one is not pinned."""
    pinning.unpinned(tx, press.by.id)
    return _told(tx, press, "notice-unpinned")


def _pressed(tx: Transaction, event: Pressed) -> tuple[Wish, str]:
    """The presser's queue card, and Graph's id of its chat. Raises Refused where another card was pressed."""
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    wish, chat_id = pinning.wish(tx, event.by.id), pinning.chat_of(tx, community.id, event.by.id)
    if wish is None or chat_id is None or wish.activity_id != event.card_activity_id:
        raise Refused("refused-pin-old-card")
    return wish, chat_id


def _in_own_name(tx: Transaction, event: Pressed, act: OwnAct) -> Outcome:
    return replace(turn_queue(tx, event), what="in their own name", own=act)


def _told(tx: Transaction, press: Pressed, notice: str) -> Outcome:
    """The queue as it was turned, with a sentence on top."""
    there = turn_queue(tx, press)
    if isinstance(there.view, QueueView):
        return replace(there, view=replace(there.view, notice=notice))
    return there
