"""The history of the watched channels, as Graph still has it, is read into the ledger: page by page, to the end.

What is read is known by its ids; so a reading that is cut goes on at the page where it was, and nothing is twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from jobs.ports import FromGraph, Ports
from jobs.reconcile import Channel, channels, holds
from models.db import importing, reconciled
from models.history import Lost, Page, Thread
from models.importing import Reached, as_history
from models.incoming import Commanded
from models.outgoing import RetryLater, Undeliverable
from models.reconciling import Held, differences

log = structlog.get_logger(__name__)

AT_ONCE = 25
"""Threads of a channel that are taken in together."""
PATIENCE = 8
"""How often in a row a busy Graph is asked again."""
PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Imported:
    """A channel while it is read. ``resumed``: it goes on where it was cut; ``refused``: why it was not read on."""

    channel_id: str
    reached: Reached
    resumed: bool = False
    refused: str = ""


Tell = Callable[[Imported], None]
"""Gets each channel at its beginning, after each page and at its end."""


async def import_history(ports: Ports, since: datetime, tell: Tell, *, opens: bool) -> Sequence[Imported]:
    """Read what changed since a moment in every watched channel, all of them at once.

    ``opens``: posts of then are followed up as if they were found late; else nothing is owed for them.
    """
    graph = ports.graph
    assert graph is not None, "asked without Graph"
    found = await channels(ports)
    return await asyncio.gather(*(_Reading(ports, graph, one, opens, tell).to_its_end(since) for one in found))


@dataclass(slots=True)
class _Reading:
    """One channel's."""

    ports: Ports
    graph: FromGraph
    channel: Channel
    opens: bool
    tell: Tell
    ours_since: datetime | None = None
    """Posts from then on are no history: the bot was there."""

    async def to_its_end(self, since: datetime) -> Imported:
        store, now, where = self.ports.store, self.ports.now, (self.channel.community_id, self.channel.id)
        reached = await store.transact(lambda tx: importing.begin(tx, *where, since, opens=self.opens), now())
        self.ours_since = await store.read(lambda tx: reconciled.since_when(tx, *where), now())
        told = Imported(self.channel.id, reached, resumed=reached.token is not None)
        self.tell(told)
        try:
            while told.reached.complete_at is None:
                after = await self._page(told.reached)
                await store.transact(partial(importing.keep, where=where, reached=after), now())
                told = replace(told, reached=after)
                self.tell(told)
        except (RetryLater, Undeliverable) as no:
            told = replace(told, refused=str(no))
            self.tell(told)
        return told

    async def _page(self, reached: Reached) -> Reached:
        """Take in the next page. Where Graph does not know the place any more, the first."""
        looked_at = self.ports.now()
        try:
            page = await self._asked(reached)
        except Lost:
            log.warning("Graph does not know where we stopped; the history is read from the start.")
            return Reached(reached.since)
        events = await self._take_in(page.threads, looked_at)
        changes = [one.changed_at for thread in page.threads for one in (thread.root, *thread.replies)]
        return replace(
            reached,
            token=page.next,
            threads=reached.threads + len(page.threads),
            events=reached.events + events,
            first_at=min(filter(None, (reached.first_at, *changes)), default=None),
            last_at=max(filter(None, (reached.last_at, *changes)), default=None),
            complete_at=None if page.next else looked_at,
        )

    async def _asked(self, reached: Reached) -> Page:
        """One page; a busy Graph is waited for as long as it asks. Raises Lost, RetryLater or Undeliverable."""
        history, pause = self.graph.history, PAUSE
        for _ in range(PATIENCE):
            try:
                return await history.changed(self.channel.group_id, self.channel.id, reached.since, reached.token)
            except RetryLater as busy:
                log.info("Graph asks to come later.", channel=self.channel.id, reason=str(busy))
                await asyncio.sleep(max(busy.after or pause, pause).total_seconds())
                pause = min(pause * 2, LONGEST_PAUSE)
        return await history.changed(self.channel.group_id, self.channel.id, reached.since, reached.token)

    async def _take_in(self, threads: Sequence[Thread], looked_at: datetime) -> int:
        """Handle what of some threads the ledger does not hold. Returns how many events that were."""
        place = self.channel.place
        by_id = {place.thread_id(thread.root.message_id): thread for thread in threads}
        held = await holds(self.ports, by_id)
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(thread: Thread, known: Held) -> int:
            async with gate:
                told = differences(thread, known, place, looked_at)
                events = tuple(event for event in told if not isinstance(event, Commanded))
                if self.ours_since is None or thread.root.written_at < self.ours_since:
                    events = tuple(as_history(event, opens=self.opens) for event in events)
                if events:
                    await self.graph.take_together(events)
                return len(events)

        return sum(await asyncio.gather(*(one(thread, held[thread_id]) for thread_id, thread in by_id.items())))
