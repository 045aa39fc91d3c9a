"""The button that takes a released roll back: who makes it sees it, and nobody else. For the lead."""

from __future__ import annotations

from handlers.registry import Outcome, look
from handlers.roll_fields import community_asked, season_named, shown
from models.db import roll_showing
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("withdraw_roll")
def withdraw_roll(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    season = season_named(community, event)
    roll_showing.withdraw(tx, community, season)
    return shown(tx, community, event, "withdrawn", notice=("roll-withdrawn", {}))
