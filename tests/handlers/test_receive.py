"""The button “received”: a receipt by hand, since the bot hears of few likes."""

from __future__ import annotations

from datetime import timedelta

from models.follow_up import Status
from models.views import FollowUpView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import DANA, KEN, MIO, MONDAY_10, SORA, Stage


async def test_received_is_the_receipt_and_the_answer_is_owed_still(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=5)
    outcome = await stage.press(KEN, "receive", post)
    now = await owed(stage, post)
    assert (now.status, now.received_by, now.received_at) == (Status.WAITING, KEN.id, MONDAY_10 + timedelta(minutes=5))
    assert now.next_nudge_at == now.answer_by
    assert notice(outcome)[0] == "notice-received"
    assert isinstance(outcome.view, FollowUpView)
    assert (outcome.view.received_by, outcome.view.owed) == (KEN.name, "answer")
    assert "receive" not in outcome.view.verbs


async def test_received_twice_is_received_once_and_the_second_is_told_who_was_first(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "receive", post)
    before = await owed(stage, post)
    assert notice(await stage.press(KEN, "receive", post, version=1))[0] == "notice-already-done"
    assert notice(await stage.press(MIO, "receive", post)) == ("refused-already-received", {"name": KEN.name})
    assert await owed(stage, post) == before


async def test_nobody_receives_their_own_post(stage: Stage) -> None:
    post = await stage.post(DANA)
    assert notice(await stage.press(DANA, "receive", post))[0] == "refused-own-post"
    assert (await owed(stage, post)).received_at is None
    assert "receive" not in getattr((await stage.press(DANA, "settle", post)).view, "verbs", ())


async def test_received_stays_when_the_thread_is_told_anew_and_an_earlier_like_wins(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=1)
    await stage.react(MIO, post, added="like")
    later(stage, minutes=1)
    await stage.react(MIO, post, removed="like")
    later(stage, minutes=1)
    await stage.press(KEN, "receive", post)
    reply = await stage.reply(MIO, post)
    later(stage, minutes=1)
    await stage.delete(reply)
    now = await owed(stage, post)
    assert (now.status, now.received_by) == (Status.WAITING, KEN.id)
    early = stage.replied(DANA, post, "調べてみます。")
    await stage.dispatch(early)
    assert (await owed(stage, post)).received_by == KEN.id


async def test_open_cards_of_others_tell_who_received_it(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    later(stage, hours=4)
    await stage.tick()
    assert [asked.to for asked in stage.teams.of("send")] == [KEN.id]
    await stage.press(MIO, "receive", post)
    await stage.deliver_all()
    (drawn,) = stage.teams.of("refresh", KEN)
    assert isinstance(drawn.view, FollowUpView)
    assert drawn.view.received_by == MIO.name
