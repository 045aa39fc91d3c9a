"""Who leaves the team loses their roles and what they had in hand; who comes back has the roles again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import select

from models.community import Community
from models.community_file import parse
from models.db import applying
from models.db.tables.ledger import communities
from models.incoming import Person, PostArrived
from models.list_views import NudgeView
from models.views import FollowUpView
from tests.handlers.leaving import joins, leaves, team_changed
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, MIO, SORA, TEAM, YUI, Stage

MINUTES = "議事録を頼みました。"


async def in_force(stage: Stage) -> Community:
    return await stage.store.read(lambda tx: tx.communities[TEAM].community, stage.clock.now)


async def promised(stage: Stage, by: Person = KEN) -> PostArrived:
    """A post that somebody promised an answer to by Thursday."""
    post = await stage.post(SORA, MINUTES)
    await stage.press(by, "promise", post, until="2026-12-03")
    assert (await stage.follow_up(post)).promised_by == by.id
    return post


async def card_of(stage: Stage, who: Person, post: PostArrived) -> FollowUpView:
    """A post's card as somebody who looks at it gets it now."""
    await stage.press(who, "show", post)
    await stage.deliver_all()
    view = stage.teams.of("send", who)[-1].view
    assert isinstance(view, FollowUpView)
    return view


async def test_a_claim_of_who_leaves_waits_again_and_goes_further_than_its_owner(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(KEN, "claim", post)
    await leaves(stage, KEN)
    found = await stage.follow_up(post)
    assert (found.status, found.claimed_by, found.owners, found.rung) == ("waiting", None, (), 1)


async def test_who_leaves_is_nudged_no_more_and_others_are(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await leaves(stage, KEN)
    stage.clock.forward(hours=6)
    await stage.tick()
    assert {asked.to for asked in stage.teams.of("send")} == {HANA.id}
    assert (await stage.follow_up(post)).owners == (HANA.id,)


async def test_a_promise_passes_with_its_day_and_who_has_it_now_is_told_at_once(stage: Stage) -> None:
    post = await promised(stage)
    until = (await stage.follow_up(post)).promised_until
    await leaves(stage, KEN)
    await stage.tick()
    found = await stage.follow_up(post)
    assert (found.status, found.promised_by, found.promised_until) == ("promised", HANA.id, until)
    (told,) = stage.teams.of("send", HANA)
    view = told.view
    assert isinstance(view, FollowUpView)
    assert (view.asks, view.mine, view.promised_until) == ("passed", True, until)


async def test_the_promise_of_an_owner_passes_to_the_theme_s_other_owner(stage: Stage) -> None:
    post = await stage.post(SORA, "問い合わせが多いです。")
    await stage.press(HANA, "promise", post, until="2026-12-03")
    await leaves(stage, HANA)
    found = await stage.follow_up(post)
    assert (found.promised_by, found.owners) == (MIO.id, (MIO.id,))


async def test_a_promise_never_passes_to_the_author_nor_to_somebody_away(stage: Stage) -> None:
    post = await stage.post(HANA, MINUTES)
    await stage.point(KEN, "follow_up", post, fields={"owner": KEN.id})
    await stage.press(KEN, "promise", post, until="2026-12-03")
    await stage.say(MIO, "away until 12/10")
    await leaves(stage, KEN)
    assert (await stage.follow_up(post)).promised_by == MIO.id, "away is better than the author"


async def test_where_nobody_is_left_who_answers_a_promise_waits_for_the_first_who_comes_back(stage: Stage) -> None:
    post = await promised(stage)
    await leaves(stage, KEN, HANA, MIO, DANA, MAKOTO)
    await stage.tick()
    assert (await stage.follow_up(post)).promised_by == KEN.id
    stage.clock.forward(minutes=5)
    await joins(stage, MAKOTO)
    await stage.tick()
    assert (await stage.follow_up(post)).promised_by == MAKOTO.id


async def test_who_left_can_press_nothing_and_nobody_can_hand_over_to_them_or_ask_them(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await leaves(stage, KEN, DANA)
    for verb in ("claim", "promise", "settle"):
        assert (await stage.press(KEN, verb, post)).what == "refused"
    shown = await card_of(stage, HANA, post)
    assert {one.id for one in shown.hand_over_to} == {MIO.id, MAKOTO.id}
    for verb, to in (("hand_over", KEN), ("ask", DANA), ("split", KEN)):
        await stage.press(HANA, verb, post, to=to.id, hand_over_to=to.id, advisor=to.id, owner=to.id, asked="何？")
    found = await stage.follow_up(post)
    assert (found.status, found.claimed_by, found.advisor, len(await stage.follow_ups(post))) == (
        "waiting", None, None, 1,
    )  # fmt: skip


async def test_who_lost_their_role_first_and_then_leaves_holds_nothing_either(stage: Stage) -> None:
    post = await promised(stage)
    without_ken = COMMUNITY.replace(f'[[member]]\nid = "{KEN.id}"\nname = "{KEN.name}"\nroles = ["pmo"]\n', "")
    without_ken = without_ken.replace(f'owners = ["{KEN.id}"]', "owners = []")
    await stage.store.transact(lambda tx: applying.apply(tx, parse(without_ken)), stage.clock.now)
    assert (await stage.follow_up(post)).promised_by == KEN.id
    await leaves(stage, KEN)
    assert (await stage.follow_up(post)).promised_by == HANA.id


async def test_an_advisor_who_was_asked_and_leaves_is_waited_for_no_more(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(HANA, "claim", post)
    await stage.press(HANA, "ask", post, advisor=DANA.id)
    assert (await stage.follow_up(post)).advisor == DANA.id
    await leaves(stage, DANA)
    found = await stage.follow_up(post)
    assert (found.advisor, found.claimed_by) == (None, HANA.id)
    await stage.deliver_all()
    assert stage.teams.of("send", DANA) == [], "the card that asked had not left yet"


async def test_who_comes_back_has_the_roles_again_and_nothing_of_before(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(KEN, "claim", post)
    await leaves(stage, KEN)
    assert KEN.id not in (await in_force(stage)).members
    stage.clock.forward(hours=1)
    await joins(stage, KEN)
    assert (await in_force(stage)).members[KEN.id].roles == {"pmo"}
    assert (await stage.follow_up(post)).claimed_by is None
    await stage.press(KEN, "claim", post)
    assert (await stage.follow_up(post)).claimed_by == KEN.id


async def test_what_they_did_stays_theirs(stage: Stage) -> None:
    theirs = await stage.post(KEN, "社内で紹介しました。")
    answered = await stage.post(SORA, MINUTES)
    await stage.reply(KEN, answered)
    await leaves(stage, KEN, SORA)
    stage.clock.forward(minutes=5)
    await stage.react(YUI, answered, added="like")
    found = await stage.follow_up(answered)
    assert (found.status, found.answered_by, found.received_by) == ("answered", KEN.id, KEN.id)
    post = await stage.store.read(lambda tx: tx.post(theirs.thread_id), stage.clock.now)
    assert post is not None
    assert post.author_id == KEN.id
    shown = await card_of(stage, HANA, answered)
    assert shown.answered_by == KEN.name


async def test_the_community_file_and_its_export_lose_nothing(stage: Stage) -> None:
    before = await document(stage)
    await leaves(stage, KEN)
    assert await document(stage) == before
    merged = await stage.store.transact(lambda tx: applying.apply(tx, parse(COMMUNITY)), stage.clock.now)
    assert (merged.changes, merged.kept) == ((), ())
    longer = COMMUNITY.replace('answer_within = "1d"', 'answer_within = "2d"')
    await stage.store.transact(lambda tx: applying.apply(tx, parse(longer)), stage.clock.now)
    assert KEN.id not in (await in_force(stage)).members, "a new file brings nobody back"


async def document(stage: Stage) -> object:
    query = select(communities.c.current).where(communities.c.id == TEAM)
    return orjson.loads(await stage.store.read(lambda tx: tx.connection.execute(query).scalar_one(), stage.clock.now))


async def test_a_file_that_first_names_somebody_who_left_gives_them_nothing(stage: Stage) -> None:
    await leaves(stage, YUI)
    named = f'{COMMUNITY}\n[[member]]\nid = "{YUI.id}"\nname = "{YUI.name}"\nroles = ["champion"]\n'
    await stage.store.transact(lambda tx: applying.apply(tx, parse(named)), stage.clock.now)
    assert YUI.id not in (await in_force(stage)).members


async def test_news_of_before_changes_nothing_and_news_twice_changes_nothing_twice(stage: Stage) -> None:
    left = team_changed(stage, left=(KEN,))
    stage.clock.forward(minutes=1)
    back = team_changed(stage, joined=(KEN,))
    for event in (back, left, back, left):
        await stage.dispatch(event)
    assert KEN.id in (await in_force(stage)).members


async def test_somebody_whom_teams_names_by_its_own_id_alone_is_found(stage: Stage) -> None:
    await stage.post(KEN)
    event = replace(team_changed(stage), left=(Person("", KEN.teams_id, ""), Person("", "29:stranger", "")))
    await stage.dispatch(event)
    assert KEN.id not in (await in_force(stage)).members


@pytest.mark.parametrize("changes", [{"tenant_id": "another"}, {"team_id": "19:another@thread.tacv2"}])
async def test_another_team_s_people_are_none_of_ours(stage: Stage, changes: dict[str, str]) -> None:
    assert (await leaves(stage, KEN, **changes)).what == "not ours"
    assert KEN.id in (await in_force(stage)).members


async def test_cards_in_the_chat_of_who_leaves_are_taken_back(stage: Stage) -> None:
    for who in (HANA, KEN):
        await stage.install(who)
    await stage.post(SORA, MINUTES)
    stage.clock.forward(hours=3)
    await stage.tick()
    assert len(stage.teams.of("send", KEN)) == 2
    await leaves(stage, KEN)
    await stage.deliver_all()
    assert [asked.conversation_id for asked in stage.teams.of("take_back")] == [f"a:{KEN.id}"]


async def test_what_comes_back_to_somebody_who_left_goes_on_to_others(stage: Stage) -> None:
    post = await promised(stage)
    row = await stage.follow_up(post)
    await stage.press(HANA, "settle", post, reason="duplicate")
    await leaves(stage, KEN)
    await stage.press(HANA, "undo", post, undo_verb="settle", undo_version=row.version)
    assert (await stage.follow_up(post)).promised_by == KEN.id, "told anew, he had promised it"
    await stage.tick()
    found = await stage.follow_up(post)
    assert (found.status, found.promised_by) == ("promised", HANA.id)


async def test_told_anew_it_stays_with_who_has_it_now(stage: Stage) -> None:
    post = await promised(stage)
    await leaves(stage, KEN)
    stage.clock.forward(minutes=5)
    for event in ("edited", "liked"):
        await (stage.edit(post, f"{MINUTES} {event}") if event == "edited" else stage.react(YUI, post, added="like"))
    await stage.delete(post)
    stage.clock.forward(minutes=5)
    await stage.undelete(post, MINUTES)
    assert (await stage.follow_up(post)).promised_by == HANA.id


async def test_a_hand_over_to_somebody_who_left_since_can_still_be_undone(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    row = await stage.follow_up(post)
    await stage.press(HANA, "hand_over", post, to=KEN.id)
    await leaves(stage, KEN)
    await stage.press(HANA, "undo", post, undo_verb="hand_over", undo_version=row.version)
    found = await stage.follow_up(post)
    assert (found.status, found.claimed_by) == ("waiting", None)


async def test_a_promise_is_not_given_back_to_somebody_who_left(stage: Stage) -> None:
    post = await promised(stage)
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    await leaves(stage, KEN)
    shown = await card_of(stage, MIO, post)
    assert "decline" not in shown.verbs
    assert "hand_over" in shown.verbs


async def test_the_reminder_of_a_passed_promise_comes_to_who_has_it_now(stage: Stage) -> None:
    post = await promised(stage)
    await leaves(stage, KEN)
    await stage.tick()
    stage.clock.now = (await stage.follow_up(post)).promised_until - timedelta(hours=1)
    await stage.tick()
    views = [asked.view for asked in stage.teams.of("send", HANA)]
    assert next(view.asks for view in views if isinstance(view, FollowUpView)) == "passed"
    reminded = [view for view in views[1:] if isinstance(view, FollowUpView | NudgeView)]
    assert [isinstance(view, NudgeView) or view.asks == "promise" for view in reminded[-1:]] == [True]
    assert stage.teams.of("send", KEN) == []
