"""What people edit or delete in Teams is edited or deleted on the cards that show it, too."""

from __future__ import annotations

from models.incoming import MessageEdited, Person, ReactionChanged
from models.list_views import NudgeView
from models.views import FollowUpView
from tests.jobs.busy_teams import busy
from tests.jobs.when import MON, nudged, turn_to
from tests.stage import HANA, KEN, MIO, SORA, YUI, Stage

MINUTES, BETTER = "議事録を頼みました。", "議事録の件、解決しました。"


def shown_to(stage: Stage, to: Person) -> FollowUpView:
    """What the member's card shows, after the last call that drew it."""
    views = [asked.view for asked in stage.teams.asked if asked.to == to.id and isinstance(asked.view, FollowUpView)]
    return views[-1]


async def test_an_edited_post_is_drawn_again_on_every_card_once(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    await stage.press(MIO, "show", post)
    await stage.deliver_all()
    edited = MessageEdited(stage.envelope(post.thread_id, post.message_id), post.thread_id, post.message_id, BETTER)
    for _ in range(2):
        await stage.dispatch(edited)
        await stage.deliver_all()
    assert [shown_to(stage, one).text for one in (KEN, MIO)] == [BETTER, BETTER]
    assert sorted(asked.to or "" for asked in stage.teams.of("refresh")) == sorted([KEN.id, MIO.id])
    assert (await stage.follow_up(post)).nudges == 1


async def test_an_edit_that_graph_told_of_with_more_is_drawn_as_well(stage: Stage) -> None:
    first, second = [await stage.post(SORA, MINUTES) for _ in range(2)]
    turn_to(stage, MON, 13)
    await nudged(stage)
    where = stage.envelope(first.thread_id, first.message_id)
    edited = MessageEdited(where, first.thread_id, first.message_id, BETTER)
    liked = ReactionChanged(where, first.thread_id, first.message_id, YUI, ("like",), ())
    await stage.dispatch.together([edited, liked])
    await stage.deliver_all()
    view = stage.teams.of("refresh", KEN)[-1].view
    assert isinstance(view, NudgeView)
    assert [row.text for row in view.rows] == [BETTER, MINUTES]
    assert second.text == MINUTES


async def test_the_words_of_a_deleted_post_leave_the_cards_of_what_was_answered(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    await stage.reply(HANA, post)
    await stage.deliver_all()
    assert (shown_to(stage, KEN).text, shown_to(stage, KEN).status) == (MINUTES, "answered")
    stage.clock.forward(minutes=1)
    await stage.delete(post)
    await stage.deliver_all()
    assert (shown_to(stage, KEN).text, shown_to(stage, KEN).status) == ("", "answered")
    stage.clock.forward(minutes=1)
    await stage.undelete(post, MINUTES)
    await stage.deliver_all()
    assert shown_to(stage, KEN).text == MINUTES


async def test_the_words_that_wait_to_be_confirmed_are_those_of_now(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    reply = await stage.reply(YUI, post, "こうするとうまくいきます。")
    await stage.deliver_all()
    stage.clock.forward(minutes=1)
    await stage.edit(reply, "やはりうまくいきません。")
    await stage.deliver_all()
    assert shown_to(stage, KEN).peer_text == "やはりうまくいきません。"


async def test_who_is_writing_an_answer_keeps_it_when_the_post_is_edited(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    await stage.press(MIO, "show", post)
    await stage.press(KEN, "begin_answer", post)
    await stage.deliver_all()
    stage.clock.forward(minutes=1)
    await stage.edit(post, BETTER)
    await stage.deliver_all()
    assert [asked.to for asked in stage.teams.of("refresh")] == [MIO.id]
    stage.clock.forward(minutes=1)
    await stage.delete(post)
    await stage.deliver_all()
    assert [shown_to(stage, one).status for one in (KEN, MIO)] == ["withdrawn", "withdrawn"]


async def test_a_post_that_is_edited_while_its_card_is_on_its_way_is_drawn_again(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    teams = busy(stage)
    turn_to(stage, MON, 11)
    teams.meanwhile["send"] = [lambda: stage.edit(post, BETTER)]
    assert await nudged(stage) == [KEN.id]
    assert shown_to(stage, KEN).text == BETTER
