"""Who joined which theme of a season, and who takes part in it."""

from __future__ import annotations

from sqlalchemy import select

from models.community import Community, Season, Theme
from models.db import statistics
from models.db.tables.people import joined
from models.db.team import team
from models.db.transaction import Transaction
from models.statistics.people import people
from models.statistics.report import season_asked
from models.statistics.taking_part import People


def join(tx: Transaction, community: Community, season: Season, theme: Theme, member_id: str) -> bool:
    """A member takes part in a theme. Returns whether they did not before."""
    row = {"community_id": community.id, "season": season.code, "theme": theme.code, "member_id": member_id}
    same = [joined.c[name] == value for name, value in row.items()]
    if tx.connection.execute(select(joined.c.joined_at).where(*same)).first() is not None:
        return False
    tx.add(joined, row | {"joined_at": tx.now})
    return True


def of_season(tx: Transaction, community: Community) -> People:
    """Who takes part in the current season, else in the last that has begun."""
    season = season_asked(community, None, tx.now)
    query = select(joined.c.member_id, joined.c.theme).where(
        joined.c.community_id == community.id, joined.c.season == (season.code if season else "")
    )
    came = {(row.member_id, row.theme) for row in tx.connection.execute(query)}
    return people(statistics.ledger(tx, community, season), came, team(tx, community).departments)
