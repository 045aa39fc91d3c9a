"""Short words for what the tests of threads do again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.db import touches
from models.follow_up import FollowUp
from models.incoming import MessageDeleted, MessageEdited, MessageUndeleted, PostArrived, ReplyArrived
from models.ledger import Post, Touch
from tests.stage import KEN, MONDAY_10, SORA, Stage


def later(stage: Stage, **length: float) -> None:
    stage.clock.forward(**length)


async def owed(stage: Stage, post: PostArrived, part: int = 1) -> FollowUp:
    """What is owed to a post now, or to a further question of its thread."""
    found = await stage.follow_up(post, part)
    assert isinstance(found, FollowUp)
    return found


async def kept(stage: Stage, event: PostArrived) -> Post:
    """A post as the ledger holds it."""
    found = await stage.store.read(lambda tx: tx.post(event.thread_id), stage.clock.now)
    assert found is not None
    return found


async def touches_of(stage: Stage, event: PostArrived) -> tuple[Touch, ...]:
    return await stage.store.read(lambda tx: touches.of_thread(tx, event.thread_id), stage.clock.now)


async def answered_post(stage: Stage) -> PostArrived:
    """Sora's post, answered by Ken after five minutes; five more have passed."""
    post = await stage.post(SORA)
    later(stage, minutes=5)
    await stage.reply(KEN, post)
    later(stage, minutes=5)
    return post


class Told:
    """Events of one message as they happened, minutes after ten: to be dispatched in another order."""

    def __init__(self, stage: Stage, message: PostArrived | ReplyArrived) -> None:
        self._stage, self.message = stage, message

    def edited(self, minute: int, text: str) -> MessageEdited:
        return MessageEdited(*self._where(minute), text)

    def deleted(self, minute: int) -> MessageDeleted:
        return MessageDeleted(*self._where(minute))

    def undeleted(self, minute: int, text: str | None) -> MessageUndeleted:
        return MessageUndeleted(*self._where(minute), text)

    def _where(self, minute: int) -> tuple[Any, str, str]:
        thread, message = self.message.thread_id, self.message.message_id
        return self._stage.envelope(thread, message, at=MONDAY_10 + timedelta(minutes=minute)), thread, message
