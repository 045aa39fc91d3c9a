"""The outbox is worked on: what is due is leased and carried out, several conversations at once.

Woken right after a commit that ordered something; by itself it looks when a pause ends or another process may have
died.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import structlog

from jobs.carry_out import carry_out
from jobs.ports import Ports
from models.db import outbox
from models.db.outbox import Leased

log = structlog.get_logger(__name__)

AT_ONCE = 8
LOOK_EVERY = timedelta(seconds=5)
"""At the latest: what another process left behind wakes nobody. A lease outlasts several such looks."""


async def serve(ports: Ports, woken: asyncio.Event) -> None:
    """Carry out effects until cancelled; what is in hand then is finished before this returns.

    ``woken`` is set when something was ordered.
    """
    ended = asyncio.Event()
    work = asyncio.create_task(_work(ports, woken, ended))
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        ended.set()
        woken.set()
        await work
        raise


async def run(ports: Ports) -> datetime | None:
    """Carry out all that is due.

    Returns when something more comes due, by the machine's clock; ``None`` when nothing is known to.
    """
    hands = Hands(ports)
    try:
        while True:
            again_at = await hands.take_up()
            if not hands.held:
                return again_at
            await asyncio.wait(hands.held, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await hands.emptied()


class Hands:
    """What this process is carrying out. ``when_free`` is called each time that an effect came to its end."""

    def __init__(self, ports: Ports, when_free: Callable[[], None] = lambda: None) -> None:
        self.held: dict[asyncio.Task[None], Leased] = {}
        self._ports = ports
        self._when_free = when_free

    async def take_up(self) -> datetime | None:
        """Lease what is due, as far as hands are free, and begin with it. Returns when to look again.

        A call that takes long keeps its lease: only what a dead process held may be taken over.
        """
        since = self._ports.wall() - LOOK_EVERY
        slow = [effect.seq for effect in self.held.values() if effect.leased_at <= since]
        asked = partial(outbox.lease, at_most=max(AT_ONCE - len(self.held), 0), renew=slow)
        lease = await self._ports.store.transact(asked, self._ports.now())
        for effect in lease.effects:
            task = asyncio.create_task(carry_out(self._ports, effect))
            self.held[task] = effect
            task.add_done_callback(self._let_go)
        return lease.look_again_at

    async def emptied(self) -> None:
        """Wait for what is in hand."""
        if self.held:
            await asyncio.wait(self.held)

    def _let_go(self, task: asyncio.Task[None]) -> None:
        del self.held[task]
        self._when_free()


async def _work(ports: Ports, woken: asyncio.Event, ended: asyncio.Event) -> None:
    hands = Hands(ports, when_free=woken.set)
    while not ended.is_set():
        woken.clear()
        try:
            again_at = await hands.take_up()
        except Exception:
            log.exception("The outbox could not be worked on; it is tried again.")
            again_at = None
        pause = LOOK_EVERY if again_at is None else min(max(again_at - ports.wall(), timedelta()), LOOK_EVERY)
        with suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), pause.total_seconds())
    await hands.emptied()
