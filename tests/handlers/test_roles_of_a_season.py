"""Roles of a season hold from its first day to its last, and no file has to be applied for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from models.incoming import Person
from tests.stage import COMMUNITY, DANA, HANA, KEN, MIO, SORA, TEAM, YUI, Stage, staged

LAST_MOMENT = datetime(2027, 3, 31, 14, 59, 59, tzinfo=UTC)
"""Of season S6 in Tokyo."""
CAST = f"""{COMMUNITY}
[[member]]
id = "{YUI.id}"
name = "{YUI.name}"
[[season]]
code = "S7"
name = "シーズン7"
starts = "2027-04-01"
ends = "2027-09-30"
[[season.member]]
id = "{YUI.id}"
roles = ["champion"]
[[season.member]]
id = "{KEN.id}"
roles = []
[[season.member]]
id = "{DANA.id}"
roles = ["pmo", "lead"]
"""


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, CAST, migrated=True) as made:
        yield made


async def roles(stage: Stage, *who: Person) -> list[set[str]]:
    members = await stage.store.read(lambda tx: tx.communities[TEAM].community.members, stage.clock.now)
    return [set(members[one.id].roles) for one in who]


async def test_a_season_gives_and_takes_roles_on_its_first_day_and_they_are_back_after_its_last(stage: Stage) -> None:
    always, in_s7 = [set(), {"pmo"}, {"advisor"}], [{"champion"}, set(), {"pmo", "lead"}]
    for moment, held in (
        (stage.clock.now, always),
        (LAST_MOMENT, always),
        (LAST_MOMENT + timedelta(seconds=1), in_s7),
        (datetime(2027, 9, 30, 14, 59, tzinfo=UTC), in_s7),
        (datetime(2027, 9, 30, 15, 0, tzinfo=UTC), always),
        (LAST_MOMENT, always),
    ):
        stage.clock.now = moment
        assert await roles(stage, YUI, KEN, DANA) == held, moment
        assert await roles(stage, HANA) == [{"pmo", "lead"}]


async def test_a_reply_counts_by_the_role_of_its_day(stage: Stage) -> None:
    before = await stage.post(SORA)
    await stage.reply(YUI, before)
    stage.clock.now = LAST_MOMENT + timedelta(hours=10)
    after = await stage.post(SORA)
    await stage.reply(YUI, after)
    assert [(await stage.follow_up(post)).status for post in (before, after)] == ["waiting", "answered"]
    third = await stage.post(SORA)
    await stage.reply(KEN, third)
    assert (await stage.follow_up(third)).status == "waiting"
    assert (await stage.press(KEN, "claim", third)).what == "refused"


async def test_steps_reach_who_has_the_role_now(stage: Stage) -> None:
    stage.clock.now = stage.clock.wall = LAST_MOMENT + timedelta(hours=10)
    await stage.post(SORA, "会議の準備に使ってみました。")
    for _ in range(40):
        stage.clock.forward(hours=1)
        await stage.tick()
    told = {asked.to for asked in stage.teams.of("send")}
    assert told == {HANA.id, MIO.id, DANA.id}


async def test_what_is_held_by_whom_the_season_gives_no_role_goes_to_others_and_they_are_nudged_no_more(
    stage: Stage,
) -> None:
    stage.clock.now = stage.clock.wall = LAST_MOMENT - timedelta(hours=10)
    promised, claimed = await stage.post(SORA, "問い合わせの下書きを頼みました。"), await stage.post(SORA)
    await stage.post(SORA, "議事録を頼みました。")
    await stage.press(KEN, "promise", promised, until="2027-04-02")
    await stage.press(KEN, "claim", claimed)
    await stage.tick()
    before = await stage.follow_up(promised)
    assert (before.promised_by, (await stage.follow_up(claimed)).claimed_by) == (KEN.id, KEN.id)
    stage.clock.now = stage.clock.wall = LAST_MOMENT + timedelta(seconds=1)
    asked = len(stage.teams.of("send", KEN))
    for _ in range(80):
        await stage.tick()
        stage.clock.forward(hours=1)
    after = await stage.follow_up(promised)
    assert after.promised_by in (HANA.id, MIO.id)
    assert after.promised_until == before.promised_until
    assert (await stage.follow_up(claimed)).status == "waiting"
    assert len(stage.teams.of("send", KEN)) == asked
    assert {HANA.id, MIO.id} <= {one.to for one in stage.teams.of("send")}
