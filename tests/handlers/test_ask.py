"""The buttons “ask an advisor” and “not this time”: a favour in private, which takes nothing off anybody's hands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from models.follow_up import FollowUp, Status
from models.incoming import Person
from models.views import FollowUpView, NoticeView
from tests.handlers.test_hand_over import cards
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import COMMUNITY, DANA, HANA, KEN, MIO, SORA, YUI, Stage, person, staged

REN = person(6, "林 蓮")
"""An advisor of the theme of minutes, though no advisor by role and no responder."""
WORD = "会議室のマイクに詳しいと伺いました。"


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    """The stage with one advisor more, whom a theme names."""
    member = f'[[member]]\nid = "{REN.id}"\nname = "{REN.name}"\n\n[[season]]'
    with_advisor = COMMUNITY.replace("[[season]]", member, 1).replace(
        'words = ["議事録", "minutes"]', f'words = ["議事録", "minutes"]\nadvisors = ["{REN.id}"]'
    )
    async with staged(migrated_url, with_advisor, migrated=True) as made:
        yield made


def less_what_asking_changes(known: FollowUp) -> FollowUp:
    return replace(known, version=0, advisor=None)


@pytest.mark.parametrize("held", [False, True])
async def test_an_advisor_is_asked_in_private_and_nothing_else_moves(stage: Stage, *, held: bool) -> None:
    post = await stage.post(SORA)
    if held:
        await stage.press(KEN, "claim", post)
    before = await owed(stage, post)
    outcome = await stage.press(KEN, "ask", post, advisor=DANA.id, favour=WORD)
    after = await owed(stage, post)
    assert less_what_asking_changes(after) == less_what_asking_changes(before)
    assert notice(outcome) == ("notice-asked", {"name": DANA.name})
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.asking == DANA.name
    await stage.deliver_all()
    (card,) = cards(stage, DANA)
    assert (card.asks, card.asked_by, card.asked_word, card.verbs) == ("asked", KEN.name, WORD, ("not_this_time",))
    assert {asked.to for asked in stage.teams.of("send")} == {DANA.id}
    assert stage.teams.of("post") == []


async def test_the_themes_advisors_come_first_and_never_oneself_or_the_author(stage: Stage) -> None:
    themed, own = await stage.post(SORA, "議事録を頼みました。"), await stage.post(DANA, "議事録について。")
    for post, by, offered in ((themed, KEN, [REN, DANA]), (themed, DANA, [REN]), (own, KEN, [REN])):
        outcome = await stage.press(by, "claim", post)
        assert isinstance(outcome.view, FollowUpView)
        assert [one.id for one in outcome.view.advisors] == [one.id for one in offered]
        assert "ask" in outcome.view.verbs
        await stage.press(by, "release", post)
    nobody = await stage.post(DANA, "会議について。")
    outcome = await stage.press(KEN, "claim", nobody)
    assert isinstance(outcome.view, FollowUpView)
    assert "ask" not in outcome.view.verbs


@pytest.mark.parametrize(
    ("fields", "no"),
    [
        ({}, "refused-nobody-chosen"),
        ({"advisor": HANA.id}, "refused-not-an-advisor"),
        ({"advisor": REN.id}, "refused-not-an-advisor"),
        ({"advisor": SORA.id}, "refused-not-an-advisor"),
        ({"advisor": "nobody"}, "refused-not-an-advisor"),
        ({"advisor": [DANA.id]}, "refused-malformed"),
        ({"advisor": DANA.id, "favour": "長" * 501}, "refused-word-too-long"),
    ],
)
async def test_the_card_is_not_believed_whom_one_may_ask(stage: Stage, fields: dict[str, object], no: str) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    assert notice(await stage.press(KEN, "ask", post, **fields))[0] == no
    assert await owed(stage, post) == before
    await stage.deliver_all()
    assert cards(stage, DANA) == []


async def test_who_may_not_ask_is_told_so_and_a_closed_post_needs_no_advice(stage: Stage) -> None:
    post, closed = await stage.post(SORA), await stage.post(SORA)
    outcome = await stage.press(YUI, "ask", post, advisor=DANA.id)
    assert outcome.view == NoticeView("refused-not-responder", {})
    await stage.reply(KEN, closed)
    assert notice(await stage.press(KEN, "ask", closed, advisor=DANA.id))[0] == "refused-already-closed"


async def test_the_same_advisor_is_asked_once_whoever_asks_and_whatever_they_said(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    await stage.press(KEN, "ask", post, advisor=DANA.id)
    assert notice(await stage.press(MIO, "ask", post, advisor=DANA.id)) == ("refused-asked-before", {"name": DANA.name})
    assert notice(await stage.press(MIO, "ask", post, advisor=REN.id))[0] == "notice-asked"
    await stage.press(DANA, "not_this_time", post)
    assert notice(await stage.press(MIO, "ask", post, advisor=DANA.id))[0] == "refused-asked-before"
    assert (await owed(stage, post)).advisor == REN.id
    version = (await owed(stage, post)).version - 2
    assert notice(await stage.press(MIO, "ask", post, advisor=REN.id, version=version))[0] == "notice-already-done"
    await stage.deliver_all()
    assert len(cards(stage, REN)) == 1


@pytest.mark.parametrize("advisor", [DANA, REN], ids=["a responder", "no responder"])
async def test_not_this_time_is_told_to_who_asked_alone(stage: Stage, advisor: Person) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    await stage.press(KEN, "ask", post, advisor=advisor.id)
    await stage.deliver_all()
    before = await owed(stage, post)
    outcome = await stage.press(advisor, "not_this_time", post)
    assert isinstance(outcome.view, FollowUpView)
    assert (outcome.view.asks, outcome.view.verbs, notice(outcome)[0]) == ("asked", (), "notice-excused")
    after = await owed(stage, post)
    assert (after.advisor, less_what_asking_changes(after)) == (None, less_what_asking_changes(before))
    await stage.deliver_all()
    (card,) = cards(stage, KEN)
    assert (card.asks, card.asked_by, card.asking) == ("excused", advisor.name, None)
    assert {asked.to for asked in stage.teams.of("send")} == {advisor.id, KEN.id}
    assert stage.teams.of("post") == []


async def test_only_who_is_asked_may_say_not_this_time(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    await stage.press(KEN, "ask", post, advisor=DANA.id)
    before = await owed(stage, post)
    assert notice(await stage.press(MIO, "not_this_time", post))[0] == "refused-not-asked"
    for stranger in (YUI, REN):
        outcome = await stage.press(stranger, "not_this_time", post)
        assert outcome.view == NoticeView("refused-not-asked", {})
    assert await owed(stage, post) == before
    await stage.press(DANA, "not_this_time", post)
    assert notice(await stage.press(DANA, "not_this_time", post))[0] == "refused-not-asked"


async def test_an_advisors_reply_is_an_answer_and_the_favour_is_over_on_their_card(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "ask", post, advisor=DANA.id)
    await stage.deliver_all()
    later(stage, minutes=5)
    await stage.reply(DANA, post)
    assert (await owed(stage, post)).answered_by == DANA.id
    await stage.deliver_all()
    drawn = stage.teams.of("refresh", DANA)[-1].view
    assert isinstance(drawn, FollowUpView)
    assert (drawn.status, drawn.asks, drawn.asking) == ("answered", None, None)


async def test_a_favour_that_waits_is_not_asked_once_the_post_is_answered(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "ask", post, advisor=DANA.id)
    await stage.reply(MIO, post)
    await stage.deliver_all()
    assert cards(stage, DANA) == []


async def test_asking_undone_takes_the_card_back_or_never_sends_it(stage: Stage) -> None:
    waits, stands = await stage.post(SORA), await stage.post(SORA)
    for post in (waits, stands):
        version = (await owed(stage, post)).version
        await stage.press(KEN, "ask", post, advisor=DANA.id)
        if post is stands:
            await stage.deliver_all()
        await stage.press(KEN, "undo", post, undo_verb="ask", undo_version=version)
        assert (await owed(stage, post)).advisor is None
    await stage.deliver_all()
    assert [card.follow_up_id for card in cards(stage, DANA)] == [(await owed(stage, stands)).id]
    assert [asked.conversation_id for asked in stage.teams.of("take_back")] == [f"a:{DANA.id}"]
    assert notice(await stage.press(KEN, "ask", stands, advisor=DANA.id))[0] == "notice-asked"
    await stage.deliver_all()
    assert len(cards(stage, DANA)) == 2


@pytest.mark.parametrize("advisor", [DANA, REN], ids=["a responder", "no responder"])
async def test_not_this_time_undone_the_favour_is_asked_again_and_who_asked_sees_so(
    stage: Stage, advisor: Person
) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    await stage.press(KEN, "ask", post, advisor=advisor.id)
    version = (await owed(stage, post)).version
    await stage.press(advisor, "not_this_time", post)
    await stage.deliver_all()
    outcome = await stage.press(advisor, "undo", post, undo_verb="not_this_time", undo_version=version)
    assert isinstance(outcome.view, FollowUpView)
    assert (outcome.view.asks, outcome.view.verbs) == ("asked", ("not_this_time",))
    await stage.deliver_all()
    drawn = stage.teams.of("refresh", KEN)[-1].view
    assert isinstance(drawn, FollowUpView)
    assert (drawn.asks, drawn.asking) == (None, advisor.name)


async def test_told_anew_who_is_asked_is_asked_still_and_what_was_handed_over_may_be_declined(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    later(stage, minutes=1)
    await stage.press(KEN, "ask", post, advisor=REN.id)
    before = await owed(stage, post)
    assert (before.status, before.claimed_by, before.advisor) == (Status.CLAIMED, MIO.id, REN.id)
    later(stage, minutes=1)
    await stage.reply(YUI, post, "わたしも知りたいです。")
    now = await owed(stage, post)
    assert (now.claimed_by, now.advisor, now.next_nudge_at) == (MIO.id, REN.id, before.next_nudge_at)
    assert notice(await stage.press(MIO, "decline", post))[0] == "notice-declined"
    await stage.reply(MIO, post)
    stage.clock.now += timedelta(hours=1)
    await stage.press(MIO, "reopen", post)
    assert (await owed(stage, post)).advisor is None
