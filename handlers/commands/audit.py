"""The command “audit”: that no post was missed, and where something is amiss, what to do. For the PMO and the lead."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused


@command("audit", "点検", menu=True)
def audit(tx: Transaction, asking: Asking) -> Card:
    if not asking.event.private:
        raise Refused("refused-audit-in-private")
    return Card("audit")
