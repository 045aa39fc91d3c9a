"""What people wrote, wherever the database holds it: it goes by age, or when its writer asks; what it meant stays.

A text that is written down anew belongs into HELD; tests/models/db/test_texts.py names every column that may hold one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, Table, and_, delete, false, func, select, update

from models.acts import BESIDE
from models.db import prompt_turns
from models.db.tables.attempts import attempts
from models.db.tables.ledger import early, follow_ups, posts, presses, touches
from models.db.tables.outbox import outbox
from models.db.tables.praising import praises
from models.db.tables.prompts import prompt_turns as turns
from models.db.tables.prompts import prompts
from models.db.transaction import Transaction

AT_ONCE = 500
"""Rows that one transaction changes of a column, so that an arriving post does not wait long."""
_OWN_WORDS = ("word", "words")
"""What of a press a person wrote; the rest of it says what they did."""


@dataclass(frozen=True, slots=True)
class Held:
    """A column with people's words. ``stays`` makes of a value what is left of it."""

    column: Column[Any]
    there: ColumnElement[bool]
    """Whether a row holds any words still."""
    at: ColumnElement[Any]
    by: ColumnElement[Any] | None
    of: Callable[[str], ColumnElement[bool]]
    """Whether a row is of a community."""
    stays: Callable[[Any], Any]
    also: Mapping[str, Any] = field(default_factory=dict)
    ends: Callable[[Transaction, dict[str, Any]], None] | None = None
    """What ends with the words, elsewhere, of a row with this key."""


def _nothing(_: str) -> str:
    return ""


def _reason(told: str) -> str:
    return told.partition(BESIDE)[0]


def _deed(given: str) -> str:
    return orjson.dumps({name: said for name, said in orjson.loads(given).items() if name not in _OWN_WORDS}).decode()


def _turns_of_prompt(tx: Transaction, key: dict[str, Any]) -> None:
    prompt_turns.end(tx, key["id"])


def _of_thread(thread: Column[Any]) -> Callable[[str], ColumnElement[bool]]:
    return lambda community: thread.in_(select(posts.c.thread_id).where(posts.c.community_id == community))


def _of_follow_up(community: str) -> ColumnElement[bool]:
    ids = select(follow_ups.c.id).where(follow_ups.c.community_id == community)
    return presses.c.follow_up_id.in_(ids)


def _of(table: Table) -> Callable[[str], ColumnElement[bool]]:
    return lambda community: table.c.community_id == community


_WRITTEN = func.coalesce(attempts.c.edited_at, attempts.c.at, type_=posts.c.posted_at.type)
_OPENED = func.coalesce(follow_ups.c.opened_at, follow_ups.c.posted_at, type_=posts.c.posted_at.type)
_LAST_DUE = select(func.max(turns.c.due_at)).where(turns.c.prompt_id == prompts.c.id).scalar_subquery()
_LAST_TO_COME = func.coalesce(prompts.c.next_at, _LAST_DUE, prompts.c.planned_at, type_=prompts.c.next_at.type)
_NOT_TO_COME = {"next_at": None, "moved_from": None, "tell_at": None, "version": prompts.c.version + 1}

HELD = (
    Held(posts.c.text, posts.c.text != "", posts.c.posted_at, posts.c.author_id, _of(posts), _nothing,
         {"indexed_as": None}),
    Held(touches.c.text, touches.c.text.is_not(None), touches.c.at, touches.c.member_id,
         _of_thread(touches.c.thread_id), lambda _: None),
    Held(follow_ups.c.asked, follow_ups.c.asked != "", _OPENED, follow_ups.c.author_id, _of(follow_ups), _nothing),
    Held(follow_ups.c.settled_reason, follow_ups.c.settled_reason.contains(BESIDE), follow_ups.c.settled_at,
         follow_ups.c.settled_by, _of(follow_ups), _reason),
    Held(presses.c.given, presses.c.given.contains('"word'), presses.c.at, presses.c.member_id, _of_follow_up, _deed),
    Held(attempts.c.tried, attempts.c.tried != "", _WRITTEN, attempts.c.member_id, _of(attempts), _nothing),
    Held(attempts.c.learned, attempts.c.learned != "", _WRITTEN, attempts.c.member_id, _of(attempts), _nothing),
    Held(praises.c.text, praises.c.text != "", praises.c.at, praises.c.by_id, _of(praises), _nothing),
    Held(praises.c.text, praises.c.text != "", praises.c.at, praises.c.to_id, _of(praises), _nothing),
    Held(prompts.c.text, prompts.c.text != "", _LAST_TO_COME, prompts.c.planned_by, _of(prompts), _nothing,
         _NOT_TO_COME, _turns_of_prompt),
    Held(outbox.c.payload, and_(outbox.c.settled_at.is_not(None), outbox.c.payload != "{}"), outbox.c.settled_at, None,
         _of(outbox), lambda _: "{}"),
)  # fmt: skip
"""Every text but those of events that wait for their post: see ``forget_early``. A praise goes with either of the
two whom it concerns."""


def go_by_age(tx: Transaction, community: str, before: datetime) -> int:
    """Texts of a community that were written before a moment; some at once. Returns how many went."""
    return sum(_go(tx, one, one.of(community) & (one.at < before)) for one in HELD)


def go_with_writer(tx: Transaction, person_id: str) -> int:
    """All that a person wrote, and all that was sent with their name. Returns how many texts went."""
    total = 0
    for one in HELD:
        theirs = one.column.contains(person_id) if one.by is None else one.by == person_id
        while went := _go(tx, one, theirs):
            total += went
    return total


def forget_early(tx: Transaction, before: datetime | None = None, person_id: str | None = None) -> int:
    """Events that wait for their post, and came before a moment or are a person's. Returns how many went."""
    which = (early.c.at < before) if before else early.c.event.contains(person_id) if person_id else false()
    return int(tx.execute(delete(early).where(which)).rowcount)


def _go(tx: Transaction, held: Held, which: ColumnElement[bool]) -> int:
    key = list(held.column.table.primary_key.columns)
    found = tx.connection.execute(select(*key, held.column.label("held")).where(held.there, which).limit(AT_ONCE))
    going = [(row._mapping, held.stays(row.held)) for row in found if held.stays(row.held) != row.held]
    for row, left in going:
        same = and_(*(column == row[column.name] for column in key))
        tx.execute(update(held.column.table).where(same).values({held.column.name: left, **held.also}))
        if held.ends is not None:
            held.ends(tx, dict(row))
    return len(going)
