"""Follow-ups whose time has come. Each is locked for who asks, where the database has processes beside this one."""

from __future__ import annotations

from sqlalchemy import and_, func, select

from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import communities, follow_ups
from models.db.transaction import Transaction
from models.follow_up import FollowUp

_STEPS = -4
"""The lock of who takes steps; those of threads are not negative."""

_AT_HOME = and_(communities.c.id == follow_ups.c.community_id, communities.c.removed_at.is_(None))
"""Of a community whose team has the app."""


def is_alone(tx: Transaction) -> bool:
    """Whether no other process takes steps; then none will, until the end of the transaction.

    So whom the pool gives, and what stands on one card, do not hang on who was faster. SQLite has but one writer.
    """
    if tx.connection.dialect.name != "postgresql":
        return True
    return bool(tx.connection.execute(select(func.pg_try_advisory_xact_lock(_STEPS))).scalar_one())


def nudges(tx: Transaction, at_most: int) -> list[FollowUp]:
    """Those whose next nudge is due, longest due first, then the older; none of a team that the bot was removed from.

    One that somebody is pressing a button of just now is left for the next look.
    """
    query = (
        select(*FOLLOW_UP_COLUMNS)
        .join(communities, _AT_HOME)
        .where(follow_ups.c.next_nudge_at.is_not(None), follow_ups.c.next_nudge_at <= tx.now)
        .order_by(follow_ups.c.next_nudge_at, follow_ups.c.posted_at, follow_ups.c.id)
        .limit(at_most)
        .with_for_update(skip_locked=True, of=follow_ups)
    )
    return [follow_up_of(row) for row in tx.connection.execute(query)]


def is_any_nudge(tx: Transaction) -> bool:
    """Whether the next step of a follow-up is due: a look that writes nothing."""
    due = (follow_ups.c.next_nudge_at.is_not(None), follow_ups.c.next_nudge_at <= tx.now)
    query = select(follow_ups.c.id).join(communities, _AT_HOME).where(*due)
    return tx.connection.execute(query.limit(1)).first() is not None


def is_any_claim(tx: Transaction) -> bool:
    """Whether a claim is over: a look that writes nothing."""
    over = (follow_ups.c.claim_until.is_not(None), follow_ups.c.claim_until <= tx.now)
    query = select(follow_ups.c.id).join(communities, _AT_HOME).where(*over)
    return tx.connection.execute(query.limit(1)).first() is not None


def claims(tx: Transaction, at_most: int) -> list[FollowUp]:
    """Those whose claim is over; none of a team that the bot was removed from."""
    query = (
        select(*FOLLOW_UP_COLUMNS)
        .join(communities, _AT_HOME)
        .where(follow_ups.c.claim_until.is_not(None), follow_ups.c.claim_until <= tx.now)
        .limit(at_most)
        .with_for_update(skip_locked=True, of=follow_ups)
    )
    return [follow_up_of(row) for row in tx.connection.execute(query)]
