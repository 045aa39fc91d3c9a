"""Several processes on one database: each with a store of its own, all with the stage's Teams and clocks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, closing, suppress
from dataclasses import replace

from jobs import deliver
from jobs.ports import Ports
from models.db.store import Store
from tests.stage import Stage


@asynccontextmanager
async def processes(
    stage: Stage, migrated_url: str, count: int, on_effects: Callable[[], None] = lambda: None
) -> AsyncIterator[list[Ports]]:
    """``count`` of them, none of which knows of the others. ``on_effects``: called when one ordered something."""
    with ExitStack() as open_stores:
        made = (
            Store(migrated_url, wall=lambda: stage.clock.wall, on_effects=on_effects, durable=False)
            for _ in range(count)
        )
        stores = [open_stores.enter_context(closing(store)) for store in made]
        yield [replace(stage.ports, store=store) for store in stores]


@asynccontextmanager
async def serving(ports: Ports) -> AsyncIterator[asyncio.Event]:
    """The outbox is worked on while the block runs. Yields what wakes it."""
    woken = asyncio.Event()
    work = asyncio.create_task(deliver.serve(ports, woken))
    try:
        yield woken
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


async def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds, ten seconds at most."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 (what is waited for is told by nobody)
            await asyncio.sleep(0.005)
