"""The command “queue”: the posts that wait for a person's answer. For responders."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.effects import queue_card
from models.outgoing import Card


@command("queue", "一覧", "キュー", menu=True)
def queue(tx: Transaction, asking: Asking) -> Card:
    return queue_card()
