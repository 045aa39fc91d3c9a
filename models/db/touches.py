"""Touches in the ledger: each act of a person on a post or its thread, with all that became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select, update

from models.db.rows import TOUCH_COLUMNS, touch_of, touch_row
from models.db.tables.ledger import touches
from models.db.transaction import Transaction
from models.deeds import Deed
from models.follow_up import FollowUp
from models.ledger import REPLY, Touch
from models.senses import Since, is_gone, is_newest, pack, unpack, with_since

_OF_THREAD = select(*TOUCH_COLUMNS).where(touches.c.thread_id == bindparam("thread_id"))


def of_thread(tx: Transaction, thread_id: str) -> tuple[Touch, ...]:
    """All touches of a thread, also those that were taken back."""
    return tuple(touch_of(row) for row in tx.connection.execute(_OF_THREAD, {"thread_id": thread_id}))


def concerning(tx: Transaction, follow_up: FollowUp) -> tuple[Touch, ...]:
    """The touches of a thread that may concern one of its questions.

    Of several questions by one person, what they write further is about the first; about the first of those that stand
    where the reply that asked one was deleted.
    """
    of_author = (one for one in tx.follow_ups(follow_up.thread_id) if one.author_id == follow_up.author_id)
    theirs = sorted(of_author, key=lambda one: one.part)
    found = of_thread(tx, follow_up.thread_id)
    first = next((one for one in theirs if not is_deleted(found, one.asked_id)), theirs[0])
    if first.part == follow_up.part:
        return found
    until = first.posted_at if follow_up.part < first.part else datetime.min.replace(tzinfo=UTC)
    return tuple(touch for touch in found if touch.member_id != follow_up.author_id or touch.at < until)


def after_all(tx: Transaction, thread_id: str) -> datetime:
    """A moment after which nothing is known of a thread: now, or a later one where Teams' clock goes before ours."""
    return max([tx.now, *(unpack(touch.course)[-1].at for touch in of_thread(tx, thread_id))])


def is_deleted(of_thread: Iterable[Touch], message_id: str | None) -> bool:
    """Whether a reply of a thread, such as one that asks a question, is deleted; ``None``: it is none."""
    return deleted_at(of_thread, message_id) is not None


def deleted_at(of_thread: Iterable[Touch], message_id: str | None) -> datetime | None:
    """Since when it is; ``None``: it stands, or is none."""
    replies = (touch for touch in of_thread if touch.kind == REPLY and touch.message_id == message_id)
    courses = (unpack(touch.course) for touch in replies)
    return next((course[-1].at for course in courses if is_gone(course)), None)


def reply(tx: Transaction, thread_id: str, message_id: str) -> Touch | None:
    """A reply of a thread, deleted or not."""
    query = _OF_THREAD.where(touches.c.message_id == message_id, touches.c.kind == REPLY)
    row = tx.connection.execute(query, {"thread_id": thread_id}).first()
    return touch_of(row) if row else None


def keep(tx: Transaction, touch: Touch, since: Since) -> bool:
    """Keep what was told of a touch, in whatever order it is told. Returns whether it is new to us.

    ``touch.text`` becomes its text when nothing later is known; ``None`` leaves it. Of what is gone no text is kept.
    """
    row = tx.connection.execute(select(*TOUCH_COLUMNS).where(_same(touch))).first()
    known = touch_of(row) if row else None
    before = unpack(known.course) if known else ()
    course = with_since(before, since)
    if known and course == before:
        return False
    text = known.text if known else None
    if touch.text is not None and is_newest(course, since):
        text = touch.text
    gone = is_gone(course)
    weight = known.weight if known else touch.weight
    after = replace(touch, weight=weight, at=course[0].at, text=None if gone else text, course=pack(course))
    _note(tx, after, since)
    if known is None:
        tx.add(touches, touch_row(after) | {"taken_back_at": course[-1].at if gone else None})
    else:
        _change(tx, after, taken_back_at=course[-1].at if gone else None)
    return True


def _note(tx: Transaction, touch: Touch, since: Since) -> None:
    post = tx.post(touch.thread_id)
    if post is not None:
        whose = {"message_id": touch.message_id, "by": touch.member_id, "kind": touch.kind, "weight": touch.weight}
        tx.note(Deed.TOUCH, post.community_id, touch.thread_id, **whose, at=since.at, sense=since.sense)


def _change(tx: Transaction, touch: Touch, **values: Any) -> None:
    changed = {"at": touch.at, "text": touch.text, "course": touch.course, **values}
    tx.execute(update(touches).where(_same(touch)).values(**changed))


def _same(touch: Touch) -> ColumnElement[bool]:
    return and_(
        touches.c.thread_id == touch.thread_id,
        touches.c.message_id == touch.message_id,
        touches.c.member_id == touch.member_id,
        touches.c.kind == touch.kind,
    )
