"""The command “me [season]”: one's own record, for oneself alone. For everybody."""

from __future__ import annotations

from handlers.registry import Asking, command, more
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import NotUnderstood
from models.season_named import season_called


@command("me", "わたし", "私", "マイ記録", menu=True, takes=more)
def me(tx: Transaction, asking: Asking) -> Card:
    """Of the season that the words name by code or name; without any, the current one."""
    if not asking.words:
        return Card("record")
    season = season_called(asking.community.seasons, asking.words)
    if season is not None:
        return Card("record", {"season": season.code})
    known = ", ".join(season.code for season in asking.community.seasons) or "–"
    raise NotUnderstood("refused-record-season", season=asking.words[:40], known=known)
