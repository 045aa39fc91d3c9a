"""The command “back”: who was away or quiet is there again."""

from __future__ import annotations

from handlers.absences import everywhere
from handlers.registry import Asking, command
from models.absence import Kind
from models.db import absences
from models.db.transaction import Transaction
from models.outgoing import Card


@command("back", "戻りました", "復帰", "ただいま")
def back(tx: Transaction, asking: Asking) -> Card:
    ended = [absences.end(tx, one.id, asking.event.by.id, *Kind) for one in everywhere(tx, asking)]
    return Card("notice", {"key": "back-set" if any(ended) else "back-already", "values": {}})
