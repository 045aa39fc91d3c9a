"""The card of what one can ask for: of all commands those that the asker may use, the menu's first."""

from __future__ import annotations

from typing import Any

from handlers import registry
from handlers.permitting import is_guest
from handlers.registry import Command
from models.community import Community
from models.db.transaction import Transaction
from models.incoming import Person
from models.outgoing import Card
from models.permissions import COMMANDS, may


def help_for(tx: Transaction, community: Community, by: Person, **shown: Any) -> Card:
    """``shown``: what was not understood, and what was meant."""
    guest = is_guest(tx, community, by)
    theirs = [one for name, one in registry.commands.items() if may(COMMANDS[name], community, by.id, guest=guest)]
    return Card("help", {"commands": [_named(one) for one in sorted(theirs, key=_order)], **shown})


def _named(command: Command) -> list[str]:
    """What it is called in English and in Japanese."""
    return list(command.words[:2])


def _order(command: Command) -> tuple[bool, str]:
    return not command.menu, command.name
