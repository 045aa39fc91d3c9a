"""The form “enter measures” on the figures: the lead writes down what nobody can count but by hand."""

from __future__ import annotations

from dataclasses import replace

from handlers.fields import words_of
from handlers.registry import Outcome, look
from handlers.stats_fields import figures_shown
from models.db import measures, people, statistics
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.measuring import Given, given, table
from models.mentions import Mention
from models.refused import Refused


@look("enter_measures")
def enter_measures(tx: Transaction, event: Pressed) -> Outcome:
    community, values, view = figures_shown(tx, event)
    if not view.may_enter:
        raise Refused("refused-measures-not-for-you")
    to = people.recipient(tx, community, event.by.id)
    try:
        entered = _entered(event)
    except Refused as refused:
        return Outcome("refused", replace(view, notice=(refused.key, dict(refused.values))), to)
    measures.keep(tx, community.id, entered, event.by.id)
    there = statistics.view(tx, community, values, event.by.id)
    return Outcome("entered", replace(there, notice=("measures-kept", {"count": len(entered)})), to)


def _entered(event: Pressed) -> tuple[Given | Mention, ...]:
    """What the form holds: a table where one was pasted, else the one entry. Raises Refused."""
    pasted = words_of(event.fields, "table")
    if pasted:
        return table(pasted)
    return (given(*(words_of(event.fields, name) for name in ("measure", "month", "value"))),)
