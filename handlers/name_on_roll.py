"""The form “how I am named” of the roll: another name, how it is read, or not at all. For oneself alone."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Outcome, look
from handlers.roll_fields import community_asked, shown
from models.db import naming, roll_showing
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.roll import Naming, own, read_anyway, wished


@look("name_on_roll")
def name_on_roll(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    hidden = event.fields.get("hidden") in ("true", True)
    try:
        wish = wished(words_of(event.fields, "reading"), words_of(event.fields, "called"), hidden=hidden)
    except Refused as refused:
        return shown(tx, community, event, "refused", notice=(refused.key, dict(refused.values)))
    known = roll_showing.known_as(tx, community, event.by.id)
    kept = own(wish, known, Naming(), naming.of_member(tx, community.id, event.by.id))
    naming.keep(tx, community.id, event.by.id, kept)
    as_written = hidden or wish.reading in (None, kept.reading or read_anyway(kept, known))
    notice = "roll-naming-kept" if as_written else "roll-naming-kept-unread"
    return shown(tx, community, event, "named", notice=(notice, {}))
