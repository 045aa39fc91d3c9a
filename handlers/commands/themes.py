"""The command “themes”: what the season is about, and how to take part. For everybody."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card


@command("themes", "テーマ", "theme", menu=True)
def themes(tx: Transaction, asking: Asking) -> Card:
    return Card("themes")
