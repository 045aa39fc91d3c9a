"""The roster and the accounts through the real SDK from the rehearsal's Graph, while people come, go and move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.graph.roster import GraphRoster
from jobs import accounts, members
from jobs.ports import Ports
from models.db import roster
from models.db.tables.people import roster as rows
from models.db.tables.people import roster_looks
from models.incoming import Person, Pressed
from models.roster import ACCOUNTS, MEMBERS
from tests.jobs.graphed import AUTHOR, PMO, TEAM, Graphed, graphed
from tests.jobs.test_members import in_force
from tests.rehearsal.playing import KEN

DANA = "aaaaaaaa-0000-4000-8000-000000000003"


@pytest.fixture
async def there(migrated_url: str) -> AsyncIterator[Graphed]:
    async with graphed(migrated_url) as made:
        yield made


def connected(there: Graphed) -> Ports:
    return replace(there.ports, roster=GraphRoster(there.graph))


async def tomorrow(there: Graphed) -> None:
    await there.player.act("clock", advance_seconds=86_400)
    there.stage.clock.forward(days=1)


async def known(there: Graphed, member_id: str) -> tuple[Any, ...]:
    columns = (rows.c.name, rows.c.department, rows.c.office, rows.c.country, rows.c.language, rows.c.time_zone)
    query = select(*columns).where(rows.c.id == member_id)
    return await there.stage.store.read(lambda tx: tuple(tx.connection.execute(query).one()), there.ports.now())


async def here(there: Graphed) -> set[str]:
    seats = await there.stage.store.read(lambda tx: roster.known(tx, TEAM), there.ports.now())
    return {one for one, seat in seats.items() if seat.left_at is None}


async def test_the_whole_team_is_known_and_what_the_directory_says_of_each(there: Graphed) -> None:
    ports = connected(there)
    assert await members.run(ports) == 1
    everybody = {one.id for one in there.player.stage.world.members()}
    assert await here(there) == everybody
    assert await accounts.run(ports) == len(everybody)
    assert await known(there, DANA) == (
        "Dana Lee", "Digital Workplace", "Amsterdam", "NL", "en-US", "Europe/Berlin",
    )  # fmt: skip
    await there.act("account", DANA, department="Finance")
    await tomorrow(there)
    await members.run(ports)
    await accounts.run(ports)
    assert (await known(there, DANA))[1] == "Finance"


async def test_a_guest_of_the_tenant_is_known_from_the_roster_and_sees_no_figures(there: Graphed) -> None:
    ports = connected(there)
    guest = there.player.stage.world.people[DANA]
    guest.roles = ("guest",)
    await members.run(ports)
    settled = await there.stage.store.read(lambda tx: tx.communities[TEAM], there.ports.now())
    assert settled.guests == {DANA}
    who = Person(DANA, guest.teams_id, guest.name)
    assert (await there.stage.say(who, "stats")).what == "refused"
    guest.roles = ()
    await tomorrow(there)
    await members.run(ports)
    assert (await there.stage.say(who, "stats")).what == "stats"


async def test_who_left_unheard_is_found_gone_and_what_they_claimed_waits_for_others(there: Graphed) -> None:
    ports = connected(there)
    await members.run(ports)
    root = await there.post()
    await there.look()
    row = await there.follow_up(root)
    await there.stage.dispatch(claims(there, row))
    assert (await there.follow_up(root)).claimed_by == KEN
    await there.act("leave", KEN)
    await tomorrow(there)
    await members.run(ports)
    assert KEN not in await here(there)
    assert KEN not in await in_force(there.stage, TEAM)
    assert (await there.follow_up(root)).claimed_by is None
    await there.act("join", KEN)
    await tomorrow(there)
    await members.run(ports)
    assert KEN in await in_force(there.stage, TEAM)


def claims(there: Graphed, row: Any) -> Pressed:
    """Ken presses “I’ll take it”."""
    where = replace(there.envelope(f"a:{KEN}", "2", there.ports.now()), team_id=None, channel_id=None)
    return Pressed(where, Person(KEN, "29:ken", "伊東 健"), "claim", {"follow_up": row.id, "version": row.version})


@pytest.mark.parametrize("permission", [MEMBERS, ACCOUNTS])
async def test_without_a_permission_nobody_leaves_and_the_rest_goes_on(there: Graphed, permission: str) -> None:
    ports = connected(there)
    await members.run(ports)
    everybody = await here(there)
    await there.act("leave", AUTHOR)
    await there.act("graph", do="revoke-consent", permission=permission)
    await tomorrow(there)
    assert await members.run(ports) == (permission == ACCOUNTS)
    assert await here(there) == (everybody if permission == MEMBERS else everybody - {AUTHOR})
    assert await accounts.run(ports) >= len(everybody) - 1
    (_, department, _, country, _, zone) = await known(there, PMO)
    assert ((department is None), (country is None), zone) == (
        permission == ACCOUNTS,
        permission == ACCOUNTS,
        "Asia/Tokyo",
    )
    columns = (roster_looks.c.failed, roster_looks.c.lacking)
    row = await there.stage.store.read(lambda tx: tx.connection.execute(select(*columns)).one(), ports.now())
    told = row.failed or row.lacking
    assert permission in told


async def test_trouble_half_way_through_makes_nobody_leave(there: Graphed) -> None:
    ports = connected(there)
    await members.run(ports)
    everybody = await here(there)
    await there.act("leave", KEN)
    await tomorrow(there)
    for status in (429, 503):
        await there.player.act("faults", kind="graph", path="members", answer=status, count=1)
        assert await members.run(ports) == 0
        assert await here(there) == everybody
        there.stage.clock.forward(hours=2)
    assert await members.run(ports) == 1
    assert await here(there) == everybody - {KEN}
