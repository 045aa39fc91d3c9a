"""The command “people”: who takes part in the season, and departments without a champion. For the lead."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db import trail
from models.db.transaction import Transaction
from models.outgoing import Card
from models.trail import Line, Saw


@command("people", "メンバー", "みなさん")
def people(tx: Transaction, asking: Asking) -> Card:
    trail.note(tx, Line(Saw.PEOPLE, asking.event.by.id, community_id=asking.community.id))
    return Card("people")
