"""The power goes at any moment; the bot comes back on the same database."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.processes.bot import AUTHORS, Scene, audit_of, cards_taken, has_reacted, nudged, scene, until

KILLS = 6
POSTS_A_LIFE = 2
A_NUDGE_S_WAIT = 35 * 60
"""Seconds of the community's time: longer than a newcomer waits for a receipt."""


async def live_and_die(here: Scene, chance: random.Random) -> list[str]:
    """One life of the bot: posts arrive, nudges come due, and it is killed. Returns the posts to which it said 200."""
    await here.bot.start()
    await here.player.act("clock", advance_seconds=A_NUDGE_S_WAIT)
    arriving = [asyncio.create_task(here.post(author)) for author in chance.sample(AUTHORS, POSTS_A_LIFE)]
    await asyncio.sleep(chance.choice([chance.uniform(0.0, 0.1), chance.uniform(0.1, 1.0)]))
    await here.bot.kill()
    return [post for post in await asyncio.gather(*arriving) if post is not None]


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_a_bot_that_is_killed_again_and_again_misses_no_post_and_nudges_nobody_twice(
    database_url: str, tmp_path: Path
) -> None:
    chance = random.Random(20261130)
    async with scene(database_url, tmp_path) as here:
        for kind, seconds in (("react", 0.15), ("send", 0.3), ("create", 0.1)):
            await here.player.act("faults", answer="slow", seconds=seconds, kind=kind, count=10_000)
        kept = [post for _ in range(KILLS) for post in await live_and_die(here, chance)]
        await here.bot.start()

        async def somebody_was_nudged() -> bool:
            """Cards that were on their way at a kill may all be lost: time goes on until the ladder brings others."""
            await here.player.act("clock", advance_seconds=A_NUDGE_S_WAIT)
            return bool(await cards_taken(here))

        await until(lambda: has_reacted(database_url), within=90)
        await until(somebody_was_nudged, within=90, every=3)
        reacted, cards = await here.reacted(), await cards_taken(here)
        assert await here.bot.stop() == 0
        after = audit_of(database_url)
        assert len(kept) <= after.posts <= KILLS * POSTS_A_LIFE
        assert {reacted[post] for post in kept} == {1}
        assert after.undelivered == 0
        assert cards <= nudged(database_url).ordered, "none was sent twice"
