"""The button “each Monday” of an executive's list: it comes by itself from next week on."""

from __future__ import annotations

from dataclasses import replace

from handlers.registry import Outcome, look
from handlers.roll_fields import community_asked
from models.db import people, touch_listing
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("wish_touches")
def wish_touches(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    touch_listing.wish(tx, community, event.by.id)
    view = touch_listing.view(tx, community, {}, event.by.id)
    to = people.recipient(tx, community, event.by.id)
    return Outcome("wished", replace(view, notice=("touches-wished", {})), to)
