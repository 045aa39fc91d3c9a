"""The command “help”: what one can ask for."""

from __future__ import annotations

from handlers.offered_help import help_for
from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card


@command("help", "ヘルプ", "使い方", "?", menu=True)
def help_(tx: Transaction, asking: Asking) -> Card:
    return help_for(tx, asking.community, asking.event)
