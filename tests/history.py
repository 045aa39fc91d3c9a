"""The rehearsal's own record of what people wrote and gave, held against a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.db.rows import POST_COLUMNS, TOUCH_COLUMNS, touch_of
from models.db.transaction import Transaction
from models.ledger import REPLY, Post, Touch
from models.senses import is_gone, unpack


def disagreements(tx: Transaction, record: Mapping[str, Any]) -> list[str]:
    """What of the record the ledger has otherwise, or only one of the two has, by the message's id."""
    held = {row.message_id: Post(*row) for row in tx.connection.execute(select(*POST_COLUMNS))}
    acts: dict[str, list[Touch]] = {}
    for row in tx.connection.execute(select(*TOUCH_COLUMNS)):
        acts.setdefault(row.thread_id, []).append(touch_of(row))
    recorded = {post["id"]: post for post in record["posts"]}
    found = [f"{one}: only in the {'ledger' if one in held else 'record'}" for one in held.keys() ^ recorded.keys()]
    for name, post in recorded.items():
        if name in held:
            found += _of_thread(post, held[name], acts.get(held[name].thread_id, []))
    return found


def _of_thread(post: Mapping[str, Any], held: Post, acts: list[Touch]) -> Iterator[str]:
    theirs = post["author"], _at(post), _text(post["text"]), post["deleted"]
    ours = held.author_id, held.posted_at, _text(held.text), held.deleted_at is not None
    if theirs != ours:
        yield f"{post['id']}: {theirs} in the record, {ours} in the ledger"
    yield from _differing(post["id"], _recorded_replies(post), _held_replies(acts))
    deleted = {one["id"] for one in (post, *post["replies"]) if one["deleted"]}
    yield from _differing(post["id"], _recorded_reactions(post, deleted), _held_reactions(acts, deleted))


def _differing(name: str, theirs: set[Any], ours: set[Any]) -> Iterator[str]:
    for one in theirs ^ ours:
        yield f"{name}: {one} only in the {'record' if one in theirs else 'ledger'}"


def _recorded_replies(post: Mapping[str, Any]) -> set[Any]:
    return {(one["id"], one["author"], _at(one), _text(one["text"]), one["deleted"]) for one in post["replies"]}


def _held_replies(acts: list[Touch]) -> set[Any]:
    return {
        (one.message_id, one.member_id, one.at, _text(one.text or ""), is_gone(unpack(one.course)))
        for one in acts
        if one.kind == REPLY
    }


def _recorded_reactions(post: Mapping[str, Any], deleted: set[str]) -> set[Any]:
    """Those on messages that stand: of what is deleted nobody can tell any more."""
    return {
        (one["id"], given["by"], given["type"], _at(given))
        for one in (post, *post["replies"])
        if one["id"] not in deleted
        for given in one["reactions"]
    }


def _held_reactions(acts: list[Touch], deleted: set[str]) -> set[Any]:
    return {
        (one.message_id, one.member_id, one.kind, one.at)
        for one in acts
        if one.kind != REPLY and one.message_id not in deleted and not is_gone(unpack(one.course))
    }


def _at(one: Mapping[str, Any]) -> datetime:
    moment = datetime.fromisoformat(one["at"])
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _text(text: str) -> str:
    return "".join(text.split())
