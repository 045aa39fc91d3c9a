"""The season card's buttons “end it today”, which asks once, and “start it today”: by the lead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.fields import words_of
from handlers.registry import Outcome, look
from handlers.season_fields import Leading, leading
from models.calendar_text import nearest_date
from models.community_file import Document
from models.db import season_showing, seasons
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.season_changes import closed, entry_of, opened


@look("season_close")
def season_close(tx: Transaction, event: Pressed) -> Outcome:
    """``sure``: the day on which the card asked; on another day it asks again."""
    known, code = leading(tx, event), words_of(event.fields, "season")
    day = season_showing.today(tx, known.community)
    try:
        after = closed(known.document, code, day)
    except Refused as refused:
        return _refused(tx, known, code, refused)
    sure = words_of(event.fields, "sure") == day.isoformat()
    if not sure and after != known.document:
        view = season_showing.view(tx, known.community, known.document, code, may_change=True)
        return known.shown(tx, replace(view, asks_close=day))
    return _kept(tx, known, code, after, ("season-closed", {"season": entry_of(after, code)["name"]}))


@look("season_open")
def season_open(tx: Transaction, event: Pressed) -> Outcome:
    known, code = leading(tx, event), words_of(event.fields, "season")
    try:
        after = opened(known.document, code, season_showing.today(tx, known.community), None)
    except Refused as refused:
        return _refused(tx, known, code, refused)
    return _kept(tx, known, code, after, opened_notice(after, code))


def opened_notice(after: Document, code: str) -> tuple[str, dict[str, Any]]:
    """From when until when a season is on, now that it was opened."""
    season = entry_of(after, code)
    days = {"starts": nearest_date(season["starts"]), "ends": nearest_date(season["ends"])}
    return "season-opened", {"season": season["name"], **days}


def _kept(tx: Transaction, known: Leading, code: str, after: Document, notice: tuple[str, dict[str, Any]]) -> Outcome:
    community = seasons.keep(tx, known.community, known.document, after, known.by)
    view = season_showing.view(tx, community, after, code, may_change=True)
    return known.shown(tx, replace(view, notice=notice))


def _refused(tx: Transaction, known: Leading, code: str, refused: Refused) -> Outcome:
    view = season_showing.view(tx, known.community, known.document, code, may_change=True)
    return known.shown(tx, replace(view, notice=(refused.key, dict(refused.values))))
