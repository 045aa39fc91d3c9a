"""The command “touches [on|off]”: posts where a word would mean most, and whether a list comes each week."""

from __future__ import annotations

from handlers.commands.morning import OFF, ON
from handlers.registry import Asking, command
from models.db import touch_listing
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused
from models.season import fold


@command("touches", "ひとこと", "声かけ")
def touches(tx: Transaction, asking: Asking) -> Card:
    if not asking.event.private:
        raise Refused("refused-touches-in-private")
    said, by = fold(asking.words), asking.event.by.id
    if said and said not in ON | OFF:
        raise Refused("touches-unknown")
    if said in ON:
        touch_listing.wish(tx, asking.community, by)
    if said in OFF:
        touch_listing.stop(tx, asking.community, by)
    touch_listing.offer(tx, asking.community, by)
    return Card(touch_listing.CARD, slot=f"{touch_listing.CARD}:{asking.community.id}")
