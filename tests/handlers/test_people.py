"""Joining a theme, and who takes part: for the lead alone, without a name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from models.community import Role
from models.db import joining
from models.db.tables.people import roster
from models.db.transaction import Transaction
from models.incoming import Person
from models.statistics.taking_part import People
from models.views import NoticeView, PeopleView
from tests.handlers.leaving import joins, leaves
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, MIO, SORA, TEAM, YUI, Stage, person, staged

RIN = person(102, "凛")
WITH_A_CHAMPION = f"""{COMMUNITY}
[[member]]
id = "{YUI.id}"
name = "{YUI.name}"
roles = ["champion"]
[[season]]
code = "S5"
name = "シーズン5"
starts = "2026-04-01"
ends = "2026-09-30"
"""


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, WITH_A_CHAMPION, migrated=True) as made:
        yield made


async def notice(stage: Stage, who: Person, words: str) -> tuple[str, Mapping[str, object]]:
    await stage.say(who, words)
    await stage.deliver_all()
    view = stage.teams.of("send", who)[-1].view
    assert isinstance(view, NoticeView)
    return view.key, view.values


async def people(stage: Stage) -> People:
    """As the lead is told."""
    await stage.say(HANA, "people")
    await stage.deliver_all()
    view = stage.teams.of("send", HANA)[-1].view
    assert isinstance(view, PeopleView)
    return view.people


async def in_departments(stage: Stage, of: Mapping[Person, str | None]) -> None:
    """They are in the team, and the directory says so."""
    await joins(stage, *of)

    def tell(tx: Transaction) -> None:
        for one, department in of.items():
            tx.execute(update(roster).where(roster.c.id == one.id).values(department=department))

    await stage.store.transact(tell, stage.clock.now)


@pytest.mark.parametrize("words", ["join meeting", "参加 議事録と会議", "join ＃Meeting", "join #meeting"])
async def test_who_joins_a_theme_takes_part_before_their_first_post(stage: Stage, words: str) -> None:
    told = {"theme": "議事録と会議", "tag": "meeting"}
    assert await notice(stage, SORA, words) == ("joined", told)
    assert await notice(stage, SORA, words) == ("joined-already", told)
    counted = await people(stage)
    assert (counted.taking_part, counted.posted, counted.to_come) == (1, 0, 1)
    assert counted.themes == (("議事録と会議", 1), ("問い合わせ対応", 0))
    await stage.post(SORA, "議事録を頼みました。")
    counted = await people(stage)
    assert (counted.taking_part, counted.posted, counted.to_come) == (1, 1, 0)
    assert counted.themes == (("議事録と会議", 1), ("問い合わせ対応", 0))


async def test_what_cannot_be_joined_is_told_with_what_can(stage: Stage) -> None:
    known = "meeting, inquiry"
    assert await notice(stage, SORA, "join") == ("join-which", {"known": known})
    assert await notice(stage, SORA, "join party") == ("refused-unknown-theme", {"theme": "party", "known": known})
    stage.clock.now = datetime(2027, 6, 1, tzinfo=UTC)
    assert (await notice(stage, SORA, "join meeting"))[0] == "refused-nothing-to-join"
    assert (await people(stage)).taking_part == 0


async def test_the_first_post_joins_and_who_was_there_before_has_returned(stage: Stage) -> None:
    for moment, authors in (("2026-09-01", (SORA, YUI)), ("2026-11-30", (SORA, RIN, RIN))):
        stage.clock.now = datetime.fromisoformat(f"{moment}T01:00:00+00:00")
        for author in authors:
            await stage.post(author, "問い合わせが多いです。")
    counted = await people(stage)
    assert (counted.season, counted.taking_part, counted.posted) == ("シーズン6", 2, 2)
    assert (counted.newcomers, counted.returning) == (1, 1)
    assert counted.themes == (("議事録と会議", 0), ("問い合わせ対応", 2))


async def test_departments_without_a_champion_come_with_the_largest_first(stage: Stage) -> None:
    counted = await people(stage)
    assert (counted.any_department_known, counted.without_champion) == (False, ())
    everybody = {
        SORA: "営業部",
        RIN: "営業部",
        KEN: "広報部",
        YUI: "経理部",
        MIO: "経理部",
        DANA: None,
        MAKOTO: "役員室",
    }
    await in_departments(stage, everybody)
    counted = await people(stage)
    assert counted.without_champion == (("営業部", 2), ("広報部", 1), ("役員室", 1))
    assert (counted.of_no_department, counted.any_department_known) == (1, True)
    await leaves(stage, YUI, MAKOTO)
    stage.clock.forward(minutes=1)
    counted = await people(stage)
    assert counted.without_champion == (("営業部", 2), ("広報部", 1), ("経理部", 1)), "its champion has left"


async def test_roles_are_counted_as_they_are_in_force(stage: Stage) -> None:
    assert (await people(stage)).roles == {
        Role.PMO: 3, Role.LEAD: 1, Role.ADVISOR: 1, Role.CHAMPION: 1, Role.EXECUTIVE: 1,
    }  # fmt: skip
    await leaves(stage, KEN)
    assert (await people(stage)).roles[Role.PMO] == 2


@pytest.mark.parametrize("who", [KEN, DANA, SORA], ids=["PMO", "advisor", "participant"])
async def test_who_is_not_the_lead_is_told_what_to_ask_for_instead(stage: Stage, who: Person) -> None:
    assert (await notice(stage, who, "people"))[0] == "refused-people-not-for-you"


async def test_in_the_channel_it_is_for_the_lead_s_eyes_alone(stage: Stage) -> None:
    await stage.slash(HANA, "people")
    await stage.deliver_all()
    assert [(asked.what, asked.to) for asked in stage.teams.asked] == [("whisper", HANA.id)]


async def test_joining_counts_in_its_own_season_alone(stage: Stage) -> None:
    await stage.say(SORA, "join meeting")

    def of_season(tx: Transaction) -> int:
        return joining.of_season(tx, tx.communities[TEAM].community).taking_part

    assert await stage.store.read(of_season, stage.clock.now) == 1
    earlier = datetime(2026, 9, 1, tzinfo=UTC)
    assert await stage.store.read(of_season, earlier) == 0
