"""The count that shows that nothing was missed, and the ledger as rows to take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, true

from models.db import nudges
from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.statistics import HAS_LAPSED, THE_ANSWER
from models.db.tables.ledger import follow_ups, posts, touches
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction
from models.follow_up import OPEN, Status
from models.ledger import Weight


@dataclass(frozen=True, slots=True)
class Audit:
    """Every post counts once under what became of its own question; the rest counts beside.

    Posts without a follow-up (the PMO's, bots') are in ``posts`` alone.
    """

    posts: int
    waiting: int
    claimed: int
    promised: int
    answered: int
    settled: int
    withdrawn: int
    lapsed: int
    """From before us, and without an answer when their history was read."""
    further: int
    """Further questions of the same threads, whatever became of them."""
    further_open: int
    late: int
    """Open ones of both kinds that are past their time."""
    unreacted: int
    """Posts that wait for the bot's reaction still."""
    undelivered: int
    """Effects that Teams refused for good."""
    uncertain: int
    """Effects of which nobody knows whether they arrived."""
    unreached: int
    """Nudges whose card Teams refused for good; others were asked instead."""

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


EXPORT_COLUMNS = (
    "community", "season", "theme", "channel_id", "message_id", "part", "author_id", "posted_at", "captured_at",
    "captured_by", "reacted_at", "receive_by", "received_at", "received_by", "answer_by", "answered_at", "answered_by",
    "answered_by_peer", "confirmed_by", "status", "claimed_by", "promised_until", "promises_kept", "promises_late",
    "reopened", "nudges", "newcomer", "edited_at", "deleted_at",
)  # fmt: skip
"""A row of the export, in this order."""


def audit(tx: Transaction, community_id: str | None = None) -> Audit:
    """The count over all communities of the database, or of one, as of ``tx.now``."""
    connection = tx.connection

    def ours(table: Table) -> ColumnElement[bool]:
        return true() if community_id is None else table.c.community_id == community_id

    counted = select(follow_ups.c.status, func.count()).where(ours(follow_ups)).group_by(follow_ups.c.status)
    found = _counts(connection.execute(counted.where(follow_ups.c.part == 1)))
    by_status = {status.value: found.get(status.value, 0) for status in Status}
    lapsed = _count(connection, follow_ups, ours(follow_ups) & HAS_LAPSED)
    further = _counts(connection.execute(counted.where(follow_ups.c.part > 1)))
    is_open = follow_ups.c.status.in_([status.value for status in OPEN])
    open_ones = select(*FOLLOW_UP_COLUMNS).where(ours(follow_ups), is_open)
    late = sum(follow_up_of(row).is_late(tx.now) for row in connection.execute(open_ones))
    owed_reaction = posts.c.reaction.is_not(None) & posts.c.reacted_at.is_(None) & posts.c.deleted_at.is_(None)
    states = select(outbox.c.state, func.count()).where(ours(outbox)).group_by(outbox.c.state)
    by_state = _counts(connection.execute(states))
    return Audit(
        posts=_count(connection, posts, ours(posts)),
        **by_status | {"settled": by_status["settled"] - lapsed},
        lapsed=lapsed,
        further=sum(further.values()),
        further_open=sum(further.get(status.value, 0) for status in OPEN),
        late=late,
        unreacted=_count(connection, posts, ours(posts) & owed_reaction),
        undelivered=by_state.get("given_up", 0),
        uncertain=by_state.get("uncertain", 0),
        unreached=nudges.refused(tx, community_id),
    )


def export(tx: Transaction) -> Iterator[dict[str, Any]]:
    """The ledger, a row a follow-up (a post without one is a row as well), by community and time.

    Moments are ISO 8601, UTC.
    """
    names = {community_id: settled.community.name for community_id, settled in tx.communities.items()}
    of_post = ("season", "theme", "channel_id", "message_id", "captured_at", "captured_by", "reacted_at", "edited_at",
               "deleted_at")  # fmt: skip
    of_both = ("author_id", "posted_at", "newcomer")
    made = ("community", "answered_by_peer")
    of_follow_up = [name for name in EXPORT_COLUMNS if name not in (*of_post, *of_both, *made)]
    query = (
        select(
            posts.c.community_id,
            *(posts.c[name] for name in of_post),
            *(func.coalesce(follow_ups.c[name], posts.c[name]).label(name) for name in of_both),
            *(follow_ups.c[name] for name in of_follow_up),
            touches.c.weight.label("answer_weight"),
        )
        .outerjoin(follow_ups, follow_ups.c.thread_id == posts.c.thread_id)
        .outerjoin(touches, THE_ANSWER)
        .order_by(posts.c.community_id, posts.c.posted_at, posts.c.thread_id, follow_ups.c.part)
    )
    for row in tx.connection.execute(query):
        values = row._asdict()
        by_peer = values["answer_weight"] not in (None, Weight.RESPONDER.value)
        values["answered_by_peer"] = by_peer if values["answered_at"] else None
        values["community"] = names.get(values["community_id"], values["community_id"])
        yield {name: _written(values[name]) for name in EXPORT_COLUMNS}


def _count(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    count: int = connection.execute(select(func.count()).select_from(table).where(which)).scalar_one()
    return count


def _counts(rows: Iterable[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in rows}


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value
