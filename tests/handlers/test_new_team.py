"""The app is added to a team that no community file names: a community begins, and its lead chooses the PMO."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from handlers.dispatch import Dispatch
from handlers.registry import Outcome
from models import community_file
from models.community import Community, Role
from models.community_merge import Merge
from models.db import applying
from models.db.store import Store
from models.db.tables.people import roster_looks
from models.incoming import Commanded, Installed, MembersChanged, Person, PostArrived, Pressed, Removed
from models.views import FollowUpView, NoticeView, WelcomeView
from tests.handlers.thread import later
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, TEAM, TENANT, YUI, Stage, person, staged

NEW = "19:new@thread.tacv2"
PLAZA = "19:general@thread.tacv2"
OTHERS = "22222222-2222-4222-8222-222222222222"
GROUP = "33333333-3333-4333-8333-333333333333"
ANN = person(300, "Ann Smith")
BEN = person(301, "Ben Jones")


def added(stage: Stage, by: Person | None = ANN, name: str | None = "Copilot Club", **where: Any) -> Installed:
    known: dict[str, Any] = {
        "team_id": NEW, "channel_id": PLAZA, "locale": "en-GB", "country": "GB", "time_zone": "Europe/London",
    }  # fmt: skip
    return Installed(stage.envelope(NEW, "1", **(known | where)), by, GROUP, name)


def taken_off(stage: Stage, by: Person | None = ANN) -> Removed:
    return Removed(stage.envelope(NEW, "2", team_id=NEW, channel_id=PLAZA), by)


async def known(stage: Stage, team: str = NEW) -> Community | None:
    settled = await stage.store.read(lambda tx: tx.communities.get(team), stage.clock.now)
    return settled.community if settled else None


async def there(stage: Stage) -> Community:
    found = await known(stage)
    assert found is not None
    return found


async def roles(stage: Stage) -> dict[str, set[str]]:
    return {one.name: {role.value for role in one.roles} for one in (await there(stage)).members.values()}


async def choose(stage: Stage, *chosen: Person, by: Person = ANN, **fields: Any) -> Outcome:
    given = {"community": NEW, "members": ",".join(one.id for one in chosen)} | fields
    return await stage.dispatch(Pressed(stage.chat(by), by, "choose_pmo", given))


def said(outcome: Outcome) -> str:
    view = outcome.view
    assert isinstance(view, WelcomeView)
    assert view.notice is not None
    return view.notice[0]


def posted(stage: Stage, by: Person) -> PostArrived:
    """A post in the new team."""
    event = stage.posted(by)
    thread = f"{PLAZA};messageid={event.message_id}"
    return replace(
        event, thread_id=thread,
        envelope=replace(event.envelope, conversation_id=thread, team_id=NEW, channel_id=PLAZA),
    )  # fmt: skip


async def test_a_community_begins_with_what_teams_tells_and_is_led_by_who_added_the_app(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    found = await there(stage)
    assert (found.name, found.language, found.time_zone.key, found.tenant_id) == (
        "Copilot Club", "en", "Europe/London", TENANT,
    )  # fmt: skip
    assert found.channels == frozenset()
    assert await roles(stage) == {"Ann Smith": {"pmo", "lead"}}
    home = await stage.store.read(lambda tx: tx.home(NEW), stage.clock.now)
    assert (home.group_id, home.installed_at, home.removed_at) == (GROUP, stage.clock.now, None)
    assert found.reaction == "like"


@pytest.mark.parametrize(
    ("locale", "zone", "country", "language", "time_zone"),
    [
        ("ja-JP", "Asia/Tokyo", "JP", "ja", "Asia/Tokyo"),
        (None, None, None, "ja", "Asia/Tokyo"),
        ("fr-FR", "Europe/Paris", "XX", "en", "Europe/Paris"),
    ],
)
async def test_its_language_and_zone_are_those_of_who_added_the_app(
    stage: Stage, locale: str | None, zone: str | None, country: str | None, language: str, time_zone: str
) -> None:
    await stage.dispatch(added(stage, name=None, locale=locale, time_zone=zone, country=country))
    found = await there(stage)
    assert (found.name, found.language, found.time_zone.key) == ("Teams", language, time_zone)


async def test_who_added_the_app_is_greeted_once_however_often_teams_tells_it(stage: Stage) -> None:
    assert (await stage.dispatch(added(stage, by=None))).what == "not ours"
    for _ in range(2):
        await stage.dispatch(added(stage))
        await stage.dispatch(added(stage, by=None))
        await stage.deliver_all()
    (greeting,) = stage.teams.of("send")
    assert (greeting.to, greeting.conversation_id) == (ANN.id, f"a:{ANN.id}")
    assert isinstance(greeting.view, WelcomeView)
    assert (greeting.view.arrived, greeting.view.leads, greeting.view.alone) == (True, True, True)
    assert (greeting.view.community, greeting.view.channels) == ("Copilot Club", 0)


async def test_two_processes_that_hear_of_it_at_once_begin_one_community(stage: Stage, migrated_url: str) -> None:
    with closing(Store(migrated_url, wall=lambda: stage.clock.wall, durable=False)) as other:
        twin = Dispatch(other, lambda: stage.clock.now)
        outcomes = await asyncio.gather(stage.dispatch(added(stage)), twin(added(stage, by=BEN)))
    assert [one.what for one in outcomes] == ["installed in a team"] * 2
    leads = (await there(stage)).with_role(Role.LEAD)
    assert len(leads) == 1
    await stage.deliver_all()
    greeted = [(one.to, one.view.leads) for one in stage.teams.of("send") if isinstance(one.view, WelcomeView)]
    assert greeted == [(leads[0].id, True)]


async def test_in_a_team_whose_community_is_known_nobody_becomes_lead_by_adding_the_app(stage: Stage) -> None:
    for by in (SORA, HANA):
        await stage.dispatch(Removed(stage.envelope(TEAM, "2"), by))
        await stage.dispatch(replace(added(stage, by), envelope=stage.envelope(TEAM, "1")))
        await stage.deliver_all()
        view = stage.teams.of("send", by)[-1].view
        assert isinstance(view, WelcomeView)
        assert view.leads is (by == HANA)
        assert [one.name for one in view.led_by] == ["上田 花"]
        assert [one.name for one in view.pmo] == ["上田 花", "伊東 健", "森 美緒"]
    assert SORA.id not in ((await known(stage, TEAM)) or await there(stage)).members


async def test_who_brings_a_newer_version_of_the_app_is_not_greeted(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    await stage.dispatch(added(stage, by=BEN))
    await stage.deliver_all()
    assert [one.to for one in stage.teams.of("send")] == [ANN.id]
    assert {one.name for one in (await there(stage)).members.values()} == {"Ann Smith"}


@pytest.mark.parametrize("odd", [{"team_id": "19:" + "x" * 300}, {"tenant_id": "no tenant"}, {"team_id": " "}])
async def test_ids_that_are_none_of_microsofts_begin_nothing(stage: Stage, odd: dict[str, Any]) -> None:
    assert (await stage.dispatch(added(stage, **odd))).what == "not ours"
    assert (await stage.dispatch(added(stage, by=replace(ANN, id="nobody")))).what == "not ours"
    assert len(await stage.store.read(lambda tx: list(tx.communities), stage.clock.now)) == 1


async def test_from_the_first_post_on_all_is_as_in_any_community(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    await stage.dispatch(posted(stage, BEN))
    await stage.deliver_all()
    assert len(stage.teams.of("react")) == 1
    later(stage, hours=60)
    await stage.tick()
    assert any(isinstance(one.view, FollowUpView) for one in stage.teams.of("send", ANN)), "she is the PMO so far"


async def test_the_chosen_are_the_pmo_and_are_told_once(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    await stage.dispatch(posted(stage, BEN))
    for _ in range(2):
        outcome = await choose(stage, BEN, YUI)
        assert said(outcome) == "pmo-kept"
        await stage.deliver_all()
    found = await there(stage)
    assert {one.id for one in found.with_role(Role.PMO)} == {BEN.id, YUI.id}
    assert [one.id for one in found.with_role(Role.LEAD)] == [ANN.id]
    told = NoticeView("pmo-chosen", {"name": "Ann Smith", "community": "Copilot Club"})
    assert sorted(one.to or "" for one in stage.teams.of("send") if one.view == told) == sorted([BEN.id, YUI.id])
    await choose(stage, ANN, YUI)
    await stage.deliver_all()
    assert await roles(stage) == {"Ann Smith": {"pmo", "lead"}, "Ben Jones": set(), YUI.id: {"pmo"}}
    assert sum(one.view == told for one in stage.teams.asked) == 2, "Ann chose herself, and Yui was told before"


async def test_whose_name_is_not_known_is_called_by_it_as_soon_as_it_is(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    outcome = await choose(stage, BEN, YUI)
    assert isinstance(outcome.view, WelcomeView)
    assert [one.name for one in outcome.view.pmo] == ["", ""]
    await stage.dispatch(posted(stage, BEN))
    event = MembersChanged(stage.envelope(NEW, "7", team_id=NEW, channel_id=PLAZA), (YUI,))
    await stage.dispatch(event)
    assert set(await roles(stage)) == {"Ann Smith", "Ben Jones", "Yui Kato"}


async def test_nobody_but_the_lead_chooses_whatever_the_card_says(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    before = await roles(stage)
    for by, fields in ((BEN, {}), (HANA, {}), (ANN, {"community": TEAM}), (ANN, {"community": "19:x"})):
        outcome = await choose(stage, BEN, by=by, **fields)
        assert isinstance(outcome.view, NoticeView)
        assert outcome.view.key in ("refused-setup-not-for-you", "refused-malformed")
    elsewhere = replace(stage.chat(ANN), tenant_id=OTHERS)
    await stage.dispatch(Pressed(elsewhere, ANN, "choose_pmo", {"community": NEW, "members": BEN.id}))
    assert await roles(stage) == before
    assert Role.PMO not in ((await known(stage, TEAM)) or await there(stage)).members.get(BEN.id, Member).roles


class Member:
    roles: frozenset[Role] = frozenset()


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ("", "refused-pmo-none"),
        (",".join(person(number, "").id for number in range(400, 421)), "refused-pmo-many"),
        ("not an id", "refused-malformed"),
    ],
)
async def test_a_choice_that_cannot_be_says_why(stage: Stage, members: str, why: str) -> None:
    await stage.dispatch(added(stage))
    assert said(await choose(stage, members=members)) == why
    assert await roles(stage) == {"Ann Smith": {"pmo", "lead"}}


async def test_where_the_team_was_read_only_who_is_in_it_can_be_chosen(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    await stage.dispatch(MembersChanged(stage.envelope(NEW, "7", team_id=NEW, channel_id=PLAZA), (BEN,)))
    look = {"community_id": NEW, "look_at": stage.clock.now, "looked_at": stage.clock.now}
    await stage.store.transact(lambda tx: tx.execute(roster_looks.update().values(look)), stage.clock.now)
    assert said(await choose(stage, BEN, YUI)) == "refused-pmo-not-in-team"
    assert said(await choose(stage, BEN)) == "pmo-kept"
    await stage.dispatch(MembersChanged(stage.envelope(NEW, "8", team_id=NEW, channel_id=PLAZA), (), (BEN,)))
    assert said(await choose(stage, BEN)) == "refused-pmo-not-in-team"


async def test_a_season_with_roles_of_its_own_is_not_changed_from_the_card(migrated_url: str) -> None:
    of_season = COMMUNITY.replace(
        "[[season.theme]]", f'[[season.member]]\nid = "{KEN.id}"\nroles = ["pmo", "lead"]\n[[season.theme]]', 1
    )
    async with staged(migrated_url, of_season, migrated=True) as stage:
        assert said(await choose(stage, MIO, by=KEN, community=TEAM)) == "refused-pmo-by-season"


async def test_a_file_that_is_applied_later_keeps_who_was_chosen_in_teams(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    await choose(stage, BEN)
    file = community_file.parse(
        f"""
        [community]
        name = "The Club"
        tenant_id = "{TENANT}"
        team_id = "{NEW}"
        [[member]]
        id = "{YUI.id}"
        name = "Yui Kato"
        roles = ["pmo"]
        """
    )

    def apply(*, force: bool = False) -> Merge:
        return stage.store.write(lambda tx: applying.apply(tx, file, force=force), stage.clock.now)

    apply()
    found = await there(stage)
    assert (found.name, found.language) == ("The Club", "ja")
    assert await roles(stage) == {"Yui Kato": {"pmo"}, "Ann Smith": {"lead"}, BEN.id: {"pmo"}}
    assert {one.path for one in apply().kept} >= {f"member[{BEN.id}]"}
    apply(force=True)
    assert await roles(stage) == {"Yui Kato": {"pmo"}}


async def test_a_file_takes_over_from_who_was_lead_by_adding_the_app_alone(stage: Stage) -> None:
    await stage.dispatch(added(stage))
    text = COMMUNITY.replace(TEAM, NEW)
    stage.store.write(lambda tx: applying.apply(tx, community_file.parse(text)), stage.clock.now)
    assert [one.name for one in (await there(stage)).with_role(Role.LEAD)] == ["上田 花"]
    assert ANN.id not in (await there(stage)).members


async def test_back_in_the_team_the_bot_greets_again_and_old_news_changes_nothing(stage: Stage) -> None:
    first = added(stage)
    await stage.dispatch(first)
    await stage.deliver_all()
    later(stage, hours=1)
    gone = taken_off(stage)
    await stage.dispatch(gone)
    assert (await stage.dispatch(first)).what == "old news"
    home = await stage.store.read(lambda tx: tx.home(NEW), stage.clock.now)
    assert home.removed_at == stage.clock.now
    later(stage, hours=1)
    for event in (added(stage, by=None), added(stage), added(stage)):
        await stage.dispatch(event)
    assert (await stage.dispatch(gone)).what == "old news"
    await stage.deliver_all()
    kinds = [type(one.view) for one in stage.teams.of("send", ANN)]
    assert kinds == [WelcomeView, NoticeView, WelcomeView], "hello, goodbye, hello"
    home = await stage.store.read(lambda tx: tx.home(NEW), stage.clock.now)
    assert home.removed_at is None


async def test_the_lead_gets_the_card_again_when_they_ask_and_nobody_else_does(stage: Stage) -> None:
    await stage.dispatch(added(stage, by=HANA))
    for words, name in (
        ("設定 ひろば", "ひろば"),
        ("設定 copilot club", "Copilot Club"),
        ("setup what", "Copilot Club"),
    ):
        await stage.say(HANA, words)
        await stage.deliver_all()
        view = stage.teams.of("send", HANA)[-1].view
        assert isinstance(view, WelcomeView)
        assert (view.community, view.arrived, view.leads) == (name, False, True)
    await stage.say(KEN, "setup")
    await stage.deliver_all()
    assert stage.teams.of("send", KEN)[-1].view == NoticeView("refused-setup-not-for-you", {})
    where = stage.envelope(f"{PLAZA};messageid=5", "5", team_id=NEW, channel_id=PLAZA)
    await stage.dispatch(Commanded(where, HANA, "setup", private=False))
    await stage.deliver_all()
    view = stage.teams.of("whisper", HANA)[-1].view
    assert isinstance(view, WelcomeView)
    assert view.community == "Copilot Club"
