"""What a member pressed was done in their own name, or was not."""

from __future__ import annotations

from handlers.like import liked
from handlers.pin import pinned, unpinned
from handlers.registry import Outcome, on
from models.db.transaction import Transaction
from models.incoming import ActedOneself
from models.own_acts import Like, Pin, Unpin
from models.refused import Refused


@on(ActedOneself)
def acted_oneself(tx: Transaction, event: ActedOneself) -> Outcome:
    act, done = event.act, event.done
    match act:
        case Like() if done.refused:
            raise Refused(f"refused-own-{done.refused}")
        case Like():
            return liked(tx, event.pressed, act)
        case _ if done.refused:
            raise Refused(f"refused-pin-{done.refused}")
        case Pin():
            return pinned(tx, event.pressed, done)
        case Unpin():
            return unpinned(tx, event.pressed)
