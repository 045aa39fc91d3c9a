"""Where a community does not ask for nudges for receipts: only what the answer is late for is nudged for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from models.incoming import Installed
from tests.jobs.conftest import without_greeting, without_mornings
from tests.jobs.when import MON, TUE, at, ids, nudged, turn_to
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, TEAM, Stage, staged

MINUTES = "議事録を頼みました。"
WITHOUT = COMMUNITY.replace("nudge_for_receipts = true\n", "")


@pytest.fixture
async def calm(migrated_url: str) -> AsyncIterator[Stage]:
    """A stage whose community file does not name the key."""
    async with staged(migrated_url, WITHOUT, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        await without_greeting(made)
        await without_mornings(made)
        yield made


async def test_a_missing_receipt_alone_brings_no_nudge_but_a_late_answer_does(calm: Stage) -> None:
    post = await calm.post(SORA, MINUTES)
    turn_to(calm, TUE, 9, 59)
    assert await nudged(calm) == []
    assert (await calm.follow_up(post)).is_late(calm.clock.now), "its author waits all the same"
    turn_to(calm, TUE, 10, 0)
    assert await nudged(calm) == ids(KEN)


async def test_a_community_that_asks_for_it_is_nudged_for_the_receipt(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(KEN)


async def test_a_receipt_taken_back_brings_no_nudge_either(calm: Stage) -> None:
    post = await calm.post(SORA, MINUTES)
    await calm.react(MIO, post, added="like")
    turn_to(calm, MON, 11)
    await calm.react(MIO, post, removed="like")
    assert await nudged(calm) == []
    assert (await calm.follow_up(post)).next_nudge_at == at(TUE, 10)


async def test_a_receipt_taken_back_when_the_answer_is_late_does_not_hurry_the_next_nudge(calm: Stage) -> None:
    post = await calm.post(SORA, MINUTES)
    await calm.react(MIO, post, added="like")
    turn_to(calm, TUE, 10, 0)
    assert await nudged(calm) == ids(KEN)
    turn_to(calm, TUE, 11, 0)
    await calm.react(MIO, post, removed="like")
    assert await nudged(calm) == []
    turn_to(calm, TUE, 15, 0)
    assert await nudged(calm) == ids(HANA, KEN, MIO)


async def test_what_is_handed_back_waits_for_the_answer_to_be_late(calm: Stage) -> None:
    post = await calm.post(SORA, MINUTES)
    await calm.press(KEN, "claim", post)
    turn_to(calm, MON, 15)
    await calm.press(KEN, "release", post)
    assert await nudged(calm) == []
    assert (await calm.follow_up(post)).next_nudge_at == at(TUE, 10)


async def test_the_morning_card_does_not_tell_of_a_missing_receipt_alone(migrated_url: str) -> None:
    async with staged(migrated_url, WITHOUT, migrated=True) as stage:
        await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA))
        await without_greeting(stage)
        turn_to(stage, MON, 9, 10)
        await stage.post(SORA, MINUTES)
        turn_to(stage, MON, 9, 50)
        assert await nudged(stage) == [], "the answer is due on Tuesday"
        turn_to(stage, TUE, 9, 0)
        assert await nudged(stage) == ids(KEN)


async def test_a_receipt_while_it_is_claimed_moves_the_nudge_to_when_the_answer_is_late(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "claim", post)
    stage.clock.forward(minutes=5)
    await stage.react(HANA, post, added="like")
    turn_to(stage, MON, 17)
    assert await nudged(stage) == []
    turn_to(stage, TUE, 10)
    assert await nudged(stage) == ids(MIO, HANA, KEN)


async def test_what_is_opened_again_without_a_receipt_is_owed_an_answer(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    answer = await stage.reply(KEN, post)
    turn_to(stage, MON, 11)
    await stage.delete(answer)
    turn_to(stage, TUE, 10, 59)
    assert await nudged(stage) == []
    turn_to(stage, TUE, 11)
    assert await nudged(stage) == ids(KEN)
