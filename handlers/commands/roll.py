"""The command “roll [season]”: how one is named at the end of a season, and the roll itself. For everybody."""

from __future__ import annotations

from handlers.permitting import is_guest
from handlers.registry import Asking, command
from models.community import Community, Season
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import Refused
from models.season import fold
from models.statistics.report import season_asked


@command("roll", "エンドロール", "ロール", menu=True)
def roll(tx: Transaction, asking: Asking) -> Card:
    if not asking.event.private:
        raise Refused("refused-roll-in-private")
    season = _season(asking.community, asking.words) if asking.words else season_asked(asking.community, None, tx.now)
    shown = {"season": season.code if season else None, "guest": is_guest(tx, asking.community, asking.event.by)}
    return Card("roll", shown, slot=f"roll:{asking.community.id}")


def _season(community: Community, words: str) -> Season:
    wanted = fold(" ".join(words.split()))
    for season in community.seasons:
        if wanted in (fold(season.code), fold(season.name)):
            return season
    known = ", ".join(season.code for season in community.seasons)
    raise Refused("refused-unknown-season", season=words[:40], known=known)
