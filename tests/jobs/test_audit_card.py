"""What the PMO reads after “audit” of the days that were held against Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from jobs import count
from models.counting import There
from models.db import consents, day_counts
from models.db.transaction import Transaction
from models.incoming import Person, PostArrived
from models.season_views import Amiss, AuditView, CountedDay
from tests.jobs.graphed import AUTHOR, PMO, TEAM, Graphed, graphed
from tests.rehearsal.playing import CHANNEL

pytestmark = pytest.mark.timeout(60)
A_DAY = 24 * 3600
YESTERDAY = date(2026, 11, 25)


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Graphed]:
    async with graphed(migrated_url) as found_here:
        yield found_here


async def read(here: Graphed) -> AuditView:
    """As a PMO member reads it."""
    await here.stage.say(Person(PMO, "29:pmo", "pmo"), "audit")
    await here.stage.deliver_all()
    view = here.stage.teams.of("send")[-1].view
    assert isinstance(view, AuditView)
    return view


def amiss(view: AuditView) -> dict[str, int]:
    return {one.kind: one.count for one in view.amiss}


async def counts(here: Graphed) -> None:
    await here.look()
    await count.run(here.ports)


async def test_each_day_is_told_as_teams_holds_it_and_as_we_do(here: Graphed) -> None:
    root = await here.post()
    await here.reply(root)
    await here.look()
    await here.act("clock", advance_seconds=A_DAY)
    assert amiss(await read(here))["uncounted"] == 1, "yesterday is over, and was not counted yet"
    await counts(here)
    view = await read(here)
    assert view.days == (CountedDay(YESTERDAY, 1, 1, 1, 1, missing=0, gone=0, late=0, mended=2),)
    assert amiss(view) == {"mended": 2}


async def test_what_we_lack_and_what_teams_lacks_is_amiss(here: Graphed) -> None:
    root = await here.post()
    await here.look()
    ours = PostArrived(
        here.envelope(f"{CHANNEL};messageid=1795568400001", "1795568400001", here.ports.now()),
        f"{CHANNEL};messageid=1795568400001", "1795568400001", Person(AUTHOR, "29:a", "a"), "消された投稿です。",
    )  # fmt: skip
    await here.told(ours)
    await here.act("clock", advance_seconds=A_DAY)
    there = frozenset({root, "1795568400002"})

    def hold(tx: Transaction) -> None:
        community = tx.communities[TEAM].community
        day_counts.hold(tx, community, CHANNEL, YESTERDAY, There(there, frozenset(), there))

    await here.stage.store.transact(hold, here.ports.now())
    view = await read(here)
    assert (view.days[0].posts, view.days[0].missing, view.days[0].gone) == (2, 1, 1)
    assert (amiss(view)["missing"], amiss(view)["gone"]) == (1, 1)
    assert view.amiss[0].kind == "missing", "the worst comes first"


async def test_lost_consent_comes_first(here: Graphed) -> None:
    await here.post()
    await counts(here)
    await here.stage.store.transact(lambda tx: consents.keep(tx, TEAM, ()), here.ports.now())
    first, *_ = (await read(here)).amiss
    assert first == Amiss("no-consent", 1)
