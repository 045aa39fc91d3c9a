"""The button that opens the roll: a link to a page of one's own, and for who makes it to its files."""

from __future__ import annotations

from handlers.registry import Outcome, look
from handlers.roll_fields import community_asked, season_named, shown
from models.db import roll_showing
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("open_roll")
def open_roll(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    season = season_named(community, event)
    if not roll_showing.may_open(tx, community, season, event.by.id, roll_showing.PAGE):
        return shown(tx, community, event, "refused", notice=("refused-roll-not-yet", {}))
    links = roll_showing.offered(tx, community, season, event.by.id)
    return shown(tx, community, event, "opened", links=links)
