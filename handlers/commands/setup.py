"""The command “setup”: what the bot reads and for whom, and who the PMO is; for the lead."""

from __future__ import annotations

from handlers.registry import Asking, command
from models import permissions
from models.community import Community
from models.db import people
from models.db.transaction import Transaction
from models.effects import welcome_card
from models.outgoing import Card
from models.season import fold


@command("setup", "設定", "セットアップ")
def setup(tx: Transaction, asking: Asking) -> Card:
    led = [community for community in _asked_of(tx, asking) if _leads(community, asking.event.by.id)]
    named = (community for community in led if fold(community.name) == fold(asking.words))
    return welcome_card(next(named, asking.community).id)


def _asked_of(tx: Transaction, asking: Asking) -> tuple[Community, ...]:
    """In a channel its community; in the private chat all that the person belongs to."""
    envelope = asking.event.envelope
    if envelope.team_id is not None:
        return (asking.community,)
    return people.communities_of(tx, asking.event.by.id, envelope.tenant_id)


def _leads(community: Community, person_id: str) -> bool:
    return permissions.may(permissions.COMMANDS["setup"], community, person_id)
