"""A member's reply to a prompt is owed an answer like a post, though the prompt itself is not.

Whether it asks something no rule of words can tell without missing some; so none has to.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from models.community import Community
from models.db import prompt_turns, touches, whereabouts
from models.db.transaction import Transaction
from models.incoming import Envelope
from models.ledger import REPLY, Post, Touch
from models.senses import is_gone, unpack
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
    if turn is None or _asks_nothing(reply, community):
        return
    known = tx.follow_ups(post.thread_id)
    found = touches.of_thread(tx, post.thread_id)
    if any(one.author_id == by and not touches.is_deleted(found, one.asked_id) for one in known):
        return
    if any(one.asked_id == reply.message_id for one in known):
        return
    region = whereabouts.region_of(tx, community, envelope, tx.acquaintances(by).get(community.id))
    asked = Asked(community.id, post.thread_id, by, reply.at, reply.message_id, region=region)
    planner = (turn.posted_by,) if community.is_responder(turn.posted_by) else ()
    owners = planner or community.owners_for(post.season, post.theme, by)
    place = Place(secrets.token_hex(16), max([1, *(one.part for one in known)]) + 1)
    tx.open(open_by_itself(asked, community, owners, place, envelope.at))


def owe_what_is_left(tx: Transaction, community: Community, post: Post, deleted: Touch, envelope: Envelope) -> None:
    """A reply that was owed an answer is deleted: what its writer wrote besides went on in it, and stands."""
    if not any(one.asked_id == deleted.message_id and one.is_open for one in tx.follow_ups(post.thread_id)):
        return
    found = touches.of_thread(tx, post.thread_id)
    theirs = (one for one in found if one.kind == REPLY and one.member_id == deleted.member_id)
    left = [one for one in theirs if not is_gone(unpack(one.course)) and not _asks_nothing(one, community)]
    if left:
        first = min(left, key=lambda one: one.at)
        owe_answer(tx, community, post, first, replace(envelope, at=first.at))


def _asks_nothing(reply: Touch, community: Community) -> bool:
    return is_only_thanks(reply.text or "", [member.name for member in community.members.values()])
