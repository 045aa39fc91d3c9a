"""A post that was taken away before the bot's reaction left, and put back."""

from __future__ import annotations

from tests.stage import SORA, Stage


async def test_a_post_that_was_put_back_gets_the_reaction_that_was_dropped(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.clock.forward(seconds=1)
    await stage.delete(post)
    await stage.deliver_all()
    assert stage.teams.of("react") == []
    stage.clock.forward(minutes=1)
    await stage.undelete(post, "やはり残します。")
    await stage.deliver_all()
    assert len(stage.teams.of("react")) == 1
    assert (await stage.audit()).unreacted == 0


async def test_a_post_that_was_reacted_to_before_gets_no_second_reaction(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.deliver_all()
    stage.clock.forward(seconds=1)
    await stage.delete(post)
    stage.clock.forward(minutes=1)
    await stage.undelete(post, "やはり残します。")
    await stage.deliver_all()
    assert len(stage.teams.of("react")) == 1
