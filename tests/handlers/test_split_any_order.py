"""The law of the ledger holds for every question of a thread: how Teams tells of it makes no difference."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.incoming import ThreadEvent
from tests.handlers.stories import ROOT, Step, Thread, stories
from tests.stage import DANA, KEN, MONDAY_10, SORA, Stage

SETTINGS = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


async def told(stage: Stage, thread: Thread, events: list[ThreadEvent], split_after: int, heard_before: int) -> None:
    """The post comes, some events are heard of, the split is pressed at its minute, then the rest is heard of."""
    stage.clock.now = MONDAY_10
    await stage.dispatch(thread.post)
    for event in events[:heard_before]:
        await stage.dispatch(event)
    stage.clock.now = MONDAY_10 + timedelta(minutes=split_after, seconds=30)
    await stage.press(KEN, "split", thread.post, asked="別の質問です。", owner=DANA.id)
    for event in events[heard_before:]:
        await stage.dispatch(event)


@SETTINGS
@given(story=stories(), data=st.data())
async def test_a_split_comes_to_the_same_whatever_was_heard_of_before_it(
    stage: Stage, story: tuple[Step, ...], data: st.DataObject
) -> None:
    """What happened before the split may be told after it, and all of it in any order, but for one thing.

    Before the press nothing is heard of that happens after it, and of a post that was deleted nothing is split off.
    """
    stage.clock.now = MONDAY_10
    if not (await stage.audit()).posts:
        await stage.post(SORA, "はじめまして。")
    split_after = data.draw(st.integers(0, len(story)), label="split after")
    assume(not any((step.kind, step.on) == ("delete", ROOT) for step in story[:split_after]))
    in_order, shuffled = Thread(stage, story), Thread(stage, story)
    _, *events = in_order.events()
    await told(stage, in_order, events, split_after, split_after)
    _, *others = shuffled.events()
    heard_before: list[int] = data.draw(st.lists(st.sampled_from(range(max(split_after, 1))), unique=True))
    before = [others[number] for number in heard_before if number < split_after]
    rest = [event for event in others if event not in before]
    after: list[int] = data.draw(st.permutations(range(len(rest))), label="order after")
    await told(stage, shuffled, [*before, *(rest[number] for number in after)], split_after, len(before))
    assert await in_order.end() == await shuffled.end()


async def test_words_that_a_deletion_took_do_not_stay_because_it_was_told_late(stage: Stage) -> None:
    stage.clock.now = MONDAY_10
    await stage.post(SORA, "はじめまして。")
    story = (Step("delete", "author", ROOT, ""), Step("undelete", "author", ROOT, "もう一度。"))
    in_order, late = Thread(stage, story), Thread(stage, story)
    _, deleted, put_back = in_order.events()
    await told(stage, in_order, [deleted, put_back], 0, 0)
    _, deleted, put_back = late.events()
    await told(stage, late, [put_back, deleted], 0, 0)
    end = await in_order.end()
    assert end == await late.end()
    assert [one["asked"] for one in end["owed"]] == ["", ""]
