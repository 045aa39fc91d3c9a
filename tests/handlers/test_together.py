"""Much that happened in a thread, taken in at once, comes out as if it had come one after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.follow_up import Status
from models.incoming import PostArrived, ReactionChanged, ThreadEvent
from tests.handlers.thread import Told, kept, owed, touches_of
from tests.stage import DANA, KEN, MIO, SORA, YUI, Stage


def story(stage: Stage) -> tuple[PostArrived, list[ThreadEvent]]:
    """A thread of a busy hour: liked, promised, answered, asked on, answered again, with an edit and a deletion."""
    post = stage.posted(SORA)

    def later(event: Any, minutes: int) -> Any:
        at = post.envelope.at + timedelta(minutes=minutes)
        return replace(event, envelope=replace(event.envelope, at=at))

    promise = later(stage.replied(KEN, post, "確認します。"), 10)
    answer, more = (
        later(stage.replied(KEN, post, "使えます。"), 20),
        later(stage.replied(SORA, post, "なぜですか。"), 30),
    )
    last, other = later(stage.replied(MIO, post, "設定です。"), 40), later(stage.replied(YUI, post, "同じです。"), 50)
    where = stage.envelope(post.thread_id, "1")
    like = later(ReactionChanged(where, post.thread_id, post.message_id, DANA, ("like",), ()), 5)
    told = [post, like, promise, answer, more, last, other]
    return post, [*told, Told(stage, other).edited(55, "書き直し"), Told(stage, last).deleted(56)]


def as_told(row: Any) -> Any:
    return replace(row, id="", thread_id="", version=0, answer_id=None, held_id=None, peer_id=None)


@pytest.mark.parametrize("backwards", [False, True])
async def test_together_or_one_after_the_other_is_the_same(stage: Stage, *, backwards: bool) -> None:
    (first, one_by_one), (second, at_once) = story(stage), story(stage)
    for event in reversed(one_by_one) if backwards else one_by_one:
        await stage.dispatch(event)
    await stage.dispatch.together(at_once[::-1] if backwards else at_once)
    alone, together = await owed(stage, first), await owed(stage, second)
    assert as_told(replace(alone, newcomer=False, receive_by=together.receive_by)) == as_told(together)
    assert alone.status is Status.WAITING
    texts = [sorted(str(touch.text) for touch in await touches_of(stage, post)) for post in (first, second)]
    assert texts[0] == texts[1]


async def test_what_fails_leaves_nothing_of_it_and_the_next_is_told_as_ever(stage: Stage) -> None:
    post, events = story(stage)
    broken = replace(events[2], text=7)  # type: ignore[arg-type]  # as a bug of ours would
    with pytest.raises(Exception, match=r".+"):
        await stage.dispatch.together([post, broken])
    assert (await stage.audit()).posts == 0
    await stage.dispatch.together(events)
    await stage.react(KEN, post, added="heart")
    assert (await kept(stage, post)).author_id == SORA.id
    assert (await owed(stage, post)).received_by == KEN.id, "he was there first"
