"""The command “people”: who takes part in the season, and departments without a champion. For the lead."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card


@command("people", "メンバー", "みなさん")
def people(tx: Transaction, asking: Asking) -> Card:
    return Card("people")
