"""The team's roster through Graph: who is in it, who is not, and what is not to be believed."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.db import roster
from models.db.tables.people import roster as roster_rows
from models.db.tables.people import roster_looks
from models.follow_up import FollowUp
from models.incoming import Person, PostArrived
from models.outgoing import RetryLater, Undeliverable
from models.roster import LAG, MEMBERS, NotGranted
from tests.handlers.leaving import joins, leaves
from tests.jobs.roster import EVERYBODY, FakeRoster, known_group, read_roster
from tests.stage import DANA, HANA, KEN, MAKOTO, MIO, SORA, TEAM, YUI, Stage, person

MINUTES = "議事録を頼みました。"


@pytest.fixture
async def graph(stage: Stage) -> FakeRoster:
    """A roster with everybody in it, which was read once, a day ago."""
    told = FakeRoster()
    await known_group(stage)
    assert await read_roster(stage, told) == 1
    stage.clock.forward(days=1)
    return told


async def gone(stage: Stage) -> set[str]:
    seats = await stage.store.read(lambda tx: roster.known(tx, TEAM), stage.clock.now)
    return {one for one, seat in seats.items() if seat.left_at is not None}


async def in_force(stage: Stage, team: str = TEAM) -> set[str]:
    """The members whose roles hold."""
    now = stage.ports.now()
    return await stage.store.read(lambda tx: set(tx.communities[team].community.members), now)


async def looked(stage: Stage) -> tuple[int | None, str | None]:
    """How many the last complete roster had, and why there was none since."""
    columns = select(roster_looks.c.found, roster_looks.c.failed)
    row = await stage.store.read(lambda tx: tx.connection.execute(columns).one(), stage.clock.now)
    return row.found, row.failed


async def test_the_roster_is_read_at_once_then_once_a_day(stage: Stage) -> None:
    told = FakeRoster()
    assert await read_roster(stage, told) == 0, "nobody knows yet which Entra group the team is"
    await known_group(stage)
    for hours, reads in ((0, 1), (23, 1), (1, 2)):
        stage.clock.forward(hours=hours)
        await read_roster(stage, told)
        assert told.asked.count("members") == reads
    assert await looked(stage) == (len(EVERYBODY), None)


async def test_who_is_not_in_it_any_more_has_left_and_who_is_again_is_back(stage: Stage, graph: FakeRoster) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(KEN, "claim", post)
    graph.without(KEN, SORA)
    await read_roster(stage, graph)
    assert await gone(stage) == {KEN.id, SORA.id}
    assert KEN.id not in await in_force(stage)
    assert (await stage.follow_up(post)).status == "waiting"
    graph.without()
    stage.clock.forward(days=1)
    await read_roster(stage, graph)
    assert await gone(stage) == set()
    assert KEN.id in await in_force(stage)


@pytest.mark.parametrize(
    "refusal",
    [RetryLater("429", timedelta(minutes=5)), Undeliverable("gone", "404"), NotGranted(MEMBERS)],
    ids=["later", "never", "not granted"],
)
async def test_a_roster_that_failed_half_way_makes_nobody_leave(
    stage: Stage, graph: FakeRoster, refusal: Exception
) -> None:
    graph.without(KEN)
    graph.refusals = [refusal]
    assert await read_roster(stage, graph) == 0
    assert await gone(stage) == set()
    assert (await looked(stage))[1] == str(refusal)
    assert await read_roster(stage, graph) == 0, "not so soon again"
    stage.clock.forward(hours=1)
    assert await read_roster(stage, graph) == 1
    assert await gone(stage) == {KEN.id}
    assert await looked(stage) == (len(EVERYBODY) - 1, None)


@pytest.mark.parametrize(
    ("there", "why"), [([], "it is empty"), ([SORA, YUI], "nobody is in it whom the community file gives a role")]
)
async def test_a_roster_that_cannot_be_the_team_s_is_not_believed(
    stage: Stage, graph: FakeRoster, there: list[Person], why: str
) -> None:
    graph.there = there
    assert await read_roster(stage, graph) == 0
    assert await gone(stage) == set()
    assert (await looked(stage))[1] == f"the roster was not believed: {why}"


async def test_somebody_whom_only_the_file_names_has_not_left(stage: Stage) -> None:
    """They may join yet; `check` says that they are not in the team."""
    await known_group(stage)
    told = FakeRoster()
    told.without(MAKOTO, KEN)
    await stage.reply(KEN, await stage.post(SORA, MINUTES))
    await read_roster(stage, told)
    assert await gone(stage) == {KEN.id}, "he was there once: he wrote in a thread"
    assert MAKOTO.id in await in_force(stage)


async def test_a_name_that_changed_is_the_new_one_everywhere(stage: Stage, graph: FakeRoster) -> None:
    await stage.post(SORA, MINUTES)
    renamed = person(100, "山田 空")
    graph.there = [one for one in EVERYBODY if one is not SORA] + [renamed]
    await read_roster(stage, graph)
    known = await stage.store.read(lambda tx: tx.acquaintances(SORA.id)[TEAM].name, stage.clock.now)
    seats = await stage.store.read(lambda tx: roster.known(tx, TEAM), stage.clock.now)
    assert (known, seats[SORA.id].name) == (renamed.name, renamed.name)


async def test_what_teams_told_just_now_holds_against_a_roster_that_lags(stage: Stage, graph: FakeRoster) -> None:
    await leaves(stage, KEN)
    graph.there = [*EVERYBODY]
    await read_roster(stage, graph)
    assert await gone(stage) == {KEN.id}
    new = person(200, "新谷 光")
    await joins(stage, new)
    await read_roster(stage, graph)
    assert await gone(stage) == {KEN.id}
    stage.clock.forward(seconds=LAG.total_seconds())
    assert await read_roster(stage, graph) == 1, "it is asked again as soon as Graph must know"
    assert await gone(stage) == {new.id}


async def test_when_teams_tells_that_somebody_came_the_roster_is_read_at_once(stage: Stage, graph: FakeRoster) -> None:
    await read_roster(stage, graph)
    asked = len(graph.asked)
    stage.clock.forward(hours=2)
    await joins(stage, person(200, ""))
    graph.there = [*EVERYBODY, person(200, "新谷 光")]
    assert await read_roster(stage, graph) == 1
    assert graph.asked[asked] == "members"
    seats = await stage.store.read(lambda tx: roster.known(tx, TEAM), stage.clock.now)
    assert seats[person(200, "").id].name == "新谷 光"


async def test_it_is_known_since_when_somebody_is_there_but_for_the_first_roster(
    stage: Stage, graph: FakeRoster
) -> None:
    new = person(200, "新谷 光")
    graph.there = [*EVERYBODY, new]
    await read_roster(stage, graph)
    query = select(roster_rows.c.id, roster_rows.c.joined_at)
    since = {
        row.id: row.joined_at
        for row in await stage.store.read(lambda tx: tx.connection.execute(query).all(), stage.clock.now)
    }
    assert since.pop(new.id) == stage.clock.now
    assert set(since.values()) == {None}


async def test_who_left_the_team_without_the_bot_is_not_read(stage: Stage, graph: FakeRoster) -> None:
    await stage.store.transact(lambda tx: tx.move_home(TEAM, removed_at=stage.clock.now), stage.clock.now)
    asked = len(graph.asked)
    await read_roster(stage, graph)
    assert len(graph.asked) == asked


async def test_of_two_processes_one_reads_and_an_older_roster_never_overtakes_a_newer(
    stage: Stage, graph: FakeRoster
) -> None:
    (look,) = await stage.store.read(roster.due, stage.clock.now)
    take = [await stage.store.transact(lambda tx: roster.take(tx, look), stage.clock.now) for _ in range(2)]
    assert take == [True, False]
    old, asked_at = await graph.members(""), stage.clock.now
    graph.without(KEN)
    stage.clock.forward(minutes=20)
    assert await read_roster(stage, graph) == 1, "the lease of who died is over"
    assert await stage.store.transact(lambda tx: roster.looked(tx, look, old, asked_at), stage.clock.now) is None
    assert await gone(stage) == {KEN.id}


@pytest.mark.parametrize("seed", range(6))
async def test_whoever_is_in_the_roster_is_never_released_and_who_left_holds_nothing_open(
    stage: Stage, graph: FakeRoster, seed: int
) -> None:
    chance = random.Random(seed)
    posts = [await stage.post(chance.choice((SORA, YUI)), f"{MINUTES}{number}") for number in range(4)]
    for _ in range(12):
        stage.clock.forward(minutes=chance.choice((1, 7, 61)))
        await acted(stage, chance, posts)
        if chance.random() < 0.5:
            before = await held(stage, posts)
            graph.there = [HANA, *(one for one in EVERYBODY if one is not HANA and chance.random() < 0.7)]
            graph.refusals = [RetryLater("503")] if chance.random() < 0.3 else []
            there = {one.id for one in (EVERYBODY if graph.refusals else graph.there)}
            stage.clock.forward(days=1)
            await read_roster(stage, graph)
            after = await held(stage, posts)
            assert {one: by for one, by in before.items() if by in there}.items() <= after.items()
        await stage.tick()
        left = await gone(stage)
        rows: list[FollowUp] = [await stage.follow_up(post) for post in posts]
        assert [
            row for row in rows if row.is_open and not left.isdisjoint((row.held_by, row.advisor, *row.owners))
        ] == []


async def acted(stage: Stage, chance: random.Random, posts: list[PostArrived]) -> None:
    """A member of the team does something, or Teams tells that they left."""
    who = chance.choice((HANA, KEN, MIO, DANA, MAKOTO))
    given = {"until": (stage.clock.now + timedelta(days=3)).date().isoformat(), "reason": "duplicate"}
    given |= {"to": chance.choice((KEN, MIO, DANA)).id, "advisor": DANA.id}
    match chance.choice(("claim", "promise", "promise", "hand_over", "ask", "settle", "reopen", "left", "joined")):
        case "left" if who is not HANA:
            await leaves(stage, who)
        case "left" | "joined":
            await joins(stage, who)
        case verb:
            await stage.press(who, verb, chance.choice(posts), **given)


async def held(stage: Stage, posts: list[PostArrived]) -> dict[str, str | None]:
    return {post.thread_id: (await stage.follow_up(post)).held_by for post in posts}
