"""The members' own likes on what is asked: on the post, or on the reply of which a question was made."""

from __future__ import annotations

from sqlalchemy import select

from models.community import Community
from models.db import touches
from models.db.tables.ledger import touches as touch
from models.db.transaction import Transaction
from models.follow_up import FollowUp, refuse_closed
from models.ledger import Touch
from models.own_acts import Like
from models.refused import Refused
from models.senses import Sense, Since, weight_of

LIKE = "like"


def must_be_likable(tx: Transaction, follow_up: FollowUp, member_id: str) -> None:
    """Raises Refused where a member's like would be no receipt: on what is closed, and on what they wrote."""
    refuse_closed(follow_up)
    if follow_up.author_id == member_id:
        raise Refused("refused-own-post")


def has_liked(tx: Transaction, follow_up: FollowUp, member_id: str) -> bool:
    """Whether the member's like stands there, as far as we know."""
    query = select(touch.c.message_id).where(
        touch.c.thread_id == follow_up.thread_id,
        touch.c.message_id == _asked_in(follow_up),
        touch.c.member_id == member_id,
        touch.c.kind == LIKE,
        touch.c.taken_back_at.is_(None),
    )
    return tx.connection.execute(query).first() is not None


def like(tx: Transaction, community: Community, follow_up: FollowUp) -> Like | None:
    """What sets the like; ``None`` where Graph's name of the team is not known, or the post is gone."""
    post, group_id = tx.post(follow_up.thread_id), tx.home(community.id).group_id
    if post is None or post.deleted_at is not None or group_id is None:
        return None
    reply_id = follow_up.asked_id if follow_up.asked_id != post.message_id else None
    return Like(group_id, post.channel_id, post.message_id, reply_id, post.thread_id)


def keep(tx: Transaction, act: Like, member_id: str, community: Community) -> bool:
    """The member liked it now. Returns whether that is new to us."""
    weight = weight_of(member_id, community)
    given = Touch(act.thread_id, act.message_id, member_id, LIKE, weight, tx.now)
    return touches.keep(tx, given, Since(tx.now, Sense.LIKES))


def _asked_in(follow_up: FollowUp) -> str:
    return follow_up.asked_id or follow_up.thread_id.rpartition("=")[2]
