"""Where people are: as Teams tells it, else as the directory does; and what follows for regions, language and hours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jobs import accounts
from jobs.dry_run import dry_run
from models.community_file import parse
from models.db import nudges, people
from models.incoming import Commanded, Installed, Person
from models.outgoing import Recipient
from models.roster import Account, Roster
from models.views import FollowUpView
from tests.jobs.roster import FakeRoster, known_group, read_roster
from tests.stage import COMMUNITY, DANA, HANA, KEN, MONDAY_10, SORA, TEAM, YUI, Stage, staged

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REGIONS = f"""{COMMUNITY}
[[region]]
name = "Europe"
time_zone = "Europe/Amsterdam"
countries = ["NL", "DE"]
"""


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, REGIONS, migrated=True) as made:
        yield made


async def region(stage: Stage, by: Person, **envelope: Any) -> str | None:
    """Of a post that comes now."""
    post = await stage.post(by, **envelope)
    found = await stage.follow_up(post)
    told: str | None = found.region
    return told


async def directory(stage: Stage, told: FakeRoster) -> None:
    """Everybody is asked about."""
    await known_group(stage)
    await read_roster(stage, told)
    held: Roster = told
    await accounts.run(replace(stage.ports, roster=held))


async def reader(stage: Stage, who: Person) -> Recipient:
    def look(tx: Any) -> Recipient:
        return people.recipient(tx, tx.communities[TEAM].community, who.id)

    return await stage.store.read(look, stage.clock.now)


async def writes_from(stage: Stage, who: Person, zone: str | None) -> None:
    """Somebody asks the bot for something, in private."""
    where = replace(stage.chat(who), time_zone=zone)
    await stage.dispatch(Commanded(where, who, "help", private=True))


async def test_a_post_belongs_where_teams_says_that_its_author_is(stage: Stage) -> None:
    assert await region(stage, SORA, country="NL") == "Europe"
    assert await region(stage, SORA) == "Europe", "as told last time"
    assert await region(stage, SORA, country="JP") is None
    assert await region(stage, SORA) is None


async def test_where_teams_never_told_it_is_the_account_s_country(stage: Stage) -> None:
    assert await region(stage, SORA) is None
    await directory(stage, FakeRoster(accounts={SORA.id: Account(country="DE"), YUI.id: Account(country="JP")}))
    assert await region(stage, SORA) == "Europe"
    assert await region(stage, YUI) is None
    assert await region(stage, SORA, country="JP") is None, "Teams knows better"


async def test_the_language_of_the_account_is_spoken_to_who_chose_none_and_whose_teams_tells_none(
    stage: Stage,
) -> None:
    accounts_: dict[str, Account | Exception] = {one.id: Account(language="en-GB") for one in (HANA, KEN, SORA)}
    await directory(stage, FakeRoster(accounts=accounts_))
    await stage.post(SORA, locale="ja-JP")
    await stage.say(KEN, "language ja")
    assert [(await reader(stage, who)).language for who in (HANA, KEN, SORA)] == ["en", "ja", "ja"]


async def test_times_are_read_in_the_zone_that_teams_told_last_else_the_mailbox_else_the_community(
    stage: Stage,
) -> None:
    await directory(stage, FakeRoster(zones={SORA.id: "Asia/Singapore"}))
    zones = [(await reader(stage, who)).time_zone for who in (SORA, YUI)]
    assert zones == ["Asia/Singapore", "Asia/Tokyo"]
    await writes_from(stage, SORA, "Europe/Amsterdam")
    await writes_from(stage, SORA, None)
    assert (await reader(stage, SORA)).time_zone == "Europe/Amsterdam"


async def test_nobody_s_mailbox_is_asked_whose_zone_teams_told(stage: Stage) -> None:
    await writes_from(stage, SORA, "Asia/Tokyo")
    told = FakeRoster()
    await directory(stage, told)
    assert f"account {SORA.id}" in told.asked
    assert f"zone {SORA.id}" not in told.asked
    assert f"zone {YUI.id}" in told.asked


async def test_cards_wait_for_the_working_hours_where_the_member_is(stage: Stage) -> None:
    await writes_from(stage, KEN, "Europe/Amsterdam")
    await stage.deliver_all()
    before = len(stage.teams.of("send", KEN))
    await stage.post(SORA, "議事録を頼みました。")
    for hours, cards in ((4, 0), (2.9, 0), (0.2, 1)):
        stage.clock.forward(hours=hours)
        await stage.tick()
        assert len(stage.teams.of("send", KEN)) - before == cards, stage.clock.now
    assert stage.clock.now.astimezone(AMSTERDAM).hour == 9


async def test_the_zone_that_the_file_gives_holds_against_what_teams_tells(migrated_url: str) -> None:
    named = REGIONS.replace(f'name = "{KEN.name}"', f'name = "{KEN.name}"\ntime_zone = "Asia/Tokyo"')
    async with staged(migrated_url, named, migrated=True) as stage:
        await writes_from(stage, KEN, "Europe/Amsterdam")
        assert (await reader(stage, KEN)).time_zone == "Asia/Tokyo"
        assert await hours_zone(stage, KEN) == "Asia/Tokyo"


async def test_a_mailbox_s_zone_holds_until_teams_tells_another(stage: Stage) -> None:
    await directory(stage, FakeRoster(zones={KEN.id: "Asia/Singapore"}))
    assert await hours_zone(stage, KEN) == "Asia/Singapore"
    await writes_from(stage, KEN, "Europe/Amsterdam")
    assert await hours_zone(stage, KEN) == "Europe/Amsterdam"
    stage.clock.forward(days=1)
    await directory(stage, FakeRoster(zones={KEN.id: "Asia/Singapore"}))
    assert await hours_zone(stage, KEN) == "Europe/Amsterdam"


async def hours_zone(stage: Stage, who: Person) -> str:
    def look(tx: Any) -> str:
        return str(tx.communities[TEAM].community.hours_of(who.id).zone.key)

    return await stage.store.read(look, stage.clock.now)


async def test_the_dry_run_knows_where_members_were(stage: Stage) -> None:
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA))
    begin = stage.clock.now
    await stage.post(SORA, "議事録を頼みました。")
    moves: dict[datetime, str] = {
        MONDAY_10 + timedelta(hours=1): "Europe/Amsterdam",
        MONDAY_10 + timedelta(days=2): "America/New_York",
    }
    while stage.clock.now < MONDAY_10 + timedelta(days=4):
        if zone := moves.get(stage.clock.now):
            await writes_from(stage, KEN, zone)
            await writes_from(stage, DANA, zone)
        await stage.tick()
        stage.clock.forward(hours=1)
    run = await dry_run(stage.store, parse(REGIONS), since=begin, until=stage.clock.now, tick=timedelta(hours=1))
    really = await stage.store.read(lambda tx: nudges.told_between(tx, TEAM, begin, stage.clock.now), stage.clock.now)
    assert [one for one in run.nudges if one.number is not None] == really != []


async def test_the_day_that_a_holding_reply_proposes_is_the_authors(stage: Stage) -> None:
    stage.clock.now = stage.clock.wall = datetime(2026, 11, 30, 16, 30, tzinfo=AMSTERDAM).astimezone(UTC)
    post = await stage.post(SORA, country="NL")
    await stage.reply(KEN, post, "確認します。")
    await stage.deliver_all()
    card = stage.teams.of("send", KEN)[-1].view
    assert isinstance(card, FollowUpView)
    due = (await stage.follow_up(post)).promised_until
    assert due == datetime(2026, 12, 1, 16, 30, tzinfo=AMSTERDAM), "past midnight where Ken is"
    assert card.proposed == date(2026, 12, 1)
    await stage.press(KEN, "promise", post, until=card.proposed.isoformat())
    after = (await stage.follow_up(post)).promised_until
    assert after == datetime(2026, 12, 1, 18, 0, tzinfo=AMSTERDAM)
