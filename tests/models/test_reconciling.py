"""Whatever the ledger heard of a thread, the differences to Graph make it hold what Graph holds; then there are none.

The ledger is the real one, behind dispatch; a thread's life is made up, and Teams tells of it what it likes.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.db import reconciled
from models.history import Message, Reaction, Thread
from models.incoming import (
    Envelope,
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Person,
    PostArrived,
    ReactionChanged,
    ReplyArrived,
    ThreadEvent,
)
from models.ledger import REPLY
from models.reconciling import SETTLED, Held, Place, differences
from models.senses import is_gone, unpack
from tests.stage import BOT, CHANNEL, HANA, MONDAY_10, SERVICE, SORA, TEAM, TENANT, Stage, staged

PLACE = Place(TENANT, TEAM, CHANNEL, SERVICE, BOT)
PEOPLE = (HANA, SORA)
ROUNDS = 2
"""What came before its message waits for it, and comes to light with it."""
NUMBERS = itertools.count(1)


@dataclass
class Life:
    """A thread as it came to be: how Graph holds it, and all that Teams could have told of it."""

    number: int
    without_texts: bool
    """Whether Teams tells of edits without saying what was written."""
    now: datetime = MONDAY_10
    messages: list[Message] = field(default_factory=list)
    told: list[ThreadEvent] = field(default_factory=list)

    @property
    def thread_id(self) -> str:
        return PLACE.thread_id(f"{self.number}-0")

    @property
    def thread(self) -> Thread:
        return Thread(self.messages[0], tuple(self.messages[1:]))

    def do(self, what: str, which: int, by: Person, seconds: int) -> None:
        """One act, if it can be done."""
        self.now += timedelta(seconds=seconds)
        if what == "write" or not self.messages:
            self._write(by)
            return
        at = which % len(self.messages)
        message = getattr(self, f"_{what}")(self.messages[at], by)
        if message is not None:
            self.messages[at] = replace(message, changed_at=self.now)

    def _write(self, by: Person) -> None:
        message_id = f"{self.number}-{len(self.messages)}"
        kind = ReplyArrived if self.messages else PostArrived
        text = f"text {self.now.isoformat()}"
        self.messages.append(Message(message_id, by, text, self.now, self.now))
        self.told.append(kind(self._where(message_id), self.thread_id, message_id, by, text))

    def _edit(self, message: Message, by: Person) -> Message | None:
        if message.deleted_at is not None:
            return None
        text = f"edited {self.now.isoformat()}"
        told = None if self.without_texts else text
        self.told.append(MessageEdited(self._where(message.message_id), self.thread_id, message.message_id, told))
        return replace(message, text=text, edited_at=self.now)

    def _delete(self, message: Message, by: Person) -> Message | None:
        if message.deleted_at is not None:
            return None
        self.hidden = getattr(self, "hidden", {}) | {message.message_id: message.text}
        self.told.append(MessageDeleted(self._where(message.message_id), self.thread_id, message.message_id))
        return replace(message, text="", deleted_at=self.now)

    def _undelete(self, message: Message, by: Person) -> Message | None:
        if message.deleted_at is None:
            return None
        text = self.hidden[message.message_id]
        told = None if self.without_texts else text
        self.told.append(MessageUndeleted(self._where(message.message_id), self.thread_id, message.message_id, told))
        return replace(message, text=text, deleted_at=None)

    def _like(self, message: Message, by: Person) -> Message | None:
        if message.deleted_at is not None or any(one.by == by for one in message.reactions):
            return None
        self._react(message, by, added=("like",), removed=())
        return replace(message, reactions=(*message.reactions, Reaction(by, "like", self.now)))

    def _unlike(self, message: Message, by: Person) -> Message | None:
        if message.deleted_at is not None or not any(one.by == by for one in message.reactions):
            return None
        self._react(message, by, added=(), removed=("like",))
        return replace(message, reactions=tuple(one for one in message.reactions if one.by != by))

    def _react(self, message: Message, by: Person, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
        where = self._where(message.message_id)
        self.told.append(ReactionChanged(where, self.thread_id, message.message_id, by, added, removed))

    def _where(self, message_id: str) -> Envelope:
        return replace(PLACE.envelope(self.thread_id, message_id, self.now), source="teams")


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["write", "edit", "delete", "undelete", "like", "like", "unlike"]),
        st.integers(0, 1), st.sampled_from(PEOPLE), st.integers(1, 90),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def as_graph_holds(thread: Thread) -> dict[str, Any]:
    return {
        one.message_id: None if one.deleted_at else (one.text, {(r.by.id, r.kind) for r in one.reactions})
        for one in (thread.root, *thread.replies)
    }


def as_we_hold(held: Held) -> dict[str, Any]:
    post = held.post
    assert post is not None
    standing = [touch for touch in held.touches if touch.kind != REPLY and not is_gone(unpack(touch.course))]

    def reactions(message_id: str) -> set[tuple[str, str]]:
        return {(touch.member_id, touch.kind) for touch in standing if touch.message_id == message_id}

    known = {post.message_id: None if post.deleted_at else (post.text, reactions(post.message_id))}
    for touch in held.touches:
        if touch.kind == REPLY:
            gone = is_gone(unpack(touch.course))
            known[touch.message_id] = None if gone else (touch.text or "", reactions(touch.message_id))
    return known


async def held_of(stage: Stage, life: Life) -> Held:
    found = await stage.store.read(lambda tx: reconciled.held(tx, [life.thread_id]), stage.clock.now)
    return found[life.thread_id]


async def live(stage: Stage, acts: list[Any], chosen: list[int], *, settled: bool) -> None:
    """A life; Teams tells some of it, twice and in any order; then Graph is looked at."""
    life = Life(next(NUMBERS), without_texts=settled)
    for act in acts:
        life.do(*act)
    stage.clock.now = life.now + (SETTLED * 2 if settled else timedelta(0))
    for one in chosen:
        await stage.dispatch(life.told[one % len(life.told)])
    for _ in range(ROUNDS):
        for event in differences(life.thread, await held_of(stage, life), PLACE, stage.clock.now):
            await stage.dispatch(event)
    held = await held_of(stage, life)
    assert as_we_hold(held) == as_graph_holds(life.thread)
    assert differences(life.thread, held, PLACE, stage.clock.now) == ()


@pytest.fixture
def playing(migrated_sqlite: Path, tmp_path: Path) -> Iterator[tuple[Stage, asyncio.Runner]]:
    """One ledger for all lives of a test."""
    path = tmp_path / "aizuchi.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    with asyncio.Runner() as runner:
        stages = staged(f"sqlite:///{path}", migrated=True)
        yield runner.run(stages.__aenter__()), runner
        runner.run(stages.__aexit__(None, None, None))


LAW = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LAW
@given(acts=ACTS, chosen=st.lists(st.integers(0, 11), max_size=10))
def test_the_differences_make_the_ledger_hold_what_graph_holds(
    playing: tuple[Stage, asyncio.Runner], acts: list[Any], chosen: list[int]
) -> None:
    stage, runner = playing
    runner.run(live(stage, acts, chosen, settled=False))


@LAW
@given(acts=ACTS, chosen=st.lists(st.integers(0, 11), max_size=10))
def test_a_while_later_what_teams_told_without_texts_is_whole_too(
    playing: tuple[Stage, asyncio.Runner], acts: list[Any], chosen: list[int]
) -> None:
    stage, runner = playing
    runner.run(live(stage, acts, chosen, settled=True))
