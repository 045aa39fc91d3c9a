"""The queue card, turned to another view or page, or drawing itself anew. Looking changes nothing."""

from __future__ import annotations

from handlers.permitting import asked_in
from handlers.registry import Outcome, look
from models.db import people, queue
from models.db.queue import Choice
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused


@look("queue")
def turn_queue(tx: Transaction, event: Pressed) -> Outcome:
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    view = queue.view(tx, community, event.by.id, chosen(event))
    return Outcome("turned", view, people.recipient(tx, community, event.by.id))


def chosen(event: Pressed) -> Choice:
    """What the card's fields choose; what they do not say rightly is as on a new card."""
    which, theme, page = (event.fields.get(name) for name in ("which", "theme", "page"))
    return Choice(
        which=which if which in ("mine", "all", "theme") else None,
        theme=theme if isinstance(theme, str) and len(theme) <= 50 else None,
        page=page if isinstance(page, int) and not isinstance(page, bool) and 0 <= page < 10_000 else 0,
    )
