"""The command “back”: who was away or quiet is there again."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.absence import Kind
from models.db import absences
from models.db.transaction import Transaction
from models.outgoing import Card


@command("back", "戻りました", "復帰", "ただいま")
def back(tx: Transaction, asking: Asking) -> Card:
    was_absent = absences.end(tx, asking.community.id, asking.event.by.id, *Kind)
    return Card("notice", {"key": "back-set" if was_absent else "back-already", "values": {}})
