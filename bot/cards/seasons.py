"""The cards of the seasons, each by its view."""

from __future__ import annotations

from typing import assert_never

from bot.cards.audit import audit_card
from bot.cards.parts import Reader
from bot.cards.rendered import Rendered
from bot.cards.season import season_card
from bot.cards.season_forms import carry_card, season_form_card, theme_form_card
from bot.cards.themes import themes_card
from models.season_views import (
    AuditView,
    CarryView,
    SeasonFormView,
    SeasonsView,
    SeasonView,
    ThemeFormView,
    ThemesView,
)


def seasons_card(view: SeasonsView, reader: Reader) -> Rendered:
    match view:
        case ThemesView():
            return themes_card(view, reader)
        case AuditView():
            return audit_card(view, reader)
        case SeasonView():
            return season_card(view, reader)
        case SeasonFormView():
            return season_form_card(view, reader)
        case ThemeFormView():
            return theme_form_card(view, reader)
        case CarryView():
            return carry_card(view, reader)
        case _:
            assert_never(view)
