"""The command “challenge”: a form for what one tried, and what one tried so far this season. For everybody."""

from __future__ import annotations

from hashlib import sha256

from handlers.attempt_fields import season_now
from handlers.places import channel_for
from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.incoming import Envelope
from models.outgoing import Card


@command("challenge", "挑戦", "チャレンジ", menu=True)
def challenge(tx: Transaction, asking: Asking) -> Card:
    season = season_now(tx, asking.community)
    where = asking.event.envelope
    may_post = channel_for(asking.community, where) is not None
    values = {"season": season.code, "form": new_id(where), "may_post": may_post}
    return Card("challenge", values, slot=f"challenge:{asking.community.id}")


def new_id(where: Envelope) -> str:
    """The id of the attempt that a new form is for: of one asking always the same, however often Teams tells of it."""
    return sha256(f"{where.conversation_id} {where.activity_id}".encode()).hexdigest()[:32]
