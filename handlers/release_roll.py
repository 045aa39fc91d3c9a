"""The button “show it to everybody” of the roll: from now on each member may open it. For the lead."""

from __future__ import annotations

from handlers.registry import Outcome, look
from handlers.roll_fields import community_asked, season_named, shown
from models.db import roll_showing
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("release_roll")
def release_roll(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    season = season_named(community, event)
    roll_showing.release(tx, community, season, event.by.id)
    return shown(tx, community, event, "released", notice=("roll-released", {}))
