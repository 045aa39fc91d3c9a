"""The command “stats [season]”: a season's figures. For everybody; it names no one."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused
from models.season import fold


@command("stats", "統計")
def stats(tx: Transaction, asking: Asking) -> Card:
    if not asking.words:
        return Card("stats")
    wanted = fold(asking.words)
    seasons = asking.community.seasons
    code = next((season.code for season in seasons if wanted in (fold(season.code), fold(season.name))), None)
    if code is None:
        known = ", ".join(season.code for season in seasons)
        raise Refused("refused-unknown-season", season=asking.words[:40], known=known)
    return Card("stats", {"season": code})
