"""The command “audit”: that no post was missed, and where something is amiss, what to do. For the PMO and the lead."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.community import Role
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused

FOR = frozenset({Role.PMO, Role.LEAD})


@command("audit", "点検", menu=True)
def audit(tx: Transaction, asking: Asking) -> Card:
    member = asking.community.members.get(asking.event.by.id)
    if member is None or FOR.isdisjoint(member.roles):
        raise Refused("refused-audit-not-for-you")
    if not asking.event.private:
        raise Refused("refused-audit-in-private")
    return Card("audit")
