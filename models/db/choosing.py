"""Who is the PMO, as the lead chose in Teams: kept beside what the community file says."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from models import founding
from models.community import Role
from models.db import changing, roster
from models.db.communities import Settled
from models.db.tables.ledger import members
from models.db.tables.people import roster as seats
from models.db.tables.people import roster_looks
from models.db.transaction import Transaction
from models.refused import Refused


def choose(tx: Transaction, settled: Settled, chosen: Collection[str]) -> frozenset[str]:
    """These people, by their ids, are the PMO from now on. Returns who was none before. Raises Refused."""
    community = settled.community
    season = community.season_on(tx.now)
    if season is not None and season.roles:
        raise Refused("refused-pmo-by-season", season=season.name)
    before = changing.current(tx, community.id)
    names = _names(tx, settled, chosen)
    after = founding.with_pmo(before, names)
    had = {one.id for one in settled.written.with_role(Role.PMO)}
    if after != before:
        changing.keep(tx, settled, after)
    return frozenset(names) - had


def _names(tx: Transaction, settled: Settled, chosen: Collection[str]) -> dict[str, str]:
    """Names by id, empty where nobody told them yet. Raises Refused for who is not in the team, where that is known."""
    community_id = settled.community.id
    asked = sorted(chosen)
    there = roster.known(tx, community_id)
    gone = [one for one in asked if one in there and there[one].left_at is not None]
    looked = tx.connection.execute(
        select(roster_looks.c.looked_at).where(roster_looks.c.community_id == community_id)
    ).scalar()
    if gone or (looked is not None and any(one not in there for one in asked)):
        raise Refused("refused-pmo-not-in-team")
    known = dict.fromkeys(asked, "")
    for table in (members, seats):
        query = select(table.c.id, table.c.name).where(table.c.community_id == community_id, table.c.id.in_(asked))
        known |= {row.id: row.name for row in tx.connection.execute(query) if row.name}
    written = settled.written.members
    return {one: written[one].name if one in written else name for one, name in known.items()}
