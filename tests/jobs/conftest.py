"""A stage for every test of what the clock does, with the bot in its team."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

import pytest
from sqlalchemy import delete

from models.db import calm
from models.db.tables.outbox import outbox
from models.incoming import Installed
from tests.stage import DANA, HANA, KEN, MAKOTO, MIO, TEAM, Stage, staged


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        await without_greeting(made)
        await without_mornings(made)
        yield made


async def without_greeting(stage: Stage) -> None:
    """Who added the app is not greeted, so that the outbox holds what a test orders."""
    await stage.store.transact(lambda tx: tx.execute(delete(outbox)), stage.clock.now)


async def without_mornings(stage: Stage) -> None:
    """Nobody's day begins with a card, so that each card of a test is there for the reason that the test tells."""
    for member in (HANA, KEN, MIO, DANA, MAKOTO):
        off = partial(calm.turn_mornings, community_id=TEAM, member_id=member.id, off=True)
        await stage.store.transact(off, stage.clock.now)
