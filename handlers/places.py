"""Which community an event belongs to, and what it tells of where that community lives."""

from __future__ import annotations

from handlers.registry import Outcome
from models.community import Community
from models.db import early
from models.db.early import EarlyEvent
from models.db.transaction import Transaction
from models.incoming import Envelope
from models.ledger import Post


def community_at(tx: Transaction, envelope: Envelope) -> Community | None:
    """The community whose watched channel an event came from; ``None`` for what is none of ours."""
    settled = tx.communities.get(envelope.team_id or "")
    if settled is None or settled.community.tenant_id != envelope.tenant_id:
        return None
    community = settled.community
    if envelope.channel_id is None or not community.watches(envelope.channel_id):
        return None
    if envelope.source == "teams":
        group = {"group_id": envelope.group_id} if envelope.group_id else {}
        tx.move_home(community.id, service_url=envelope.service_url, bot_id=envelope.bot_id, **group)
    return community


def channel_for(community: Community, where: Envelope) -> str | None:
    """In which channel to say what somebody wants said: where they ask, else the one that there is.

    ``None``: there are several, or it is asked in one that is not watched.
    """
    if where.channel_id is not None:
        return where.channel_id if community.watches(where.channel_id) else None
    return next(iter(community.channels)) if len(community.channels) == 1 else None


def thread_of(tx: Transaction, event: EarlyEvent) -> tuple[Community, Post] | Outcome:
    """The community and the post whose thread an event is about; an Outcome when there is nothing to do about it now.

    An event that comes before its post is kept for when the post comes.
    """
    community = community_at(tx, event.envelope)
    if community is None:
        return Outcome("not ours")
    post = tx.post(event.thread_id)
    if post is None:
        early.keep(tx, event)
        return Outcome("waits for its post")
    return community, post
