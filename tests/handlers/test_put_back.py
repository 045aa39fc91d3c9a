"""A post that was taken away, and put back."""

from __future__ import annotations

from models.follow_up import Status
from tests.stage import KEN, SORA, Stage


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


async def test_a_reply_under_a_post_that_is_deleted_answers_it_once_it_is_put_back(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.clock.forward(minutes=1)
    await stage.delete(post)
    stage.clock.forward(minutes=1)
    await stage.reply(KEN, post, "こうするとうまくいきます。")
    withdrawn = await stage.follow_up(post)
    assert (withdrawn.status, withdrawn.received_at) == (Status.WITHDRAWN, None)
    stage.clock.forward(minutes=1)
    await stage.undelete(post, "やはり残します。")
    answered = await stage.follow_up(post)
    assert (answered.status, answered.answered_by) == (Status.ANSWERED, KEN.id)


async def test_a_post_that_is_deleted_after_its_answer_stays_answered(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.clock.forward(minutes=1)
    await stage.reply(KEN, post, "こうするとうまくいきます。")
    stage.clock.forward(minutes=1)
    await stage.delete(post)
    assert (await stage.follow_up(post)).status is Status.ANSWERED
