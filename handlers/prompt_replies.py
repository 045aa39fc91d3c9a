"""A member's reply to a prompt is owed an answer like a post, though the prompt itself is not.

Whether it asks something no rule of words can tell without missing some; so none has to.
"""

from __future__ import annotations

import secrets

from models.community import Community
from models.db import prompt_turns, whereabouts
from models.db.transaction import Transaction
from models.follow_up import Status
from models.incoming import Envelope
from models.ledger import Post, Touch
from models.splitting import Asked, Place, open_by_itself
from models.thanks import is_only_thanks


def owe_answer(tx: Transaction, community: Community, post: Post, reply: Touch, envelope: Envelope) -> None:
    """Open a follow-up for a member's reply to a prompt, save for mere thanks; their later words go on in it.

    Only the bot's own posts are looked up: replies to all others cost nothing more.
    """
    by = reply.member_id
    if post.author_id is not None or post.deleted_at is not None or community.is_responder(by):
        return
    turn = prompt_turns.of_thread(tx, post.thread_id)
    if turn is None or is_only_thanks(reply.text or "", [member.name for member in community.members.values()]):
        return
    known = tx.follow_ups(post.thread_id)
    if any(one.author_id == by and one.status is not Status.WITHDRAWN for one in known):
        return
    if any(one.asked_id == reply.message_id for one in known):
        return
    region = whereabouts.region_of(tx, community, envelope, tx.acquaintances(by).get(community.id))
    asked = Asked(community.id, post.thread_id, by, reply.at, reply.message_id, region=region)
    planner = (turn.posted_by,) if community.is_responder(turn.posted_by) else ()
    owners = planner or community.owners_for(post.season, post.theme, by)
    place = Place(secrets.token_hex(16), max([1, *(one.part for one in known)]) + 1)
    tx.open(open_by_itself(asked, community, owners, place, envelope.at))
