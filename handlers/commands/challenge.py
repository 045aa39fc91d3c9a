"""The command “challenge [season]”: a form for what one tried, and what one tried in a season. For everybody."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from handlers.attempt_fields import code_named, code_to_show
from handlers.places import channel_for
from handlers.registry import Asking, command, more
from models.db.transaction import Transaction
from models.incoming import Envelope
from models.outgoing import Card
from models.refused import NotUnderstood


@command("challenge", "挑戦", "チャレンジ", menu=True, takes=more)
def challenge(tx: Transaction, asking: Asking) -> Card:
    """Of the season that the words name; without any, of the one that is on, else the latest of the asker's own."""
    code = _season_asked(tx, asking)
    current = asking.community.season_on(tx.now)
    values: dict[str, Any] = {"season": code}
    if current is not None and current.code == code:
        where = asking.event.envelope
        values |= {"form": new_id(where), "may_post": channel_for(asking.community, where) is not None}
    elif not asking.words:
        values["none_is_on"] = True
    return Card("challenge", values, slot=f"challenge:{asking.community.id}")


def _season_asked(tx: Transaction, asking: Asking) -> str:
    """Its code. Raises NotUnderstood."""
    community, by = asking.community, asking.event.by.id
    if not asking.words:
        return code_to_show(tx, community, by)
    code = code_named(tx, community, by, asking.words)
    if code is None:
        known = ", ".join(season.code for season in community.seasons) or "–"
        raise NotUnderstood("refused-attempt-season", season=asking.words[:40], known=known)
    return code


def new_id(where: Envelope) -> str:
    """The id of the attempt that a new form is for: of one asking always the same, however often Teams tells of it."""
    return sha256(f"{where.conversation_id} {where.activity_id}".encode()).hexdigest()[:32]
