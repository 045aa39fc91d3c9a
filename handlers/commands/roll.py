"""The command “roll [season]”: how one is named at the end of a season, and the roll itself. For everybody."""

from __future__ import annotations

from handlers.permitting import is_guest
from handlers.registry import Asking, command, more
from models.community import Community, Season
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import NotUnderstood, Refused
from models.season_named import season_called
from models.statistics.report import season_asked


@command("roll", "エンドロール", "ロール", menu=True, takes=more)
def roll(tx: Transaction, asking: Asking) -> Card:
    season = _season(asking.community, asking.words) if asking.words else season_asked(asking.community, None, tx.now)
    if not asking.event.private:
        raise Refused("refused-roll-in-private")
    shown = {"season": season.code if season else None, "guest": is_guest(tx, asking.community, asking.event.by)}
    return Card("roll", shown, slot=f"roll:{asking.community.id}")


def _season(community: Community, words: str) -> Season:
    season = season_called(community.seasons, words)
    if season is not None:
        return season
    known = ", ".join(season.code for season in community.seasons)
    raise NotUnderstood("refused-unknown-season", season=words[:40], known=known)
