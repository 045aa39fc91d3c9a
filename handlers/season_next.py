"""The form of the next season, and what it begins: by the lead, with what goes on of the season before."""

from __future__ import annotations

from dataclasses import replace

from handlers.fields import words_of
from handlers.registry import Outcome, look
from handlers.season_fields import FORM, Leading, chosen, drafted, leading, outline_of
from models.community_file import Document
from models.db import season_showing, seasons
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.season_changes import Carried, Outline, begun, entry_of

GOING_ON = ("themes", "roles", "baselines", "promises")
"""The lists of the form: what is ticked goes on."""


@look("season_next")
def season_next(tx: Transaction, event: Pressed) -> Outcome:
    known = leading(tx, event)
    return known.shown(tx, season_showing.next_form(tx, known.community, known.document))


@look("season_begin")
def season_begin(tx: Transaction, event: Pressed) -> Outcome:
    """A press that comes twice finds the very season that it began, and changes nothing."""
    known = leading(tx, event)
    try:
        outline = outline_of(event.fields, words_of(event.fields, "code"))
        after = _begun(known, outline, event)
        community = seasons.keep(tx, known.community, known.document, after, known.by)
    except Refused as refused:
        form = season_showing.next_form(tx, known.community, known.document, drafted(event.fields, (*FORM, *GOING_ON)))
        return known.shown(tx, replace(form, notice=(refused.key, dict(refused.values))))
    codes = [one.code for one in community.seasons if one.code != outline.code]
    open_ones = set(seasons.to_carry(tx, community.id, codes, None))
    taken = [one for one in chosen(event.fields, "promises") if one in open_ones]
    seasons.carry(tx, community.id, outline.code, taken, known.by)
    view = season_showing.view(tx, community, after, outline.code, may_change=True)
    notice = ("season-begun", {"season": outline.name, "promises": len(taken)})
    return known.shown(tx, replace(view, notice=notice))


def _begun(known: Leading, outline: Outline, event: Pressed) -> Document:
    before = words_of(event.fields, "season")
    going_on = None
    if before:
        entry_of(known.document, before)
        themes, roles, baselines, _ = (chosen(event.fields, name) for name in GOING_ON)
        going_on = Carried(before, themes, roles, baselines)
    others = [one for one in known.document.get("season", ()) if one["code"] != outline.code]
    again = seasons.checked_document(begun(known.document | {"season": others}, outline, going_on))
    if len(others) == len(known.document.get("season", ())):
        return again
    if entry_of(again, outline.code) == entry_of(known.document, outline.code):
        return known.document
    raise Refused("refused-season-code-taken", code=outline.code)


@look("season_carry")
def season_carry(tx: Transaction, event: Pressed) -> Outcome:
    known, code = leading(tx, event), words_of(event.fields, "season")
    entry_of(known.document, code)
    return known.shown(tx, season_showing.carry_form(tx, known.community, code))


@look("season_carry_keep")
def season_carry_keep(tx: Transaction, event: Pressed) -> Outcome:
    """Takes the ticked promises into a season, as far as they are open still."""
    known, code = leading(tx, event), words_of(event.fields, "season")
    entry_of(known.document, code)
    others = [one.code for one in known.community.seasons if one.code != code]
    open_ones = set(seasons.to_carry(tx, known.community.id, others, None))
    taken = [one for one in chosen(event.fields, "promises") if one in open_ones]
    seasons.carry(tx, known.community.id, code, taken, known.by)
    view = season_showing.view(tx, known.community, known.document, code, may_change=True)
    return known.shown(tx, replace(view, notice=("season-carried", {"promises": len(taken)})))
