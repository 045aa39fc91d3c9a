"""A post or a reply was taken away by its author, or put back."""

from __future__ import annotations

from dataclasses import replace

from handlers.places import community_at
from handlers.registry import Outcome, on
from models.community import Community
from models.db import early, touches
from models.db.transaction import Transaction
from models.follow_up import Decision, restored, withdrawn
from models.incoming import MessageDeleted, MessageUndeleted, is_root
from models.replies import taken_back, touched


@on(MessageDeleted)
def post_deleted(tx: Transaction, event: MessageDeleted) -> Outcome:
    community = community_at(tx, event.envelope)
    if community is None:
        return Outcome("not ours")
    post = tx.post(event.thread_id)
    if post is None:
        early.keep(tx, event)
        return Outcome("waits for its post")
    if not is_root(event):
        return _reply_deleted(tx, event, community)
    if post.deleted_at is not None:
        return Outcome("known already")
    tx.change_post(post, deleted_at=event.envelope.at, text="")
    for follow_up in tx.follow_ups(event.thread_id):
        tx.apply(follow_up, Decision(withdrawn(follow_up)))
    return Outcome("withdrawn")


@on(MessageUndeleted)
def post_undeleted(tx: Transaction, event: MessageUndeleted) -> Outcome:
    community = community_at(tx, event.envelope)
    if community is None:
        return Outcome("not ours")
    post = tx.post(event.thread_id)
    if post is None:
        early.keep(tx, event)
        return Outcome("waits for its post")
    if not is_root(event):
        return _reply_undeleted(tx, event, community)
    if post.deleted_at is None or post.deleted_at > event.envelope.at:
        return Outcome("known already")
    tx.change_post(post, deleted_at=None, **({} if event.text is None else {"text": event.text}))
    for follow_up in tx.follow_ups(event.thread_id):
        tx.apply(follow_up, Decision(restored(follow_up, community, tx.now)))
    return Outcome("restored")


def _reply_deleted(tx: Transaction, event: MessageDeleted, community: Community) -> Outcome:
    found = touches.reply(tx, event.thread_id, event.message_id)
    if found is None:
        early.keep(tx, event)
        return Outcome("waits for its reply")
    touch, deleted_at = found
    if deleted_at is not None:
        return Outcome("known already")
    touches.change(tx, touch, taken_back_at=event.envelope.at, text=None)
    left = touches.of_thread(tx, event.thread_id)
    for follow_up in tx.follow_ups(event.thread_id):
        tx.apply(follow_up, Decision(taken_back(follow_up, touch, left, community, tx.now)))
    return Outcome("taken back")


def _reply_undeleted(tx: Transaction, event: MessageUndeleted, community: Community) -> Outcome:
    found = touches.reply(tx, event.thread_id, event.message_id)
    if found is None or found[1] is None or found[1] > event.envelope.at:
        return Outcome("known already")
    touch = replace(found[0], text=event.text)
    touches.change(tx, touch, taken_back_at=None, text=event.text)
    for follow_up in tx.follow_ups(event.thread_id):
        tx.apply(follow_up, touched(follow_up, touch, community, tx.now))
    return Outcome("restored")
