"""Posts of the bot itself, which Teams tells no bot of: in the ledger they are like anybody's, without an author."""

from __future__ import annotations

from datetime import datetime

from models.db import early
from models.db.telling import tell
from models.db.transaction import Transaction
from models.effects import Shown, take_back_shown
from models.incoming import Envelope, MessageDeleted, PostArrived


def arrived(tx: Transaction, community_id: str, thread_id: str, at: datetime, text: str) -> PostArrived:
    """The post, as if Teams had told of it. ``at``: when Teams took it; aware UTC."""
    where = _where(tx, community_id, thread_id, at)
    return PostArrived(where, thread_id, where.activity_id, None, text)


def take_back(tx: Transaction, shown: Shown) -> None:
    """Have a post of ours deleted. In the ledger it is, as if its author had done it; one that comes later, too."""
    tx.enqueue(take_back_shown(shown))
    if shown.message_id is None:
        return
    thread_id = f"{shown.channel_id};messageid={shown.message_id}"
    post = tx.post(thread_id)
    if post is None:
        where = _where(tx, shown.community_id, thread_id, tx.now)
        early.keep(tx, MessageDeleted(where, thread_id, shown.message_id))
    elif post.deleted_at is None:
        tx.change_post(post, deleted_at=tx.now, text="")
        tell(tx, thread_id, tx.communities[shown.community_id].community, reworded=True)


def _where(tx: Transaction, community_id: str, thread_id: str, at: datetime) -> Envelope:
    home, community = tx.home(community_id), tx.communities[community_id].community
    channel_id, _, message_id = thread_id.partition(";messageid=")
    return Envelope(
        community.tenant_id,
        community.id,
        channel_id,
        thread_id,
        home.service_url or "",
        home.bot_id or "",
        message_id,
        at,
    )
