"""Stories of one thread, as people may live them, and as Teams may tell them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from models.db import touches
from models.follow_up import FollowUp
from models.incoming import (
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Person,
    ReactionChanged,
    ReplyArrived,
    ThreadEvent,
)
from models.ledger import Post
from tests.stage import DANA, KEN, MONDAY_10, SORA, YUI, Stage

ROOT = "root"
PEOPLE = {"author": SORA, "peer": YUI, "responder": KEN, "advisor": DANA}
TEXTS = ("こうするとうまくいきます。", "調べてみます。", "ありがとうございます！", "まだ動きません。")
KINDS = ("reply", "reply", "reply", "edit", "delete", "undelete", "react", "unreact")


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does; ``on`` is the message, named by the step that wrote it."""

    kind: str
    who: str
    on: str
    text: str


@st.composite
def stories(draw: st.DrawFn) -> tuple[Step, ...]:
    """What people do after a post, in the order in which they do it; each step is one that Teams allows then."""
    steps: list[Step] = []
    there, deleted = [ROOT], list[str]()
    for number in range(draw(st.integers(1, 9))):
        kind, who = draw(st.sampled_from(KINDS)), draw(st.sampled_from(sorted(PEOPLE)))
        text = draw(st.sampled_from(TEXTS))
        among = {"reply": [f"r{number}"], "undelete": deleted}.get(kind, there)
        if not among:
            continue
        on = draw(st.sampled_from(among))
        steps.append(Step(kind, who, on, text))
        if kind == "reply":
            there.append(on)
        elif kind == "delete":
            there.remove(on)
            deleted.append(on)
        elif kind == "undelete":
            deleted.remove(on)
            there.append(on)
    return tuple(steps)


class Thread:
    """One thread in which a story is told: every event of it, each a minute after the one before."""

    def __init__(self, stage: Stage, story: tuple[Step, ...]) -> None:
        self._stage, self.story = stage, story
        self.post = stage.posted(SORA, at=MONDAY_10)

    def events(self) -> list[ThreadEvent]:
        return [self.post, *(self._event(step, minute) for minute, step in enumerate(self.story, start=1))]

    def _event(self, step: Step, minute: int) -> ThreadEvent:
        thread, message = self.post.thread_id, self.post.message_id if step.on == ROOT else step.on
        where = self._stage.envelope(thread, message, at=MONDAY_10 + timedelta(minutes=minute))
        by: Person = PEOPLE[step.who]
        told: dict[str, Callable[[], ThreadEvent]] = {
            "reply": lambda: ReplyArrived(where, thread, message, by, step.text),
            "edit": lambda: MessageEdited(where, thread, message, step.text),
            "delete": lambda: MessageDeleted(where, thread, message),
            "undelete": lambda: MessageUndeleted(where, thread, message, step.text),
            "react": lambda: ReactionChanged(where, thread, message, by, ("like",), ()),
            "unreact": lambda: ReactionChanged(where, thread, message, by, (), ("like",)),
        }
        return told[step.kind]()

    async def end(self) -> dict[str, Any]:
        """What the ledger holds in the end of the thread and all its questions, less what is the thread's alone."""
        thread = self.post.thread_id
        post, owed, all_touches = await self._stage.store.read(
            lambda tx: (tx.post(thread), tx.follow_ups(thread), touches.of_thread(tx, thread)), MONDAY_10
        )
        assert post is not None
        questions = [_of_follow_up(one) for one in owed]
        return {"post": _of_post(post), "owed": questions, "touches": self._of_touches(all_touches)}

    def _of_touches(self, found: Any) -> set[Any]:
        root = self.post.message_id
        return {
            (ROOT if one.message_id == root else one.message_id, one.member_id, one.kind, one.at, one.text, one.course)
            for one in found
        }


def _of_post(post: Post) -> tuple[Any, ...]:
    return post.text, post.deleted_at, None if post.deleted_at else post.edited_at


def _of_follow_up(owed: FollowUp) -> dict[str, Any]:
    own = {"id", "thread_id", "version"}
    return {name: getattr(owed, name) for name in FollowUp.__dataclass_fields__ if name not in own}
