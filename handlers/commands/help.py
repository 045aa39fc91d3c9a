"""The command “help”: what one can ask for."""

from __future__ import annotations

from handlers import registry
from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card


@command("help", "ヘルプ", "使い方", "?", menu=True)
def help_(tx: Transaction, asking: Asking) -> Card:
    return Card("help", {"commands": sorted(registry.commands)})
