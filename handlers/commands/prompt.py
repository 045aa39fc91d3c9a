"""The command “prompt” (お題): what the PMO has the bot post in the channel, planned by a date or a weekday."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused


@command("prompt", "お題", "おだい")
def prompt(tx: Transaction, asking: Asking) -> Card:
    if not asking.event.private:
        raise Refused("refused-prompt-in-private")
    return Card("prompts")
