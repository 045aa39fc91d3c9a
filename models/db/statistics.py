"""The rows that a season's figures are made of."""

from __future__ import annotations

from sqlalchemy import select

from models.community import Community
from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups, posts
from models.db.transaction import Transaction
from models.statistics import figures
from models.views import StatsView


def view(tx: Transaction, community: Community, season_code: str | None) -> StatsView:
    """A season's figures; without a code, the current season's, and without one, all of the community's."""
    current = community.season_on(tx.now)
    code = season_code or (current.code if current else None)
    mine = posts.c.community_id == community.id
    of_season = mine & (posts.c.season == code) if code else mine
    kept = of_season & posts.c.deleted_at.is_(None)
    authors = list(tx.connection.execute(select(posts.c.author_id).where(kept)).scalars())
    query = select(*FOLLOW_UP_COLUMNS).join(posts, posts.c.thread_id == follow_ups.c.thread_id).where(kept)
    owed = [follow_up_of(row) for row in tx.connection.execute(query.where(follow_ups.c.part == 1))]
    name = next((season.name for season in community.seasons if season.code == code), code)
    return figures(community, name, authors, owed, tx.now)
