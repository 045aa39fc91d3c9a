"""The command “quiet until TIME”: no card until then. What is theirs stays theirs, and nobody else is told."""

from __future__ import annotations

from handlers.absences import absence_asked, everywhere, noted
from handlers.registry import Asking, command, more
from models.absence import Kind
from models.db import absences
from models.db.transaction import Transaction
from models.outgoing import Card


@command("quiet", "静かに", "通知オフ", takes=more)
def quiet(tx: Transaction, asking: Asking) -> Card:
    absence = absence_asked(tx, asking, Kind.QUIET, "quiet-unknown")
    for community in everywhere(tx, asking):
        absences.begin(tx, community.id, absence)
    return noted("quiet-set", absence, asking)
