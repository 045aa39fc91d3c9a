"""The season card's button “another season”: it shows that one. It changes nothing, and everybody may."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.permitting import asked_in
from handlers.registry import Outcome, look
from models.db import people, season_showing, seasons
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.season_changes import entry_of


@look("season_show")
def season_show(tx: Transaction, event: Pressed) -> Outcome:
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    people.meet(tx, community, event.by, event.envelope)
    document = seasons.document_of(tx, community.id)
    code = words_of(event.fields, "season")
    entry_of(document, code)
    may_change = event.envelope.channel_id is None and season_showing.is_lead(community, event.by.id)
    now = seasons.with_seasons(community, document)
    view = season_showing.view(tx, now, document, code, may_change=may_change)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))
