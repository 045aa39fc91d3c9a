"""A post or a reply has another text."""

from __future__ import annotations

from dataclasses import replace

from handlers.places import thread_of
from handlers.prompt_replies import owe_answer
from handlers.registry import Outcome, on
from models.community import Community
from models.db import asking, early, touches
from models.db.forgetting import may_come_back
from models.db.telling import tell
from models.db.transaction import Transaction
from models.incoming import MessageEdited, is_root
from models.ledger import Post
from models.senses import Since, sense_of


@on(MessageEdited)
def post_edited(tx: Transaction, event: MessageEdited) -> Outcome:
    found = thread_of(tx, event)
    if isinstance(found, Outcome):
        return found
    community, post = found
    if not is_root(event):
        return _reply_edited(tx, event, post, community)
    at = event.envelope.at
    if post.is_past(at):
        return Outcome("known already")
    words = post.text if event.text is None else event.text
    if not may_come_back(tx, community, post.author_id, post.posted_at):
        words = post.text
    tx.change_post(post, edited_at=at, deleted_at=None, text=words)
    if words != post.text or post.deleted_at is not None:
        tell(tx, event.thread_id, community, reworded=words != post.text)
    return Outcome("kept")


def _reply_edited(tx: Transaction, event: MessageEdited, post: Post, community: Community) -> Outcome:
    """An edit may make a promise the answer, or thanks a question; it counts from when it was made."""
    touch = touches.reply(tx, event.thread_id, event.message_id)
    if touch is None:
        early.keep(tx, event)
        return Outcome("waits for its reply")
    if event.text is None:
        return Outcome("known already")
    sense = sense_of(event.text, community, by_author=asking.has_asked(tx, post, touch.member_id))
    edited = replace(touch, text=event.text)
    kept = edited if may_come_back(tx, community, touch.member_id, touch.at) else replace(touch, text=None)
    if not touches.keep(tx, kept, Since(event.envelope.at, sense)):
        return Outcome("known already")
    owe_answer(tx, community, post, edited, event.envelope)
    tell(tx, event.thread_id, community, reworded=asking.is_shown(tx, touch))
    return Outcome("kept")
