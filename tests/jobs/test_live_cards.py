"""One card a follow-up and member: made true when things change, replaced by the next nudge."""

from __future__ import annotations

from models.incoming import Person
from models.list_views import NudgeView
from models.outgoing import RetryLater, Uncertain, Undeliverable
from models.views import FollowUpView
from tests.jobs.busy_teams import busy
from tests.jobs.when import MON, TUE, nudged, turn_to
from tests.stage import HANA, KEN, MIO, SORA, Stage

MINUTES, INQUIRY = "議事録を頼みました。", "問い合わせの下書きを頼みました。"


def last_view(stage: Stage, to: Person) -> FollowUpView:
    """What the member's card shows, after the last call that drew it."""
    views = [asked.view for asked in stage.teams.asked if asked.to == to.id and asked.view is not None]
    assert isinstance(views[-1], FollowUpView)
    return views[-1]


async def test_the_new_card_replaces_the_old_which_goes_after_the_new_came(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    for hour in (11, 16):
        turn_to(stage, MON, hour)
        await nudged(stage)
    to_ken = [asked for asked in stage.teams.asked if asked.conversation_id == f"a:{KEN.id}"]
    assert [asked.what for asked in to_ken] == ["send", "send", "take_back"]
    assert len({asked.activity_id for asked in stage.teams.of("take_back")}) == 1


async def test_what_is_due_of_two_follow_ups_is_on_one_card(stage: Stage) -> None:
    posts = [await stage.post(SORA, MINUTES) for _ in range(2)]
    turn_to(stage, MON, 13)
    assert await nudged(stage) == [KEN.id]
    shown = stage.teams.of("send", KEN)[0].view
    assert isinstance(shown, NudgeView)
    assert [row.follow_up_id for row in shown.rows] == [(await stage.follow_up(post)).id for post in posts]


async def test_a_card_of_several_is_drawn_again_until_all_are_taken_care_of(stage: Stage) -> None:
    first, second = [await stage.post(SORA, MINUTES) for _ in range(2)]
    turn_to(stage, MON, 13)
    await nudged(stage)
    await stage.reply(MIO, first)
    await stage.deliver_all()
    assert last_view(stage, KEN).follow_up_id == (await stage.follow_up(second)).id
    await stage.reply(MIO, second)
    await stage.deliver_all()
    assert stage.teams.of("refresh", KEN)[-1].view == NudgeView()


async def test_every_other_member_s_card_is_drawn_again_when_one_claims(stage: Stage) -> None:
    post = await stage.post(SORA, INQUIRY)
    turn_to(stage, MON, 11)
    await nudged(stage)
    await stage.press(MIO, "claim", post)
    await stage.deliver_all()
    assert [asked.to for asked in stage.teams.of("refresh")] == [HANA.id], "Mio has hers as the answer to her press"
    assert last_view(stage, HANA).claimed_by == MIO.name


async def test_a_reply_in_teams_is_shown_on_every_open_card_at_once(stage: Stage) -> None:
    post = await stage.post(SORA, INQUIRY)
    turn_to(stage, MON, 11)
    assert await nudged(stage) == sorted([HANA.id, MIO.id])
    await stage.reply(KEN, post)
    await stage.deliver_all()
    assert sorted(asked.to or "" for asked in stage.teams.of("refresh")) == sorted([HANA.id, MIO.id])
    assert {last_view(stage, one).answered_by for one in (HANA, MIO)} == {KEN.name}


async def test_a_card_that_became_untrue_on_its_way_is_drawn_again(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    teams = busy(stage)
    teams.meanwhile["send"] = [lambda: stage.press(MIO, "claim", post)]
    turn_to(stage, MON, 11)
    assert await nudged(stage) == [KEN.id]
    assert len(teams.of("refresh", KEN)) == 1
    assert last_view(stage, KEN).claimed_by == MIO.name


async def test_a_card_that_changes_while_it_is_drawn_again_is_drawn_once_more(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    teams = busy(stage)
    turn_to(stage, MON, 11)
    await nudged(stage)
    teams.meanwhile["refresh"] = [lambda: stage.reply(HANA, post)]
    await stage.press(MIO, "claim", post)
    await stage.deliver_all()
    assert len(teams.of("refresh", KEN)) == 2
    assert last_view(stage, KEN).answered_by == HANA.name


async def test_a_card_that_teams_has_no_more_is_forgotten_quietly(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    stage.teams.answers["refresh"] = [Undeliverable("gone", "ActivityNotFoundInConversation")]
    await stage.press(MIO, "claim", post)
    await stage.press(MIO, "release", post)
    await stage.deliver_all()
    assert stage.teams.of("refresh") == []
    assert (await stage.audit()).undelivered == 0, "nothing that anybody waits for was lost"


async def test_after_a_forgotten_card_the_next_nudge_brings_a_new_one(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    stage.teams.answers["refresh"] = [Undeliverable("gone", "404")]
    await stage.react(MIO, post, added="like")
    await stage.deliver_all()
    turn_to(stage, TUE, 10)
    assert await nudged(stage) == [KEN.id]
    assert stage.teams.of("take_back") == []


async def test_an_old_card_that_cannot_be_taken_back_is_no_loss(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    stage.teams.answers["take_back"] = [Undeliverable("the message was deleted", "ServiceError")]
    for hour in (11, 16):
        turn_to(stage, MON, hour)
        await nudged(stage)
    assert (await stage.audit()).undelivered == 0


async def test_an_uncertain_card_leaves_the_one_before_in_its_place(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    turn_to(stage, MON, 16)
    stage.teams.answers["send"] = [Uncertain("cut"), Uncertain("cut"), Uncertain("cut")]
    await nudged(stage)
    await stage.press(MIO, "claim", post)
    await stage.deliver_all()
    assert stage.teams.of("take_back") == []
    assert last_view(stage, KEN).claimed_by == MIO.name


async def test_a_member_without_a_chat_gets_one_opened_once(stage: Stage) -> None:
    await stage.install(HANA)
    await stage.post(SORA, INQUIRY)
    for hour in (11, 16):
        turn_to(stage, MON, hour)
        await nudged(stage)
    assert sorted(asked.to or "" for asked in stage.teams.of("open_chat")) == [KEN.id, MIO.id]


async def test_a_chat_that_was_opened_is_kept_though_the_card_must_wait(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    stage.teams.answers["send"] = [RetryLater("busy"), RetryLater("busy")]
    turn_to(stage, MON, 11)
    assert await nudged(stage) == [KEN.id]
    assert len(stage.teams.of("open_chat")) == 1


async def test_a_chat_that_cannot_be_opened_yet_is_opened_later(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    stage.teams.answers["open_chat"] = [RetryLater("busy")]
    turn_to(stage, MON, 11)
    assert await nudged(stage) == [KEN.id]
