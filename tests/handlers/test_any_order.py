"""The law of the ledger: what it holds in the end does not depend on how Teams told of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.incoming import PostArrived
from models.views import FollowUpView
from tests.handlers.stories import Step, Thread, stories
from tests.stage import KEN, MIO, SORA, Stage

UNDOABLE: dict[str, dict[str, str]] = {
    "claim": {},
    "receive": {},
    "promise": {"until": "2026-12-02", "word": "お待ちください。"},
    "settle": {"reason": "duplicate"},
    "write_answer": {"text": "こうします。"},
    "hand_over": {"to": MIO.id},
    "reopen": {},
    "confirm": {},
    "answer": {},
    "choose_theme": {"theme": "inquiry"},
}


async def pressed_and_undone(stage: Stage, post: PostArrived, verb: str) -> bool:
    """Ken presses a button and takes it back; where he is refused, and before the post has come, nothing is.

    Returns whether nothing is left of it: a press that changes nothing is kept, and no card offers to undo it.
    """
    if not await stage.store.read(lambda tx: tx.follow_ups(post.thread_id), stage.clock.now):
        return True
    before = await stage.follow_up(post)
    outcome = await stage.press(KEN, verb, post, **UNDOABLE[verb])
    after = await stage.follow_up(post)
    if after.version == before.version:
        return True
    assert isinstance(outcome.view, FollowUpView)
    if replace(after, version=before.version) == before:
        assert outcome.view.undo is None
        return False
    assert outcome.view.undo == (verb, before.version)
    back = await stage.press(KEN, "undo", post, undo_verb=verb, undo_version=before.version)
    assert isinstance(back.view, FollowUpView)
    assert back.view.notice is not None
    assert back.view.notice[0] in ("notice-undone", "notice-undone-line")
    return True


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(story=stories(), data=st.data())
async def test_events_in_any_order_and_doubled_come_to_the_same_end(
    stage: Stage, story: tuple[Step, ...], data: st.DataObject
) -> None:
    """Holds for every post, reply, edit, deletion, undeletion and reaction of a thread, by Teams' own times.

    It does not hold for two things that Teams says happened to one message at the same millisecond (what reaches us
    later counts as later), for edits without a text (nobody knows what they said), and for what the clock did
    meanwhile: a nudge that was sent stays sent. Whose post is their first is about more threads than one. Presses are
    told among the rest by the moment at which they were carried out; one that was undone leaves nothing, wherever it
    came in.
    """
    if not (await stage.audit()).posts:
        await stage.post(SORA, "はじめまして。")
    in_order, shuffled = Thread(stage, story), Thread(stage, story)
    for event in in_order.events():
        await stage.dispatch(event)
    told = shuffled.events()
    doubled = data.draw(st.lists(st.sampled_from(range(len(told))), max_size=4), label="told twice")
    order: list[int] = data.draw(st.permutations([*range(len(told)), *doubled]), label="order")
    undone: list[str | None] = data.draw(
        st.lists(st.none() | st.sampled_from(sorted(UNDOABLE)), min_size=len(order), max_size=len(order)),
        label="pressed and undone after each",
    )
    for number, verb in zip(order, undone, strict=True):
        await stage.dispatch(told[number])
        if verb is not None and not await pressed_and_undone(stage, shuffled.post, verb):
            return
    assert await in_order.end() == await shuffled.end()
