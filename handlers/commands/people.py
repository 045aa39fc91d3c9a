"""The command “people”: who takes part in the season, and departments without a champion. For the lead."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.community import Role
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused


@command("people", "メンバー", "みなさん")
def people(tx: Transaction, asking: Asking) -> Card:
    member = asking.community.members.get(asking.event.by.id)
    if member is None or Role.LEAD not in member.roles:
        raise Refused("refused-people-not-for-you")
    return Card("people")
