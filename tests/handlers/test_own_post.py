"""A responder's own post: they may work on it, but their own touch is no receipt."""

from __future__ import annotations

from models.follow_up import Status
from tests.handlers.thread import later, owed
from tests.stage import DANA, KEN, SORA, YUI, Stage


async def test_what_its_author_promises_or_confirms_is_no_receipt(stage: Stage) -> None:
    promised, confirmed = await stage.post(DANA), await stage.post(DANA)
    await stage.press(DANA, "promise", promised, until="2026-12-02")
    await stage.reply(YUI, confirmed)
    later(stage, minutes=1)
    await stage.press(DANA, "confirm", confirmed)
    for post in (promised, confirmed):
        assert (await owed(stage, post)).received_by is None
    await stage.react(YUI, promised, added="like")
    assert (await owed(stage, promised)).received_by is None
    await stage.react(KEN, promised, added="like")
    assert (await owed(stage, promised)).received_by == KEN.id


async def test_an_author_who_is_a_responder_may_say_that_a_peer_answered_or_that_none_is_needed(stage: Stage) -> None:
    answered, settled = await stage.post(DANA), await stage.post(DANA)
    await stage.reply(SORA, answered)
    await stage.press(DANA, "confirm", answered)
    await stage.press(DANA, "settle", settled, reason="answered_elsewhere")
    assert [(await owed(stage, post)).status for post in (answered, settled)] == [Status.ANSWERED, Status.SETTLED]
