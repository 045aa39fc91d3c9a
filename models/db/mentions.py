"""What others say of us, as it was entered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from models.community import Season
from models.db.tables.mentions import mentions
from models.db.transaction import Transaction
from models.mentions import Mention
from models.statistics.measures import Measure


def keep(tx: Transaction, community_id: str, given: Iterable[Mention], by: str | None) -> None:
    """Each takes the place of an earlier one of its day and title."""
    for one in given:
        remove(tx, community_id, one.key)
        row = {"measure": one.measure.value, "day": one.day.isoformat(), "title": one.title, "link": one.link}
        entered = {"community_id": community_id, "key": one.key, "entered_at": tx.now, "entered_by": by}
        tx.add(mentions, row | entered)
    tx.flush()


def remove(tx: Transaction, community_id: str, key: str) -> bool:
    """Returns whether there was one of this key."""
    same = (mentions.c.community_id == community_id) & (mentions.c.key == key)
    return bool(tx.execute(delete(mentions).where(same)).rowcount)


def of_season(tx: Transaction, community_id: str, season: Season | None) -> tuple[Mention, ...]:
    """Those of the days of a season, or all, the oldest first."""
    query = select(mentions).where(mentions.c.community_id == community_id)
    if season is not None:
        query = query.where(mentions.c.day.between(season.starts.isoformat(), season.ends.isoformat()))
    return tuple(map(_mention, tx.connection.execute(query.order_by(mentions.c.day, mentions.c.title, mentions.c.key))))


def _mention(row: Any) -> Mention:
    return Mention(Measure(row.measure), date.fromisoformat(row.day), row.title, row.link)
