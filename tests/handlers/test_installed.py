"""The app is added to a team or by a person, and taken off."""

from __future__ import annotations

from datetime import datetime

from models.db.communities import Home
from models.incoming import Installed, Person, Removed
from models.views import NoticeView, WelcomeView
from tests.handlers.thread import later
from tests.stage import HANA, KEN, MIO, SORA, TEAM, Stage, person

GROUP = "33333333-3333-4333-8333-333333333333"
OTHERS = "22222222-2222-4222-8222-222222222222"


async def home(stage: Stage) -> Home:
    return await stage.store.read(lambda tx: tx.home(TEAM), stage.clock.now)


async def chat_of(stage: Stage, who: Person) -> str | None:
    known = await stage.store.read(lambda tx: tx.acquaintances(who.id).get(TEAM), stage.clock.now)
    return known.chat_id if known else None


async def add_to_team(stage: Stage, **elsewhere: str) -> datetime:
    await stage.dispatch(Installed(stage.envelope(TEAM, "1", **elsewhere), HANA, GROUP))
    return stage.clock.now


async def take_off_team(stage: Stage) -> datetime:
    await stage.dispatch(Removed(stage.envelope(TEAM, "2"), HANA))
    return stage.clock.now


async def test_in_a_team_the_bot_learns_where_it_lives(stage: Stage) -> None:
    at = await add_to_team(stage)
    now = await home(stage)
    assert (now.group_id, now.installed_at, now.removed_at) == (GROUP, at, None)


async def test_in_a_team_of_another_tenant_it_learns_nothing(stage: Stage) -> None:
    await add_to_team(stage, tenant_id=OTHERS)
    assert await home(stage) == Home()


async def test_by_a_person_the_chat_is_kept_and_they_are_welcomed_once(stage: Stage) -> None:
    await add_to_team(stage)
    await stage.install(KEN)
    await stage.install(KEN)
    await stage.deliver_all()
    assert await chat_of(stage, KEN) == f"a:{KEN.id}"
    assert [one.view for one in stage.teams.of("send", KEN)] == [NoticeView("welcome-private", {"community": "ひろば"})]
    assert stage.teams.of("open_chat", KEN) == []


async def test_a_person_of_another_tenant_is_not_welcomed(stage: Stage) -> None:
    stranger = person(901, "よその人")
    where = stage.envelope("a:x", "1", tenant_id=OTHERS, team_id=None, channel_id=None)
    await stage.dispatch(Installed(where, stranger))
    await stage.deliver_all()
    assert stage.teams.asked == []
    assert await chat_of(stage, stranger) is None


async def test_taken_off_by_a_person_the_chat_is_forgotten_until_they_come_back(stage: Stage) -> None:
    await stage.install(KEN)
    await stage.dispatch(Removed(stage.chat(KEN), KEN))
    assert await chat_of(stage, KEN) is None
    await stage.say(KEN, "help")
    assert await chat_of(stage, KEN) == f"a:{KEN.id}"


async def test_taken_off_the_team_nothing_is_nudged_or_sent_and_added_again_it_goes_on(stage: Stage) -> None:
    await add_to_team(stage)
    for who in (HANA, KEN, MIO):
        await stage.install(who)
    await stage.deliver_all()
    welcomes = len(stage.teams.asked)
    await stage.post(SORA, "議事録を頼みました。")
    await take_off_team(stage)
    later(stage, hours=4)
    await stage.tick()
    (bye,) = stage.teams.asked[welcomes:]
    assert bye.view == NoticeView("farewell", {"community": "ひろば"})
    welcomes += 1
    await add_to_team(stage)
    assert (await home(stage)).removed_at is None
    await stage.tick()
    sent = [one for one in stage.teams.asked[welcomes:] if one.what == "send"]
    assert [one.to for one in sent if not isinstance(one.view, WelcomeView)] == [KEN.id]
    assert [one.to for one in sent if isinstance(one.view, WelcomeView)] == [HANA.id]


async def test_a_post_during_which_the_bot_was_away_is_still_owed_an_answer(stage: Stage) -> None:
    await add_to_team(stage)
    await take_off_team(stage)
    later(stage, hours=1)
    await add_to_team(stage)
    await stage.dispatch(stage.posted(SORA, source="graph"))
    assert (await stage.audit()).waiting == 1


async def test_installed_at_stays_the_first_time(stage: Stage) -> None:
    first = await add_to_team(stage)
    await take_off_team(stage)
    later(stage, hours=1)
    await add_to_team(stage)
    assert (await home(stage)).installed_at == first
