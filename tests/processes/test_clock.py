"""The bot follows the clock it is told of, and keeps the machine's time for what goes by the machine's."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from models.db.outbox import REACTION_EVERY
from tests.processes.bot import Scene, audit_of, has_reacted, scene, until

pytestmark = pytest.mark.long
Answer = Callable[[], web.Response]
START, LATER = "2026-11-25T01:00:00Z", "2026-11-25T01:31:00Z"
"""A working morning in Tokyo; after a newcomer's wait for a receipt."""

GARBAGE: list[object] = [
    [], None, {}, {"now": LATER}, {"now": None, "rate": 1}, {"now": "soon", "rate": 1}, {"now": LATER[:-1], "rate": 1},
    {"now": "9999-12-31T23:59:59Z", "rate": 1}, {"now": LATER, "rate": -1}, {"now": LATER, "rate": "fast"},
    {"now": LATER, "rate": 10**400},
]  # fmt: skip


@asynccontextmanager
async def clock(answers: list[web.Response], then: Answer) -> AsyncIterator[tuple[str, web.AppRunner]]:
    """A clock at an address; it gives each answer once, and then always the last."""
    waiting = iter(answers)

    async def tell(_request: web.Request) -> web.Response:
        return next(waiting, None) or then()

    app = web.Application()
    app.router.add_get("/clock", tell)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/clock", runner
    finally:
        await runner.cleanup()


def shows(now: str, rate: float) -> web.Response:
    return web.json_response({"now": now, "rate": rate})


async def is_nudged(here: Scene) -> bool:
    return bool(await here.journal("send"))


async def test_the_bot_nudges_when_the_clock_that_it_follows_says_so(database_url: str, tmp_path: Path) -> None:
    async with scene(database_url, tmp_path) as here:
        await here.bot.start()
        await here.post()
        assert not await is_nudged(here)
        await here.player.act("clock", advance_seconds=31 * 60)
        await until(lambda: is_nudged(here))
        await here.player.act("clock", rate=300)
        began = time.monotonic()
        for _ in range(4):
            await here.post()
        await here.player.act("faults", answer="slow", seconds=2, kind="send", count=3)
        await until(lambda: has_reacted(database_url))
        paced = REACTION_EVERY.total_seconds() * 3
        assert time.monotonic() - began >= paced, "the pace of reactions is of real seconds"
        assert audit_of(database_url).uncertain == 0, "and so are leases"
        assert await here.bot.stop() == 0


async def test_garbage_from_the_clock_changes_nothing_and_the_next_good_word_counts(tmp_path: Path) -> None:
    garbage = [
        web.Response(status=500, text="no"),
        web.Response(text="no JSON", content_type="application/json"),
        web.Response(text="no JSON at all"),
        *map(web.json_response, GARBAGE),
    ]
    database_url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with (
        clock([*garbage, shows(START, 1)], lambda: shows(LATER, 1)) as (url, _),
        scene(database_url, tmp_path, CLOCK_URL=url) as here,
    ):
        await here.bot.start()
        await here.post()
        await until(lambda: is_nudged(here))


async def test_the_community_s_time_goes_on_when_the_clock_is_gone(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with (
        clock([], lambda: shows(START, 600)) as (url, runner),
        scene(database_url, tmp_path, CLOCK_URL=url) as here,
    ):
        await here.bot.start()
        await here.post()
        assert not await is_nudged(here)
        await runner.cleanup()
        await until(lambda: is_nudged(here))
        assert await here.bot.stop() == 0
