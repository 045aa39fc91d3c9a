"""The command “morning on|off”: whether the day begins with a card of what is owed. Nudges come all the same."""

from __future__ import annotations

from handlers.absences import everywhere
from handlers.registry import Asking, command, more
from models.db import calm
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import NotUnderstood
from models.season import fold

ON, OFF = frozenset({"on", "オン", "する"}), frozenset({"off", "オフ", "しない"})


@command("morning", "朝", "朝のお知らせ", takes=more)
def morning(tx: Transaction, asking: Asking) -> Card:
    said = fold(asking.words)
    if said not in ON | OFF:
        raise NotUnderstood("morning-unknown")
    for community in everywhere(tx, asking):
        calm.turn_mornings(tx, community.id, asking.event.by.id, off=said in OFF)
    return Card("notice", {"key": "morning-off" if said in OFF else "morning-on", "values": {}})
