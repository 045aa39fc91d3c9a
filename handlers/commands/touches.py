"""The command “touches [on|off]”: posts where a word would mean most, and whether a list comes each week."""

from __future__ import annotations

from handlers.commands.morning import OFF, ON
from handlers.registry import Asking, command, more
from models.db import touch_listing
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import NotUnderstood, Refused
from models.season import fold


@command("touches", "ひとこと", "声かけ", takes=more)
def touches(tx: Transaction, asking: Asking) -> Card:
    said, by = fold(asking.words), asking.event.by.id
    if said and said not in ON | OFF:
        raise NotUnderstood("touches-unknown")
    if not asking.event.private:
        raise Refused("refused-touches-in-private")
    if said in ON:
        touch_listing.wish(tx, asking.community, by)
    if said in OFF:
        touch_listing.stop(tx, asking.community, by)
    touch_listing.offer(tx, asking.community, by)
    return touch_listing.card(tx, asking.community, by)
