"""The form “choose the PMO” on the welcome card: the lead names who looks after answers."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.fields import words_of
from handlers.registry import Outcome, look
from models.db import choosing, people, trail, welcoming
from models.db.communities import Settled
from models.db.transaction import Transaction
from models.effects import send, welcome_card
from models.founding import PMO_AT_MOST
from models.incoming import Pressed
from models.outgoing import Card
from models.refused import Refused
from models.trail import Line, Saw

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@look("choose_pmo")
def choose_pmo(tx: Transaction, event: Pressed) -> Outcome:
    settled = _of_card(tx, event)
    community, by = settled.community, event.by
    people.meet(tx, community, by, event.envelope)
    to, shown = people.recipient(tx, community, by.id), welcome_card(community.id).values
    try:
        new = choosing.choose(tx, settled, _chosen(event))
    except Refused as refused:
        there = welcoming.view(tx, community, shown, by.id)
        return Outcome("refused", replace(there, notice=(refused.key, dict(refused.values))), to)
    known = tx.communities[community.id].community
    name = people.names(tx, known, (by.id,)).get(by.id, "")
    told = Card("notice", {"key": "pmo-chosen", "values": {"name": name, "community": community.name}})
    for one in sorted(new):
        trail.note(tx, Line(Saw.ROLES, by.id, one, community.id))
    for one in sorted(new - {by.id}):
        tx.enqueue(send(f"pmo:{community.id}:{one}:{settled.version}", community.id, one, told))
    there = welcoming.view(tx, community, shown, by.id)
    return Outcome("chosen", replace(there, notice=("pmo-kept", {"count": len(there.pmo)})), to)


def _of_card(tx: Transaction, event: Pressed) -> Settled:
    """The community that the card is of. Raises Refused."""
    settled = tx.communities.get(words_of(event.fields, "community"))
    if settled is None or settled.community.tenant_id != event.envelope.tenant_id:
        raise Refused("refused-malformed")
    return settled


def _chosen(event: Pressed) -> tuple[str, ...]:
    """Entra object ids, as the people picker gives them: with commas between."""
    told = [one.strip().lower() for one in words_of(event.fields, "members")[: PMO_AT_MOST * 100].split(",")]
    chosen = tuple(dict.fromkeys(one for one in told if one))
    if not all(_ID.fullmatch(one) for one in chosen):
        raise Refused("refused-malformed")
    return chosen
