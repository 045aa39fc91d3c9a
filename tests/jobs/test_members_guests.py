"""Who is a guest, or of another tenant, the roster tells where Teams' own message does not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from models.incoming import Person
from models.permissions import NOT_FOR_GUESTS
from models.roster import TeamMember
from models.views import NoticeView
from tests.handlers.leaving import joins, leaves
from tests.jobs.roster import FakeRoster, known_group, read_roster
from tests.stage import SORA, TEAM, TENANT, YUI, Stage, staged

ELSEWHERE = "99999999-9999-4999-8999-999999999999"


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        await known_group(made)
        yield made


async def may_see(stage: Stage, who: Person) -> bool:
    """Whether a member is shown the figures; else they are told that guests are not."""
    outcome = await stage.say(who, "stats")
    await stage.deliver_all()
    if outcome.what == "refused":
        assert stage.teams.of("send", who)[-1].view == NoticeView(NOT_FOR_GUESTS, {})
    return outcome.what == "stats"


async def test_the_roster_s_guests_see_no_figures_until_they_are_members(stage: Stage) -> None:
    told = FakeRoster()
    told.there = [replace(one, guest=one == SORA) for one in told.there]
    assert await may_see(stage, SORA)
    await read_roster(stage, told)
    assert not await may_see(stage, SORA)
    assert await may_see(stage, YUI)
    told.there = [replace(one, guest=False) for one in told.there]
    stage.clock.forward(days=1)
    await read_roster(stage, told)
    assert await may_see(stage, SORA)


async def test_help_offers_a_guest_of_the_roster_no_figures(stage: Stage) -> None:
    told = FakeRoster()
    told.there = [replace(one, guest=one == SORA) for one in told.there]
    await read_roster(stage, told)
    for who, offered in ((SORA, False), (YUI, True)):
        await stage.say(who, "help")
        await stage.deliver_all()
        assert ("stats" in str(stage.teams.of("send", who)[-1].view)) is offered


async def test_a_roster_that_says_the_same_again_makes_no_process_read_anything_anew(stage: Stage) -> None:
    told = FakeRoster()
    told.there = [replace(one, guest=one == SORA) for one in told.there]
    await read_roster(stage, told)
    version = await stage.store.read(lambda tx: tx.communities[TEAM].version, stage.clock.now)
    for _ in range(2):
        stage.clock.forward(days=1)
        await read_roster(stage, told)
    assert await stage.store.read(lambda tx: tx.communities[TEAM].version, stage.clock.now) == version


async def test_a_guest_who_left_stays_one_for_as_long_as_nothing_else_is_told(stage: Stage) -> None:
    told = FakeRoster()
    told.there = [replace(one, guest=one == SORA) for one in told.there]
    await read_roster(stage, told)
    await leaves(stage, SORA)
    assert not await may_see(stage, SORA)


async def test_who_teams_says_joined_as_a_guest_is_one_at_once(stage: Stage) -> None:
    await joins(stage, replace(SORA, guest=True), YUI)
    assert not await may_see(stage, SORA)
    assert await may_see(stage, YUI)


@pytest.mark.parametrize(
    ("member", "stranger"),
    [
        (TeamMember("a", "A"), False),
        (TeamMember("a", "A", guest=True), True),
        (TeamMember("a", "A", tenant_id=TENANT.upper()), False),
        (TeamMember("a", "A", tenant_id=ELSEWHERE), True),
    ],
)
def test_an_account_of_another_tenant_is_a_stranger_s(member: TeamMember, *, stranger: bool) -> None:
    assert member.is_stranger_to(TENANT) is stranger
