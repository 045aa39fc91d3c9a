"""The button “show everyone” of the figures: the PMO makes the bot post them in the channel."""

from __future__ import annotations

from dataclasses import replace

from handlers.places import channel_for
from handlers.registry import Outcome, look
from handlers.stats_fields import figures_shown
from models.community import Community
from models.db import people
from models.db.transaction import Transaction
from models.effects import show
from models.incoming import Pressed
from models.outgoing import Card
from models.refused import Refused


@look("show_stats")
def show_stats(tx: Transaction, event: Pressed) -> Outcome:
    community, values, view = figures_shown(tx, event)
    as_of = event.fields.get("at")
    if not isinstance(as_of, str) or len(as_of) > 40:
        raise Refused("refused-malformed")
    shown = {name: code for name, code in values.items() if name != "private"}
    key = f"show_stats:{event.by.id}:{as_of}:{view.season}:{view.theme}"
    tx.enqueue(show(key, community.id, _channel(community, event), Card("stats", shown)))
    there = replace(view, may_show=False, notice=("stats-shown", {}))
    return Outcome("shown", there, people.recipient(tx, community, event.by.id))


def _channel(community: Community, event: Pressed) -> str:
    """Where it was asked, else the one channel there is. Raises Refused."""
    channel = channel_for(community, event.envelope)
    if channel is None:
        raise Refused("refused-show-where")
    return channel
