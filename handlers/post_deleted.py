"""A post or a reply was taken away by its author, or put back."""

from __future__ import annotations

from dataclasses import replace

from handlers.places import thread_of
from handlers.prompt_replies import owe_what_is_left
from handlers.registry import Outcome, on
from models.community import Community
from models.db import asking, early, touches
from models.db.forgetting import may_come_back
from models.db.telling import forget_asked, tell
from models.db.transaction import Transaction
from models.effects import reaction_again
from models.incoming import MessageDeleted, MessageUndeleted, is_root
from models.ledger import Post
from models.senses import Sense, Since, said_last, sense_of, unpack


@on(MessageDeleted)
def post_deleted(tx: Transaction, event: MessageDeleted) -> Outcome:
    found = thread_of(tx, event)
    if isinstance(found, Outcome):
        return found
    community, post = found
    if not is_root(event):
        return _reply_deleted(tx, event, post, community)
    if post.is_past(event.envelope.at, deleting=True):
        return Outcome("put back since" if forget_asked(tx, post.thread_id, event.envelope.at) else "known already")
    tx.change_post(post, deleted_at=event.envelope.at, text="")
    tell(tx, event.thread_id, community, reworded=True)
    return Outcome("withdrawn")


@on(MessageUndeleted)
def post_undeleted(tx: Transaction, event: MessageUndeleted) -> Outcome:
    found = thread_of(tx, event)
    if isinstance(found, Outcome):
        return found
    community, post = found
    if not is_root(event):
        return _reply_undeleted(tx, event, post, community)
    at = event.envelope.at
    if post.is_past(at):
        return Outcome("known already")
    words = post.text if event.text is None else event.text
    if not may_come_back(tx, community, post.author_id, post.posted_at):
        words = post.text
    tx.change_post(post, edited_at=at, deleted_at=None, text=words)
    if post.reaction and post.reacted_at is None:
        tx.enqueue(reaction_again(post, post.reaction, at))
    tell(tx, event.thread_id, community, reworded=True)
    return Outcome("restored")


def _reply_deleted(tx: Transaction, event: MessageDeleted, post: Post, community: Community) -> Outcome:
    touch = touches.reply(tx, event.thread_id, event.message_id)
    if touch is None:
        early.keep(tx, event)
        return Outcome("waits for its reply")
    if not touches.keep(tx, replace(touch, text=None), Since(event.envelope.at, Sense.GONE)):
        return Outcome("known already")
    owe_what_is_left(tx, community, post, touch, event.envelope)
    tell(tx, event.thread_id, community, reworded=asking.is_shown(tx, touch))
    return Outcome("taken back")


def _reply_undeleted(tx: Transaction, event: MessageUndeleted, post: Post, community: Community) -> Outcome:
    touch = touches.reply(tx, event.thread_id, event.message_id)
    if touch is None:
        early.keep(tx, event)
        return Outcome("waits for its reply")
    if event.text is not None:
        sense = sense_of(event.text, community, by_author=asking.has_asked(tx, post, touch.member_id))
    else:
        sense = said_last(unpack(touch.course))
    words = event.text if may_come_back(tx, community, touch.member_id, touch.at) else None
    if not touches.keep(tx, replace(touch, text=words), Since(event.envelope.at, sense)):
        return Outcome("known already")
    tell(tx, event.thread_id, community, reworded=asking.is_shown(tx, touch))
    return Outcome("restored")
