"""What a question asks, and who asks it: the post, a reply, or words that a responder gave to it."""

from __future__ import annotations

from datetime import datetime

from models.community import Community
from models.db import people, touches
from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.ledger import Post, Touch
from models.showing import words_of


def words(tx: Transaction, shown: FollowUp, post: Post) -> str:
    """What is asked; empty when it was deleted."""
    if shown.asked_id is None:
        return words_of(shown, post)
    reply = touches.reply(tx, shown.thread_id, shown.asked_id)
    return "" if post.deleted_at else (reply.text if reply else None) or ""


def author(tx: Transaction, community: Community, shown: FollowUp, post: Post) -> str:
    """The name of who asks; a question of a reply may be another's than the post."""
    if shown.asked_id is None:
        return post.author_name
    return people.names(tx, community, (shown.author_id,)).get(shown.author_id, "")


def is_deleted(tx: Transaction, shown: FollowUp) -> bool:
    """Whether what it asks was taken away: the post, or the reply that asks it."""
    return deleted_at(tx, shown) is not None


def deleted_at(tx: Transaction, shown: FollowUp) -> datetime | None:
    """Since when it is; ``None``: it stands."""
    post = tx.post(shown.thread_id)
    since = post.deleted_at if post else shown.posted_at
    if since is not None or shown.asked_id is None:
        return since
    return touches.deleted_at(touches.of_thread(tx, shown.thread_id), shown.asked_id)


def is_shown(tx: Transaction, reply: Touch) -> bool:
    """Whether cards show what a reply says: it asks something, or may be the answer."""
    return any(reply.message_id in (one.asked_id, one.peer_id) for one in tx.follow_ups(reply.thread_id))


def has_asked(tx: Transaction, post: Post, member_id: str) -> bool:
    """Whether a member asks something in a thread: by the post, or by a reply that has a follow-up of its own."""
    askers = {post.author_id, *(one.author_id for one in tx.follow_ups(post.thread_id))}
    return member_id in askers
