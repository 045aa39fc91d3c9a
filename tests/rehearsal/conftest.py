"""A bot that only listens, and a rehearsal in front of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest

from rehearsal.options import Options
from rehearsal.server import running
from tests.rehearsal.playing import FakeBot, Player

QUICK = Options(port=0, opening=False, bot_timeout=timedelta(seconds=5))

Rehearse = Callable[[Options], Awaitable[Player]]


@pytest.fixture
async def bot() -> AsyncIterator[FakeBot]:
    async with FakeBot() as listening:
        yield listening


@pytest.fixture
async def rehearse(bot: FakeBot) -> AsyncIterator[Rehearse]:
    """Starts a rehearsal with these options, in front of the bot, on a free port."""
    async with AsyncExitStack() as stack:

        async def start(options: Options) -> Player:
            session = await stack.enter_async_context(aiohttp.ClientSession())
            here = await stack.enter_async_context(running(replace(options, bot_url=bot.url)))
            return Player(session, here)

        yield start


@pytest.fixture
async def player(rehearse: Rehearse) -> Player:
    return await rehearse(QUICK)


@pytest.fixture
async def signed(rehearse: Rehearse) -> Player:
    return await rehearse(replace(QUICK, signed=True))
