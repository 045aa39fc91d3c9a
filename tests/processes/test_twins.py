"""Two real processes on one PostgreSQL: what one of them may do, the other does not do again."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from models.db.outbox import REACTION_EVERY
from tests.postgres import Server
from tests.processes.bot import AUTHORS, cards_taken, has_reacted, nudged, scene, until


@pytest.mark.long
@pytest.mark.postgres
async def test_two_bots_react_and_nudge_once(postgres: Server, tmp_path: Path) -> None:
    with postgres.database() as database_url:
        async with scene(database_url, tmp_path) as here:
            await here.bot.start()
            twin = here.bot.twin()
            await twin.start()
            try:
                began = time.monotonic()
                posts = await asyncio.gather(*map(here.post, AUTHORS))

                await until(lambda: has_reacted(database_url))
                paced = REACTION_EVERY.total_seconds() * (len(posts) - 1)
                assert time.monotonic() - began >= paced, "together they keep the pace"
                await here.player.act("clock", advance_seconds=31 * 60)

                async def all_nudged() -> bool:
                    return nudged(database_url).told >= len(posts)

                await until(all_nudged)
            finally:
                assert await twin.stop() == 0
            assert await here.bot.stop() == 0
            assert len(await here.journal("react")) == len(posts)
            assert await cards_taken(here) == nudged(database_url).ordered
