"""The card of what one can ask for: of all commands those that the asker may use, the menu's first."""

from __future__ import annotations

from typing import Any

from handlers import registry
from handlers.permitting import is_guest
from handlers.registry import Command
from models.community import Community
from models.db import people
from models.db.transaction import Transaction
from models.incoming import Commanded
from models.outgoing import Card
from models.permissions import COMMANDS, may


def help_for(tx: Transaction, community: Community, asked: Commanded, **shown: Any) -> Card:
    """``shown``: what was not understood, and what was meant."""
    by = asked.by
    guest = is_guest(tx, community, by)
    theirs = [one for name, one in registry.commands.items() if may(COMMANDS[name], community, by.id, guest=guest)]
    commands = [_named(one) for one in sorted(theirs, key=_order)]
    several = [one.name for one in people.communities_of(tx, by.id, community.tenant_id)] if asked.private else []
    return Card("help", {"commands": commands, "communities": several if len(several) > 1 else [], **shown})


def _named(command: Command) -> list[str]:
    """What it is called in English and in Japanese."""
    return list(command.words[:2])


def _order(command: Command) -> tuple[bool, str]:
    return not command.menu, command.name
