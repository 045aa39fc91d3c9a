"""The command “away until DAY”: what is theirs goes to others meanwhile. Nobody else is told."""

from __future__ import annotations

from handlers.absences import absence_asked, everywhere, noted
from handlers.registry import Asking, command, more
from models.absence import Kind
from models.db import absences, handing_back
from models.db.transaction import Transaction
from models.outgoing import Card


@command("away", "不在", "休み", "お休み", menu=True, takes=more)
def away(tx: Transaction, asking: Asking) -> Card:
    absence = absence_asked(tx, asking, Kind.AWAY, "away-unknown")
    for community in everywhere(tx, asking):
        absences.begin(tx, community.id, absence)
        handing_back.let_go_of_claims(tx, community, asking.event.by.id)
    return noted("away-set", absence, asking)
