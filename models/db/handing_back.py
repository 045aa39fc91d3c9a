"""What a member had claimed waits for anybody again, silently, and is theirs again when they are back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from models.acts import Actor, release
from models.community import Community
from models.db import presses
from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups
from models.db.transaction import Transaction
from models.follow_up import Decision
from models.pressing import Press
from models.telling import next_press_at

AWAY = {"because": "away"}
"""What a release holds that nobody pressed."""


def let_go_of_claims(tx: Transaction, community: Community, member_id: str) -> int:
    """Release all that a member has claimed, as if they had pressed the button. They stay, or become, an owner of it.

    Returns how many.
    """
    theirs = (follow_ups.c.community_id == community.id) & (follow_ups.c.claimed_by == member_id)
    query = select(*FOLLOW_UP_COLUMNS).where(theirs).order_by(follow_ups.c.id).with_for_update()
    claimed = [follow_up_of(row) for row in tx.connection.execute(query)]
    for follow_up in claimed:
        before = presses.of_follow_up(tx, follow_up)
        at = next_press_at(follow_up, before, tx.now)
        freed = release(follow_up, Actor(member_id, at, community.in_region(follow_up.region), {})).follow_up
        presses.keep(tx, follow_up, Press("release", follow_up.version, member_id, at, AWAY, pace=follow_up.pace))
        tx.apply(follow_up, Decision(replace(freed, owners=tuple(dict.fromkeys((*freed.owners, member_id))))))
    return len(claimed)
