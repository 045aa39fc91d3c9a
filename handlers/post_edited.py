"""A post or a reply has another text."""

from __future__ import annotations

from handlers.places import community_at
from handlers.registry import Outcome, on
from models.community import Community
from models.db import early, touches
from models.db.transaction import Transaction
from models.follow_up import Decision, Status, answered
from models.incoming import MessageEdited, is_root
from models.ledger import Touch
from models.replies import holds


@on(MessageEdited)
def post_edited(tx: Transaction, event: MessageEdited) -> Outcome:
    community = community_at(tx, event.envelope)
    if community is None:
        return Outcome("not ours")
    post = tx.post(event.thread_id)
    if post is None:
        early.keep(tx, event)
        return Outcome("waits for its post")
    if not is_root(event):
        return _reply_edited(tx, event, community)
    at = event.envelope.at
    if post.deleted_at is not None or (post.edited_at is not None and post.edited_at >= at):
        return Outcome("known already")
    tx.change_post(post, edited_at=at, **({} if event.text is None else {"text": event.text}))
    return Outcome("kept")


def _reply_edited(tx: Transaction, event: MessageEdited, community: Community) -> Outcome:
    found = touches.reply(tx, event.thread_id, event.message_id)
    if found is None:
        early.keep(tx, event)
        return Outcome("waits for its reply")
    touch, deleted_at = found
    if event.text is None or deleted_at is not None or touch.text == event.text:
        return Outcome("known already")
    touches.change(tx, touch, text=event.text)
    for follow_up in tx.follow_ups(event.thread_id):
        if follow_up.held_id == touch.message_id and follow_up.status is Status.PROMISED:
            _held_reply_edited(tx, touch, event, community)
    return Outcome("kept")


def _held_reply_edited(tx: Transaction, touch: Touch, event: MessageEdited, community: Community) -> None:
    """Who promised wrote the answer into the promise itself."""
    if holds(event.text or "", community):
        return
    for follow_up in tx.follow_ups(event.thread_id):
        tx.apply(follow_up, Decision(answered(follow_up, touch.member_id, event.envelope.at, touch.message_id)))
