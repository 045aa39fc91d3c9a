"""The button “answer from here” opens a box on the card, and who opens it second learns who is at it."""

from __future__ import annotations

import asyncio
from typing import Any

from jobs import forget_looks
from models.follow_up import Status
from models.incoming import Person, PostArrived, Pressed
from models.views import FollowUpView, Looker, NoticeView
from tests.handlers.test_looking import kept
from tests.handlers.thread import later, owed
from tests.stage import DANA, HANA, KEN, MIO, SORA, YUI, Stage


async def pressed(stage: Stage, by: Person, verb: str, post: PostArrived, **fields: Any) -> FollowUpView:
    view = (await stage.press(by, verb, post, **fields)).view
    assert isinstance(view, FollowUpView)
    return view


async def test_the_box_opens_on_the_card_and_nothing_else_happens(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.deliver_all()
    before, asked = await owed(stage, post), len(stage.teams.asked)
    view = await pressed(stage, KEN, "begin_answer", post)
    assert (view.writing, view.looking, view.notice, view.draft) == (True, (), None, None)
    await stage.deliver_all()
    assert (await owed(stage, post), len(stage.teams.asked)) == (before, asked)


async def test_the_second_reads_on_the_same_card_who_writes_and_since_when(stage: Stage) -> None:
    post = await stage.post(SORA)
    began = stage.clock.now
    await stage.press(KEN, "begin_answer", post)
    later(stage, minutes=4)
    await stage.press(DANA, "show", post)
    assert (await pressed(stage, HANA, "begin_answer", post)).looking == (
        Looker(KEN.name, began, writing=True),
        Looker(DANA.name, stage.clock.now),
    )
    first = await pressed(stage, KEN, "begin_answer", post)
    assert first.looking[0] == Looker(HANA.name, stage.clock.now, writing=True), "and the first learns of the second"


async def test_pressed_twice_or_five_times_at_once_it_is_one_look_of_one_beginning(stage: Stage) -> None:
    post = await stage.post(SORA)
    began, row = stage.clock.now, await owed(stage, post)
    press = Pressed(stage.chat(KEN), KEN, "begin_answer", {"follow_up": row.id, "version": 1})
    await asyncio.gather(*(stage.dispatch(press) for _ in range(5)))
    later(stage, minutes=8)
    await stage.dispatch(press)
    assert await kept(stage) == 1
    assert (await pressed(stage, HANA, "begin_answer", post)).looking == (Looker(KEN.name, began, writing=True),)


async def test_who_closes_the_box_is_not_at_it_any_more_and_keeps_what_they_wrote(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "begin_answer", post)
    closed = await pressed(stage, KEN, "stop_answer", post, text="書きかけ")
    assert (closed.writing, closed.draft) == (False, "書きかけ")
    assert (await pressed(stage, HANA, "begin_answer", post)).looking == ()
    assert (await pressed(stage, KEN, "begin_answer", post, text="書きかけ")).draft == "書きかけ"
    assert (await pressed(stage, KEN, "stop_answer", post)).writing is False
    assert (await pressed(stage, KEN, "stop_answer", post)).writing is False, "closing twice is closing"


async def test_who_claims_goes_on_writing_and_the_other_reads_whose_it_is(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "begin_answer", post)
    await stage.press(HANA, "begin_answer", post)
    mine = await pressed(stage, KEN, "claim", post, text="書きかけ")
    assert (mine.writing, mine.draft, mine.looking) == (True, "書きかけ", ())
    refused = await pressed(stage, HANA, "write_answer", post, text="私の回答")
    assert refused.notice == ("refused-claimed-by-other", {"name": KEN.name})
    assert (refused.writing, refused.draft, refused.looking) == (False, "私の回答", ())


async def test_who_lets_go_of_it_or_answers_is_not_at_it_any_more(stage: Stage) -> None:
    released, answered = await stage.post(SORA), await stage.post(SORA)
    for post in (released, answered):
        await stage.press(KEN, "begin_answer", post)
        await stage.press(KEN, "claim", post)
    await stage.press(KEN, "release", released)
    await stage.press(KEN, "write_answer", answered, text="こうします。")
    assert await kept(stage) == 0
    assert (await pressed(stage, HANA, "begin_answer", released)).looking == ()


async def test_no_other_button_closes_the_box_or_loses_what_stands_in_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "begin_answer", post)
    read = await pressed(stage, KEN, "receive", post, text="書きかけ")
    assert (read.writing, read.draft, read.received_by) == (True, "書きかけ", KEN.name)
    empty = await pressed(stage, KEN, "write_answer", post, text="  ")
    assert (empty.notice, empty.writing) == (("refused-no-answer", {}), True)
    long = await pressed(stage, KEN, "write_answer", post, text="長" * 2001)
    assert (long.writing, long.draft) == (True, "長" * 2000)
    odd = await pressed(stage, KEN, "write_answer", post, text=["a"])
    assert (odd.writing, odd.draft) == (True, None)


async def test_who_comes_too_late_still_has_what_they_wrote(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(HANA, "begin_answer", post)
    await stage.reply(KEN, post)
    late = await pressed(stage, HANA, "write_answer", post, text="私の回答")
    assert late.notice is not None
    assert (late.notice[0], late.status, late.draft) == ("refused-already-closed", "answered", "私の回答")


async def test_an_open_box_lasts_half_an_hour_and_is_then_forgotten(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "begin_answer", post)
    later(stage, minutes=29)
    await forget_looks.run(stage.ports)
    assert [one.name for one in (await pressed(stage, HANA, "begin_answer", post)).looking] == [KEN.name]
    later(stage, minutes=1)
    assert (await pressed(stage, HANA, "begin_answer", post)).looking == ()
    assert await forget_looks.run(stage.ports) == 1
    assert await kept(stage) == 1


async def test_the_card_that_is_drawn_again_has_the_box_open_still_and_says_why_it_came(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, hours=3)
    await stage.tick()
    await stage.press(KEN, "show", post)
    await stage.deliver_all()
    await stage.press(KEN, "begin_answer", post)
    await stage.react(MIO, post, added="like")
    await stage.deliver_all()
    drawn = stage.teams.of("refresh", KEN)[-1].view
    assert isinstance(drawn, FollowUpView)
    assert (drawn.writing, drawn.received_by) == (True, MIO.name)


async def test_opening_the_box_leaves_on_the_card_why_it_came(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(HANA, "hand_over", post, to=KEN.id)
    await stage.deliver_all()
    sent = await stage.store.read(
        lambda tx: tx.connection.exec_driver_sql("SELECT activity_id FROM live_card").all(), stage.clock.now
    )
    row = await owed(stage, post)
    fields = {"follow_up": row.id, "version": row.version}
    views = [
        (await stage.dispatch(Pressed(stage.chat(KEN), KEN, verb, fields, sent[0][0]))).view
        for verb in ("begin_answer", "stop_answer")
    ]
    assert [(view.asks, view.asked_by) for view in views if isinstance(view, FollowUpView)] == [
        ("handed", HANA.name)
    ] * 2


async def test_who_may_not_write_opens_no_box_and_keeps_the_card(stage: Stage) -> None:
    mine, held, closed = await stage.post(DANA), await stage.post(SORA), await stage.post(SORA)
    await stage.press(KEN, "claim", held)
    await stage.press(KEN, "settle", closed, reason="no_answer_needed")
    for by, post, no in (
        (DANA, mine, "refused-own-post"),
        (MIO, held, "refused-claimed-by-other"),
        (MIO, closed, "refused-already-closed"),
    ):
        view = await pressed(stage, by, "begin_answer", post)
        assert view.notice is not None
        assert (view.notice[0], view.writing) == (no, False)
    for verb in ("begin_answer", "stop_answer"):
        assert (await stage.press(YUI, verb, held)).view == NoticeView("refused-not-responder", {})
    assert await kept(stage) == 0
    assert (await owed(stage, held)).status is Status.CLAIMED
