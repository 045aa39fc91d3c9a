"""The command “setup”: what the bot reads and for whom, and who the PMO is; for the lead."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.effects import welcome_card
from models.outgoing import Card


@command("setup", "設定", "セットアップ")
def setup(tx: Transaction, asking: Asking) -> Card:
    return welcome_card(asking.community.id)
