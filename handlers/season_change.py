"""The form of a season, and what its “keep” does: name, days, phase, target and baselines, by the lead."""

from __future__ import annotations

from dataclasses import replace

from handlers.fields import words_of
from handlers.registry import Outcome, look
from handlers.season_fields import FORM, drafted, leading, outline_of, unmoved
from models.db import season_showing, seasons
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.season_changes import entry_of, outlined


@look("season_edit")
def season_edit(tx: Transaction, event: Pressed) -> Outcome:
    known, code = leading(tx, event), words_of(event.fields, "season")
    entry_of(known.document, code)
    return known.shown(tx, season_showing.form(known.community, known.document, code))


@look("season_change")
def season_change(tx: Transaction, event: Pressed) -> Outcome:
    known, code = leading(tx, event), words_of(event.fields, "season")
    entry_of(known.document, code)
    try:
        after = seasons.checked_document(outlined(known.document, outline_of(event.fields, code)))
        unmoved(known, after, code, event.fields)
        community = seasons.keep(tx, known.community, known.document, after, known.by)
    except Refused as refused:
        form = season_showing.form(known.community, known.document, code)
        draft = drafted(event.fields, FORM)
        return known.shown(tx, replace(form, draft=draft, notice=(refused.key, dict(refused.values))))
    view = season_showing.view(tx, community, after, code, may_change=True)
    return known.shown(tx, replace(view, notice=("season-kept", {"season": entry_of(after, code)["name"]})))
