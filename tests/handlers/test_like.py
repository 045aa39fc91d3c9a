"""The button “like”: what is asked of the presser's own hand, and what becomes of it in the ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.incoming import ActedOneself, Installed, Person, PostArrived, Pressed, ReactionChanged
from models.own_acts import Done, Like
from models.views import FollowUpView, NoticeView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed, touches_of
from tests.stage import CHANNEL, DANA, HANA, KEN, SORA, YUI, Stage

GROUP = "22222222-2222-4222-8222-222222222222"


@pytest.fixture(autouse=True)
async def installed(stage: Stage) -> None:
    """From then on Graph's name of the team is known."""
    await stage.dispatch(Installed(stage.envelope(CHANNEL, "1"), None, GROUP))


async def acted(stage: Stage, by: Person, post: PostArrived, done: Done, part: int = 1) -> FollowUpView:
    """What is shown when what a member pressed was done in their own name, or was not."""
    row = await owed(stage, post, part)
    press = Pressed(stage.chat(by), by, "like", {"follow_up": row.id, "version": row.version})
    asked = await stage.dispatch(press)
    act = asked.own or Like(GROUP, CHANNEL, post.message_id, None, post.thread_id)
    view = (await stage.dispatch(ActedOneself(press, act, done))).view
    assert isinstance(view, FollowUpView)
    return view


async def test_a_press_asks_for_the_like_on_this_one_post_and_changes_nothing_yet(stage: Stage) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    asked = await stage.press(KEN, "like", post)
    assert asked.own == Like(GROUP, CHANNEL, post.message_id, None, post.thread_id)
    assert (await owed(stage, post), await touches_of(stage, post)) == (before, ())


async def test_the_like_is_the_persons_touch_and_their_receipt(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=5)
    view = await acted(stage, KEN, post, Done())
    assert (view.notice, view.received_by, view.like) == (("notice-liked", {}), KEN.name, None)
    now = await owed(stage, post)
    assert (now.received_by, now.received_at, now.status.value) == (KEN.id, stage.clock.now, "waiting")


async def test_the_pressed_card_has_its_answer_and_is_not_drawn_again_the_others_are(stage: Stage) -> None:
    post = await stage.post(SORA)
    for by in (KEN, HANA):
        await stage.press(by, "show", post)
    await stage.deliver_all()
    await acted(stage, KEN, post, Done())
    await stage.deliver_all()
    assert [asked.to for asked in stage.teams.of("refresh")] == [HANA.id]


async def test_graph_tells_of_the_same_like_and_it_counts_once(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=5)
    await acted(stage, KEN, post, Done())
    before = await owed(stage, post)
    for apart in (timedelta(), timedelta(seconds=-2), timedelta(seconds=2)):
        where = stage.envelope(post.thread_id, "9", at=stage.clock.now + apart, source="graph")
        await stage.dispatch(ReactionChanged(where, post.thread_id, post.message_id, KEN, ("like",), ()))
    assert len(await touches_of(stage, post)) == 1
    now = await owed(stage, post)
    assert (now.received_by, now.status) == (before.received_by, before.status)
    assert abs((now.received_at or stage.clock.now) - stage.clock.now) <= timedelta(seconds=2)


async def test_a_like_taken_back_in_teams_may_be_set_again(stage: Stage) -> None:
    post = await stage.post(SORA)
    await acted(stage, KEN, post, Done())
    assert notice(await stage.press(KEN, "like", post))[0] == "notice-liked"
    later(stage, minutes=1)
    await stage.react(KEN, post, removed="like")
    assert (await owed(stage, post)).received_by is None
    assert (await stage.press(KEN, "like", post)).own is not None
    later(stage, minutes=1)
    await acted(stage, KEN, post, Done())
    assert (await owed(stage, post)).received_by == KEN.id


async def test_pressed_twice_at_once_it_is_one_touch(stage: Stage) -> None:
    post = await stage.post(SORA)
    await acted(stage, KEN, post, Done())
    row = await owed(stage, post)
    press = Pressed(stage.chat(KEN), KEN, "like", {"follow_up": row.id, "version": 1})
    like = Like(GROUP, CHANNEL, post.message_id, None, post.thread_id)
    await stage.dispatch(ActedOneself(press, like, Done()))
    assert len(await touches_of(stage, post)) == 1
    assert await owed(stage, post) == row


async def test_what_could_not_be_done_says_why_and_keeps_the_card(stage: Stage) -> None:
    post = await stage.post(SORA)
    view = await acted(stage, KEN, post, Done("later"))
    assert (view.notice, view.like) == (("refused-own-later", {}), "press")
    assert await touches_of(stage, post) == ()


async def test_a_question_made_of_a_reply_gets_the_like_on_that_reply(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post, "もうひとつ、議事録の長さはどうしていますか？")
    await stage.point(HANA, "follow_up", reply, fields={"owner": KEN.id})
    later(stage, minutes=1)
    asked = (await stage.press(KEN, "like", post, part=2)).own
    assert asked == Like(GROUP, CHANNEL, post.message_id, reply.message_id, post.thread_id)
    await acted(stage, KEN, post, Done(), part=2)
    assert (await owed(stage, post, 2)).received_by == KEN.id


async def test_who_may_not_is_told_why(stage: Stage) -> None:
    mine, closed, gone = await stage.post(DANA), await stage.post(SORA), await stage.post(SORA)
    await stage.reply(KEN, closed)
    row = await owed(stage, gone)
    await stage.delete(gone)
    for by, post, no in ((DANA, mine, "own-post"), (HANA, closed, "already-closed"), (HANA, gone, "withdrawn")):
        assert notice(await stage.press(by, "like", post))[0] == f"refused-{no}"
    assert (await stage.press(YUI, "like", mine)).view == NoticeView("refused-not-responder", {})
    press = Pressed(stage.chat(YUI), YUI, "like", {"follow_up": row.id, "version": 1})
    like = Like(GROUP, CHANNEL, mine.message_id, None, mine.thread_id)
    assert (await stage.dispatch(ActedOneself(press, like, Done()))).view == NoticeView("refused-not-responder", {})
    assert await touches_of(stage, mine) == ()
