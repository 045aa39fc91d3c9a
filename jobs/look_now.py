"""Looks at channels that somebody asks for: soon, at most one a second and channel, however often it is asked."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from jobs.ports import Ports
from jobs.reconcile import Channel, Found, channel_of, look

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=1)
"""Between the beginnings of two looks at one channel."""
PATIENCE = 60
"""How often it is tried while another process reads the channel: longer than a lease lasts. Then reconcile finds it."""


class LookNow:
    """Use ``aclose`` at the end. Looks at different channels do not wait for each other."""

    def __init__(self, ports: Ports, every: timedelta = EVERY) -> None:
        self._ports = ports
        self._every = every.total_seconds()
        self._asked: set[tuple[str, str]] = set()
        self._at_it: dict[tuple[str, str], asyncio.Task[None]] = {}

    def __call__(self, community_id: str, channel_id: str) -> None:
        """Ask for a look that begins from now on; returns at once."""
        which = community_id, channel_id
        self._asked.add(which)
        if which not in self._at_it and self._ports.graph is not None:
            self._at_it[which] = asyncio.create_task(self._looks(which))

    async def idle(self) -> None:
        """Wait until all that was asked for is done."""
        while self._at_it:
            await asyncio.wait(tuple(self._at_it.values()))

    async def aclose(self) -> None:
        """Drop what is asked for: reconcile does it when the bot is back."""
        going = tuple(self._at_it.values())
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)

    async def _looks(self, which: tuple[str, str]) -> None:
        try:
            while which in self._asked:
                began = asyncio.get_running_loop().time()
                self._asked.discard(which)
                await self._look(which)
                await asyncio.sleep(max(0.0, began + self._every - asyncio.get_running_loop().time()))
        except Exception:
            log.exception("A look that was asked for failed; the next one comes.", channel=which[1])
        finally:
            del self._at_it[which]

    async def _look(self, which: tuple[str, str]) -> None:
        channel = await channel_of(self._ports, *which)
        if channel is None:
            return
        await look_patiently(self._ports, channel, pause=self._every)


async def look_patiently(
    ports: Ports, channel: Channel, since: datetime | None = None, *, pause: float = EVERY.total_seconds()
) -> Found:
    """Look at a channel, as soon as no other process is reading it."""
    for _ in range(PATIENCE):
        if not (found := await look(ports, channel, since)).busy:
            return found
        await asyncio.sleep(pause)
    return await look(ports, channel, since)
