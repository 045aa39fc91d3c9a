"""The command “me [season]”: one's own record, for oneself alone. For everybody."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused
from models.season import fold


@command("me", "わたし", "私", "マイ記録", menu=True)
def me(tx: Transaction, asking: Asking) -> Card:
    """Of the season that the words name by code or name; without any, the current one."""
    wanted = fold(" ".join(asking.words.split()))
    if not wanted:
        return Card("record")
    for season in asking.community.seasons:
        if wanted in (fold(season.code), fold(season.name)):
            return Card("record", {"season": season.code})
    known = ", ".join(season.code for season in asking.community.seasons) or "–"
    raise Refused("refused-record-season", season=asking.words[:40], known=known)
