"""A post arrives: kept, reacted to, followed up."""

from __future__ import annotations

from tests.stage import HANA, SORA, Stage


async def test_a_post_is_kept_reacted_to_and_waits_for_a_person(stage: Stage) -> None:
    await stage.post(SORA)
    await stage.deliver_all()
    counted = await stage.audit()
    assert (counted.posts, counted.waiting, counted.unreacted) == (1, 1, 0)
    assert len(stage.teams.of("react")) == 1


async def test_a_post_that_comes_twice_is_kept_once(stage: Stage) -> None:
    event = await stage.post(SORA)
    await stage.dispatch(event)
    await stage.deliver_all()
    assert (await stage.audit()).posts == 1
    assert len(stage.teams.of("react")) == 1


async def test_the_owner_is_nudged_when_nobody_answered_and_no_longer_once_somebody_did(stage: Stage) -> None:
    post = await stage.post(SORA, "問い合わせの下書きを頼みました。")
    stage.clock.forward(minutes=31)
    await stage.tick()
    assert len(stage.teams.of("send", HANA)) == 1
    await stage.reply(HANA, post)
    stage.clock.forward(days=3)
    await stage.tick()
    assert len(stage.teams.of("send")) == 2
    assert (await stage.audit()).answered == 1
