"""The form of a theme, and what its buttons do: the lead keeps it, or takes it out while nothing belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.fields import words_of
from handlers.registry import Outcome, look
from handlers.season_fields import THEME_FORM, Leading, drafted, leading, theme_of, unmoved
from models.community_file import Document
from models.db import attempts, season_showing, seasons
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.season_changes import ThemeTold, entry_of, with_theme, without_theme


@look("season_theme")
def season_theme(tx: Transaction, event: Pressed) -> Outcome:
    known, code = leading(tx, event), words_of(event.fields, "season")
    entry_of(known.document, code)
    theme = words_of(event.fields, "theme")
    return known.shown(tx, season_showing.theme_form(known.community, known.document, code, theme))


@look("season_theme_keep")
def season_theme_keep(tx: Transaction, event: Pressed) -> Outcome:
    known, was = leading(tx, event), words_of(event.fields, "was")
    code = words_of(event.fields, "season")
    entry_of(known.document, code)
    try:
        told = _with_those_away(known, code, theme_of(event.fields, was))
        after = with_theme(known.document, code, told, new=not was)
        return _kept(tx, known, after, event.fields, ("season-theme-kept", {"theme": told.name}))
    except Refused as refused:
        form = season_showing.theme_form(known.community, known.document, code, was)
        draft = drafted(event.fields, THEME_FORM)
        return known.shown(tx, replace(form, draft=draft, notice=(refused.key, dict(refused.values))))


@look("season_theme_remove")
def season_theme_remove(tx: Transaction, event: Pressed) -> Outcome:
    known, theme = leading(tx, event), words_of(event.fields, "was")
    code = words_of(event.fields, "season")
    entry_of(known.document, code)
    try:
        if count := seasons.posts_of_theme(tx, known.community.id, code, theme):
            raise Refused("refused-theme-has-posts", count=count)
        if attempts.any_of_theme(tx, known.community.id, code, theme):
            raise Refused("refused-theme-has-attempts")
        after = without_theme(known.document, code, theme)
        return _kept(tx, known, after, event.fields, ("season-theme-removed", {"theme": theme}))
    except Refused as refused:
        form = season_showing.theme_form(known.community, known.document, code, theme)
        return known.shown(tx, replace(form, notice=(refused.key, dict(refused.values))))


def _with_those_away(known: Leading, code: str, told: ThemeTold) -> ThemeTold:
    """With whom the theme names already and the form could not offer, since they are not in the team now."""
    season = next(one for one in known.community.seasons if one.code == code)
    theme = next((one for one in season.themes if one.code == told.code), None)
    if theme is None:
        return told
    here = known.community.members
    owners = (*told.owners, *(one for one in theme.owners if one not in here))
    return replace(told, owners=owners, advisors=(*told.advisors, *(one for one in theme.advisors if one not in here)))


def _kept(
    tx: Transaction, known: Leading, after: Document, fields: Mapping[str, Any], notice: tuple[str, dict[str, Any]]
) -> Outcome:
    code = words_of(fields, "season")
    checked = seasons.checked_document(after)
    unmoved(known, checked, code, fields)
    community = seasons.keep(tx, known.community, known.document, checked, known.by)
    view = season_showing.view(tx, community, checked, code, may_change=True)
    return known.shown(tx, replace(view, notice=notice))
