"""The law of the ledger: what it holds in the end does not depend on how Teams told of it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.handlers.stories import Step, Thread, stories
from tests.stage import SORA, Stage


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(story=stories(), data=st.data())
async def test_events_in_any_order_and_doubled_come_to_the_same_end(
    stage: Stage, story: tuple[Step, ...], data: st.DataObject
) -> None:
    """Holds for every post, reply, edit, deletion, undeletion and reaction of a thread, by Teams' own times.

    It does not hold for two things that Teams says happened to one message at the same millisecond (what reaches us
    later counts as later), for edits without a text (nobody knows what they said), and for what the clock did
    meanwhile: a nudge that was sent stays sent. Whose post is their first is about more threads than one: the first
    that reached us stays the newcomer's. Presses are told among the rest by the moment at which they were carried out.
    """
    if not (await stage.audit()).posts:
        await stage.post(SORA, "はじめまして。")
    in_order, shuffled = Thread(stage, story), Thread(stage, story)
    for event in in_order.events():
        await stage.dispatch(event)
    told = shuffled.events()
    doubled = data.draw(st.lists(st.sampled_from(range(len(told))), max_size=4), label="told twice")
    order: list[int] = data.draw(st.permutations([*range(len(told)), *doubled]), label="order")
    for number in order:
        await stage.dispatch(told[number])
    assert await in_order.end() == await shuffled.end()
