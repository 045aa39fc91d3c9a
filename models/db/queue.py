"""The open follow-ups of a community, as a member works through them."""

from __future__ import annotations

from sqlalchemy import case, func, or_, select

from models.community import Community
from models.db import people
from models.db.rows import FOLLOW_UP_COLUMNS, POST_COLUMNS, follow_up_of
from models.db.tables import follow_ups, posts
from models.db.transaction import Transaction
from models.follow_up import OPEN, FollowUp, Status
from models.ledger import Post
from models.showing import due_at, link, owed, shorten, theme_name
from models.views import QueueRow, QueueView

ROWS = 10
TEXT_AT_MOST = 80


def view(tx: Transaction, community: Community, viewer: str) -> QueueView:
    """The first rows of the queue, late first, oldest first of these; and how many there are in all."""
    of_community = (follow_ups.c.community_id == community.id) & follow_ups.c.status.in_(
        [status.value for status in OPEN]
    )
    promised = follow_ups.c.status == Status.PROMISED.value
    late = or_(
        promised & (follow_ups.c.promised_until < tx.now),
        ~promised & (follow_ups.c.answer_by < tx.now),
        ~promised & follow_ups.c.received_at.is_(None) & (follow_ups.c.receive_by < tx.now),
    )
    counts = tx.connection.execute(select(func.count(), func.sum(case((late, 1), else_=0))).where(of_community)).one()
    query = (
        select(*FOLLOW_UP_COLUMNS, *POST_COLUMNS)
        .join(posts, posts.c.thread_id == follow_ups.c.thread_id)
        .where(of_community)
        .order_by(case((late, 0), else_=1), follow_ups.c.posted_at, follow_ups.c.id)
        .limit(ROWS)
    )
    split = len(FOLLOW_UP_COLUMNS)
    found = [(follow_up_of(row[:split]), Post(*row[split:])) for row in tx.connection.execute(query)]
    rows = tuple(_row(tx, community, shown, post, viewer) for shown, post in found)
    return QueueView(rows, total=counts[0], late=counts[1] or 0)


def _row(tx: Transaction, community: Community, shown: FollowUp, post: Post, viewer: str) -> QueueRow:
    holders = (shown.held_by,) if shown.held_by else shown.owners
    names = people.names(tx, community, holders)
    return QueueRow(
        follow_up_id=shown.id,
        author=post.author_name,
        newcomer=shown.newcomer,
        theme=theme_name(community, post),
        text=shorten(" ".join(post.text.split()), TEXT_AT_MOST),
        link=link(community, post, tx.home(community.id).group_id),
        status=shown.status.value,
        owed=owed(shown),
        late=shown.is_late(tx.now),
        age=community.hours.between(shown.posted_at, max(tx.now, shown.posted_at)),
        due_at=due_at(shown),
        holder=next((names[holder] for holder in holders if holder in names), None),
        mine=viewer in holders,
    )
