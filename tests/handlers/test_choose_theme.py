"""The button “choose theme”: a member of the PMO says which theme a post belongs to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from jobs import nudge
from models.community_file import parse
from models.db import applying
from models.incoming import Person, PostArrived
from models.list_views import QueueView
from models.views import FollowUpView, StatsView
from tests.handlers.test_hand_over import cards
from tests.handlers.test_pressed import notice
from tests.handlers.thread import kept, later, owed
from tests.stage import COMMUNITY, DANA, HANA, KEN, MIO, SORA, YUI, Stage, staged

TAGGED = "#meeting の準備に使ってみました。"


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made


async def chosen(stage: Stage, post: PostArrived, theme: str, by: Person = MIO, **fields: Any) -> Any:
    return await stage.press(by, "choose_theme", post, theme=theme, **fields)


async def theme_of(stage: Stage, post: PostArrived) -> str | None:
    return (await kept(stage, post)).theme


async def queue_of(stage: Stage, theme: str) -> int:
    await stage.say(KEN, "queue")
    await stage.deliver_all()
    view: Any = stage.teams.of("send", KEN)[-1].view
    assert isinstance(view, QueueView)
    return {one.code: one.count for one in view.themes}.get(theme, 0)


async def posts_of(stage: Stage, theme: str) -> int:
    await stage.say(SORA, f"stats {theme}")
    await stage.deliver_all()
    view = stage.teams.of("send", SORA)[-1].view
    assert isinstance(view, StatsView)
    return view.report.figures.posts


async def test_what_the_pmo_chooses_goes_before_hashtag_and_words(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    assert (await owed(stage, post)).owners == (KEN.id,)
    outcome = await chosen(stage, post, "inquiry")
    assert notice(outcome) == ("notice-theme-chosen", {"theme": "問い合わせ対応"})
    assert outcome.view.theme == "問い合わせ対応"
    assert (await theme_of(stage, post), (await owed(stage, post)).owners) == ("inquiry", (HANA.id, MIO.id))


async def test_figures_queue_and_export_follow_it(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    await stage.post(YUI, TAGGED)
    await chosen(stage, post, "inquiry")
    assert (await queue_of(stage, "meeting"), await queue_of(stage, "inquiry")) == (1, 1)
    assert (await posts_of(stage, "meeting"), await posts_of(stage, "inquiry")) == (1, 1)
    assert sorted(row["theme"] for row in await stage.rows()) == ["inquiry", "meeting"]


async def test_later_edits_of_the_post_do_not_move_it(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    await chosen(stage, post, "inquiry")
    later(stage, minutes=1)
    await stage.edit(post, "議事録 #meeting について書き直しました。")
    assert (await theme_of(stage, post), (await owed(stage, post)).owners) == ("inquiry", (HANA.id, MIO.id))


async def test_told_anew_by_whatever_comes_late_it_stays(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    reply = stage.replied(YUI, post)
    await stage.press(KEN, "claim", post)
    await chosen(stage, post, "inquiry", KEN)
    await stage.dispatch(reply)
    later(stage, minutes=2)
    await stage.delete(post)
    later(stage, minutes=2)
    await stage.undelete(post, TAGGED)
    now = await owed(stage, post)
    assert (now.owners, now.claimed_by, await theme_of(stage, post)) == ((HANA.id, MIO.id), KEN.id, "inquiry")


async def test_no_theme_is_a_choice_and_a_theme_may_be_chosen_for_a_post_without_one(stage: Stage) -> None:
    tagged, plain = await stage.post(SORA, TAGGED), await stage.post(YUI, "はじめまして。")
    assert notice(await chosen(stage, tagged, "-")) == ("notice-theme-none", {})
    assert (await theme_of(stage, tagged), (await owed(stage, tagged)).owners) == (None, ())
    await chosen(stage, plain, "meeting")
    assert (await theme_of(stage, plain), (await owed(stage, plain)).owners) == ("meeting", (KEN.id,))


async def test_the_new_owner_is_asked_from_the_first_step_while_nobody_holds_it(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    later(stage, days=3)
    await nudge.run(stage.ports)
    await nudge.run(stage.ports)
    await stage.deliver_all()
    assert cards(stage, HANA) == []
    await chosen(stage, post, "inquiry", KEN)
    now = await owed(stage, post)
    assert (now.rung, now.next_nudge_at is not None and now.next_nudge_at <= stage.clock.now) == (0, True)
    await nudge.run(stage.ports)
    await stage.deliver_all()
    assert [card.asks for card in cards(stage, HANA)] == ["owner"]


async def test_who_holds_it_keeps_it_and_its_pace(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    await stage.press(KEN, "promise", post, until="2026-12-02")
    before = await owed(stage, post)
    await chosen(stage, post, "inquiry")
    now = await owed(stage, post)
    assert (now.promised_by, now.next_nudge_at, now.owners) == (KEN.id, before.next_nudge_at, (HANA.id, MIO.id))


async def test_what_is_closed_may_still_get_its_theme(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    await stage.reply(KEN, post)
    outcome = await chosen(stage, post, "inquiry")
    assert (outcome.view.status, await theme_of(stage, post)) == ("answered", "inquiry")
    assert await posts_of(stage, "inquiry") == 1


async def test_nobody_is_owner_of_their_own_post(stage: Stage) -> None:
    mine = await stage.post(DANA, TAGGED)
    file = COMMUNITY.replace(f'owners = ["{HANA.id}", "{MIO.id}"]', f'owners = ["{DANA.id}", "{MIO.id}"]')
    stage.store.write(lambda tx: applying.apply(tx, parse(file)), stage.clock.now)
    await chosen(stage, mine, "inquiry")
    assert (await owed(stage, mine)).owners == (MIO.id,)


async def test_it_is_undone_with_owners_theme_and_pace(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    before = await owed(stage, post)
    outcome = await chosen(stage, post, "inquiry")
    assert outcome.view.undo == ("choose_theme", before.version)
    await chosen(stage, post, "-")
    back = await stage.press(MIO, "undo", post, undo_verb="choose_theme", undo_version=before.version + 1)
    assert notice(back)[0] == "notice-undone"
    assert (await theme_of(stage, post), (await owed(stage, post)).owners) == ("inquiry", (HANA.id, MIO.id))
    await stage.press(MIO, "undo", post, undo_verb="choose_theme", undo_version=before.version)
    now = await owed(stage, post)
    assert (await theme_of(stage, post), now.owners, now.next_nudge_at) == ("meeting", (KEN.id,), before.next_nudge_at)


async def test_a_choice_that_comes_twice_is_made_once(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    version = (await owed(stage, post)).version
    for _ in range(2):
        await chosen(stage, post, "inquiry", version=version)
    assert (await owed(stage, post)).version == version + 1
    assert await theme_of(stage, post) == "inquiry"
    assert notice(await chosen(stage, post, "inquiry"))[0] == "refused-theme-same"


@pytest.mark.parametrize("who", [DANA, SORA])
async def test_nobody_but_the_pmo_chooses(stage: Stage, who: Person) -> None:
    post = await stage.post(YUI, TAGGED)
    outcome = await chosen(stage, post, "inquiry", who)
    view: Any = outcome.view
    assert (view.key if who is SORA else notice(outcome)[0]) == "refused-theme-not-for-you"
    assert await theme_of(stage, post) == "meeting"


@pytest.mark.parametrize("code", ["", "nowhere", "S6"])
async def test_a_theme_that_the_season_has_not_is_refused(stage: Stage, code: str) -> None:
    post = await stage.post(SORA, TAGGED)
    assert notice(await chosen(stage, post, code))[0] == "refused-theme-unknown"
    assert await theme_of(stage, post) == "meeting"


async def test_a_further_question_has_no_theme_of_its_own(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    await stage.press(KEN, "split", post, asked="録音してもよいですか？", owner=MIO.id)
    outcome = await chosen(stage, post, "inquiry", part=2)
    assert notice(outcome)[0] == "refused-theme-of-part"
    view: Any = outcome.view
    assert "choose_theme" not in view.verbs


async def test_the_card_offers_it_to_the_pmo_alone(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    for who, offers in ((KEN, True), (DANA, False)):
        view: Any = (await stage.press(who, "receive", post)).view
        assert isinstance(view, FollowUpView)
        assert ("choose_theme" in view.verbs) is offers
        assert [one.id for one in view.themes] == (["meeting", "inquiry"] if offers else [])


async def test_a_post_outside_of_every_season_has_no_theme_to_choose(stage: Stage) -> None:
    stage.clock.forward(days=130)
    post = await stage.post(SORA, TAGGED)
    outcome = await chosen(stage, post, "meeting")
    assert notice(outcome)[0] == "refused-theme-unknown"
    view: Any = outcome.view
    assert "choose_theme" not in view.verbs


async def test_another_responders_card_shows_the_theme_at_once(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    await stage.press(MIO, "hand_over", post, to=KEN.id)
    await stage.deliver_all()
    before = len(stage.teams.of("refresh", KEN))
    later(stage, minutes=1)
    await chosen(stage, post, "inquiry")
    await stage.deliver_all()
    (drawn,) = stage.teams.of("refresh", KEN)[before:]
    assert isinstance(drawn.view, FollowUpView)
    assert drawn.view.theme == "問い合わせ対応"
    assert stage.clock.now - drawn.view.posted_at == timedelta(minutes=1)


async def test_it_is_undone_under_a_deleted_post_whatever_was_written_there_since(stage: Stage) -> None:
    post = await stage.post(SORA, TAGGED)
    await stage.reply(KEN, post)
    later(stage, seconds=1)
    await stage.delete(post)
    later(stage, seconds=1)
    await stage.reply(SORA, post, "もうひとつ教えてください。")
    before = await owed(stage, post)
    await chosen(stage, post, "inquiry")
    back = await stage.press(MIO, "undo", post, undo_verb="choose_theme", undo_version=before.version)
    assert notice(back)[0] == "notice-undone"
    assert await theme_of(stage, post) == "meeting"
