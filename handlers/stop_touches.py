"""The button that ends an executive's weekly list."""

from __future__ import annotations

from dataclasses import replace

from handlers.registry import Outcome, look
from handlers.roll_fields import community_asked
from models.db import people, touch_listing
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("stop_touches")
def stop_touches(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    touch_listing.stop(tx, community, event.by.id)
    view = touch_listing.view(tx, community, {}, event.by.id)
    to = people.recipient(tx, community, event.by.id)
    return Outcome("stopped", replace(view, notice=("touches-stopped", {})), to)
