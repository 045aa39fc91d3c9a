"""The themes of the season that is on, as everybody may know them."""

from __future__ import annotations

from models.community import Community, Theme
from models.db.transaction import Transaction
from models.season_views import ThemeRow, ThemesView


def view(tx: Transaction, community: Community) -> ThemesView:
    season = community.season_on(tx.now)
    if season is None:
        today = tx.now.astimezone(community.time_zone).date()
        coming = min((one.starts for one in community.seasons if one.starts > today), default=None)
        return ThemesView(None, coming, None)
    return ThemesView(season.name, season.starts, season.ends, tuple(row(community, one) for one in season.themes))


def row(community: Community, theme: Theme) -> ThemeRow:
    owners = tuple(community.members[one].name for one in theme.owners if one in community.members)
    return ThemeRow(theme.code, theme.name, theme.layer, owners, theme.words)
