"""Somebody pointed at a message in Teams and chose one of our actions.

What an action does is in a file of its own. A message that Teams never
told us of is taken in first, as if it had come late.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.places import community_at
from handlers.post_arrived import post_arrived
from handlers.registry import Outcome, Pointing, message_actions, on
from handlers.reply_arrived import reply_arrived
from models.community import Community
from models.db import people, touches
from models.db.transaction import Transaction
from models.incoming import Envelope, Pointed, PostArrived, ReplyArrived
from models.ledger import Touch
from models.refused import Refused
from models.views import DialogView, NoticeView


@on(Pointed)
def pointed(tx: Transaction, event: Pointed) -> Outcome:
    act = message_actions.get(event.action)
    if act is None:
        raise Refused("refused-malformed-action")
    community = community_at(tx, event.envelope)
    if community is None or event.thread_id is None:
        raise Refused("refused-action-elsewhere")
    people.meet(tx, community, event.by, event.envelope)
    root = event.thread_id == f"{event.envelope.channel_id};messageid={event.message_id}"
    _take_in(tx, event, event.thread_id, root=root)
    post = tx.post(event.thread_id)
    reply = None if root else touches.reply(tx, event.thread_id, event.message_id)
    if post is None or (reply is None and not root):
        raise Refused("refused-action-unknown")
    if post.deleted_at is not None or (reply is not None and reply.text is None):
        raise Refused("refused-action-deleted")
    return act(tx, Pointing(event, community, post, reply))


def refuse(tx: Transaction, event: Pointed, refused: Refused) -> Outcome:
    """A sentence in place of the dialog, to somebody of whom we may know nothing."""
    theirs: tuple[Community, ...] = people.communities_of(tx, event.by.id, event.envelope.tenant_id)
    to = people.recipient(tx, theirs[0], event.by.id) if theirs else None
    return Outcome("refused", DialogView("dialog-title", NoticeView(refused.key, dict(refused.values))), to)


def _take_in(tx: Transaction, event: Pointed, thread_id: str, *, root: bool) -> None:
    """A message that the ledger does not know is taken in as far as the payload tells of it."""
    if event.text is None or event.written_at is None:
        return
    post = tx.post(thread_id)
    if root and post is None:
        written = PostArrived(_envelope(event, thread_id), thread_id, event.message_id, event.author, event.text)
        post_arrived(tx, written)
    elif not root and post is not None and _unheard(tx, event, thread_id):
        if event.author is None:
            raise Refused("refused-action-of-bot")
        told = ReplyArrived(_envelope(event, thread_id), thread_id, event.message_id, event.author, event.text)
        reply_arrived(tx, told)


def _unheard(tx: Transaction, event: Pointed, thread_id: str) -> bool:
    found: Touch | None = touches.reply(tx, thread_id, event.message_id)
    return found is None


def _envelope(event: Pointed, thread_id: str) -> Envelope:
    """Where and when the message itself was written: nothing in it is of who points at it."""
    return replace(
        event.envelope,
        conversation_id=thread_id,
        activity_id=event.message_id,
        at=event.written_at or event.envelope.at,
        locale=None,
        source="action",
    )
