"""What the buttons on the card of the roll say: not to be believed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.permitting import asked_in, is_guest
from handlers.registry import Outcome
from models.community import Community, Season
from models.db import people, roll_showing
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused


def community_asked(tx: Transaction, event: Pressed) -> Community:
    """Where it was pressed. Raises Refused."""
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    people.meet(tx, community, event.by, event.envelope)
    return community


def season_named(community: Community, event: Pressed) -> Season:
    """The season that the card shows. Raises Refused."""
    season = roll_showing.season_of(community, code_of(event))
    if season is None:
        raise Refused("refused-malformed")
    return season


def code_of(event: Pressed) -> str | None:
    code = event.fields.get("season")
    return code if isinstance(code, str) else None


def shown(tx: Transaction, community: Community, event: Pressed, what: str, **changes: Any) -> Outcome:
    """The card as it is now, for who pressed."""
    view = roll_showing.view(tx, community, code_of(event), event.by.id, guest=is_guest(tx, community, event.by))
    return Outcome(what, replace(view, **changes), people.recipient(tx, community, event.by.id))
