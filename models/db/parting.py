"""The app left a team: nothing of what was ordered goes out any more; and what is taken up when it is back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select, update

from models.community import Role
from models.db import gathering, installing, outbox
from models.db.communities import Settled
from models.db.rows import POST_COLUMNS
from models.db.tables.ledger import posts
from models.db.tables.outbox import outbox as ordered
from models.db.transaction import Transaction
from models.effects import farewell, reaction_again
from models.ledger import Post
from models.outgoing import Kind


def stop(tx: Transaction, settled: Settled, at: datetime) -> int:
    """Give up all that waits to leave, and say goodbye to who brought the app and who leads. Returns what was given up.

    What nudge cards would have told waits on their readers' lists, for when the app is back.
    """
    community = settled.community
    waits = (ordered.c.community_id == community.id) & (ordered.c.state == "queued") & ordered.c.settled_at.is_(None)
    found = [outbox.leased(row, tx.wall) for row in tx.connection.execute(select(ordered).where(waits))]
    values = {"state": "dropped", "outcome": outbox.REMOVED, "settled_at": tx.wall, "leased_until": None}
    tx.execute(update(ordered).where(waits).values(**values))
    for effect in found:
        if effect.payload.get("card") == "nudge":
            gathering.put_back(tx, effect)
    told = {installing.added_by(tx, settled), *(one.id for one in community.with_role(Role.LEAD))}
    for member_id in sorted(one for one in told if one):
        tx.enqueue(farewell(community.id, member_id, community.name, at))
    return len(found)


def take_up(tx: Transaction, settled: Settled, at: datetime) -> int:
    """Order the reactions that were given up when the app left. Returns how many."""
    given_up = and_(
        ordered.c.community_id == posts.c.community_id,
        ordered.c.lane == "react:" + posts.c.message_id,
        ordered.c.kind == Kind.REACT.value,
        ordered.c.outcome == outbox.REMOVED,
    )
    owed = (posts.c.community_id == settled.community.id) & posts.c.reacted_at.is_(None) & posts.c.deleted_at.is_(None)
    query = select(*POST_COLUMNS).join(ordered, given_up).where(owed).distinct()
    found = [Post(*row) for row in tx.connection.execute(query)]
    for post in found:
        if post.reaction:
            tx.enqueue(reaction_again(post, post.reaction, at))
    return len(found)
