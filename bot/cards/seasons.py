"""The cards of the seasons, each by its view."""

from __future__ import annotations

from typing import assert_never

from bot.cards.audit import audit_card
from bot.cards.parts import Reader
from bot.cards.rendered import Rendered
from bot.cards.themes import themes_card
from models.season_views import AuditView, SeasonsView, ThemesView


def seasons_card(view: SeasonsView, reader: Reader) -> Rendered:
    match view:
        case ThemesView():
            return themes_card(view, reader)
        case AuditView():
            return audit_card(view, reader)
        case _:
            assert_never(view)
