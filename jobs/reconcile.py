"""What Teams holds is read through Graph, and what did not reach us is handled as if Teams had brought it.

Nothing is missed for longer than this: whatever happens to Teams' deliveries, the next look finds it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from jobs.ports import FromGraph, Ports
from models.db import forgetting, reconciled
from models.db.reconciled import Reading, Watched
from models.history import Lost, Thread
from models.outgoing import RetryLater, Undeliverable
from models.reconciling import Held, Place, differences, said

log = structlog.get_logger(__name__)

TRIGGER = timedelta(minutes=2)
AT_START = True
"""The bot was away."""
AT_ONCE = 8
"""Threads that are taken in together."""
THREADS = "threads"
"""How many threads changed, among the counted events."""
ROUNDS = 3
"""How often a thread is held against Graph: what Teams told before its message comes to light with the message."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel to look at."""

    place: Place
    group_id: str

    @property
    def community_id(self) -> str:
        return self.place.team_id

    @property
    def id(self) -> str:
        return self.place.channel_id


@dataclass(slots=True)
class Found:
    """What a look at a channel found: threads that changed, and the events that we did not have, by their kinds.

    ``busy``: another process is at it. ``refused``: why it could not be read to its end.
    """

    community_id: str
    channel_id: str
    counted: Counter[str] = field(default_factory=Counter)
    busy: bool = False
    refused: str = ""


async def run(ports: Ports) -> list[Found]:
    """Look at every watched channel, as far as it changed since the last look."""
    if ports.graph is None:
        return []
    return list(await asyncio.gather(*(look(ports, channel, settle=True) for channel in await channels(ports))))


async def channels(ports: Ports) -> list[Channel]:
    """Every channel that is watched, in every community that can be read."""
    graph = _graph(ports)
    found = []
    for one in await ports.store.read(reconciled.watched, ports.now()):
        ids = sorted(one.channels) or await _of_team(graph, one)
        found += [Channel(replace(one.place, channel_id=channel_id), one.group_id) for channel_id in ids]
    return found


async def channel_of(ports: Ports, community_id: str, channel_id: str) -> Channel | None:
    """One channel; ``None`` where it is not watched, or cannot be read."""
    for one in await ports.store.read(reconciled.watched, ports.now()):
        if one.place.team_id == community_id and (not one.channels or channel_id in one.channels):
            return Channel(replace(one.place, channel_id=channel_id), one.group_id)
    return None


async def look(ports: Ports, channel: Channel, since: datetime | None = None, *, settle: bool = False) -> Found:
    """Take in what changed in a channel since the last look, or ``since`` a moment: then the last look stays the last.

    ``settle``: what changed shortly before the last look is held against Graph once more. Teams may have told of it
    since, late and of a state that is over. What Graph refuses is said to an operator once, and tried again with the
    next look.
    """
    found = Found(channel.community_id, channel.id)
    take = partial(reconciled.lease, community_id=channel.community_id, channel_id=channel.id)
    reading = await ports.store.transact(take, ports.now())
    if reading is None:
        found.busy = True
        return found
    code = None
    try:
        await _read(ports, channel, reading, since, found.counted)
        if settle and since is None and reading.complete_at is not None:
            threads = found.counted[THREADS]
            await _read(ports, channel, reading, reading.safe_moment, found.counted)
            found.counted[THREADS] = threads
    except RetryLater as later:
        found.refused = str(later)
        log.info("Graph asks to come later; the next look goes on.", channel=channel.id, reason=str(later))
    except Undeliverable as no:
        code, found.refused = no.code, str(no)
    finally:
        go = partial(reconciled.let_go, reading=reading, refused=code)
        is_new = await ports.store.transact(go, ports.now())
    if is_new:
        log.error("Graph refuses to show a channel.", community=channel.community_id, channel=channel.id, code=code)
    return found


async def _read(
    ports: Ports, channel: Channel, reading: Reading, since: datetime | None, counted: Counter[str]
) -> None:
    """Page by page; each is kept in mind when it is taken in, so that a look that is cut goes on where it was."""
    history = _graph(ports).history
    token = reading.token if since is None else None
    begin = since or reading.safe_moment
    started = ports.now()
    while True:
        looked_at = ports.now()
        try:
            page = await history.changed(channel.group_id, channel.id, begin, token)
        except Lost:
            log.warning("Graph does not know where we stopped; the look starts over.", channel=channel.id)
            token, begin, started = None, since or reading.safe_moment, looked_at
            continue
        counted += await take_in(ports, channel, page.threads, reading.since, looked_at)
        token = page.next or page.token
        if since is None:
            complete_at = None if page.next else started
            keep = partial(reconciled.read_on, reading=reading, token=token, complete_at=complete_at)
        else:
            keep = partial(reconciled.renew, reading=reading)
        await ports.store.transact(keep, ports.now())
        if page.next is None:
            return


async def take_in(
    ports: Ports, channel: Channel, threads: Sequence[Thread], since: datetime, looked_at: datetime
) -> Counter[str]:
    """Handle what of some threads the ledger does not hold. Returns the events by their kinds, and ``threads``.

    Threads from before ``since`` are let be, unless the ledger has them. ``looked_at``: when Graph was asked for them.
    Who asked to be forgotten stays so, and so do texts that went by age, whatever Teams still holds of them.
    """
    mask = await ports.store.read(partial(forgetting.mask, community_id=channel.community_id), ports.now())
    by_id = {channel.place.thread_id(thread.root.message_id): mask.thread(thread) for thread in threads}
    held = await holds(ports, by_id)
    ours = [one for one, thread in by_id.items() if held[one].post is not None or thread.root.written_at >= since]
    gate, found = asyncio.Semaphore(AT_ONCE), Counter({THREADS: len(ours)})

    async def one(thread_id: str) -> None:
        async with gate:
            try:
                found.update(await _agree(ports, channel, by_id[thread_id], held[thread_id], looked_at))
            except Exception:
                log.exception(
                    "A thread could not be taken in; the daily count names what is missing.", thread=thread_id
                )

    await asyncio.gather(*(one(thread_id) for thread_id in ours))
    return found


async def _agree(ports: Ports, channel: Channel, thread: Thread, held: Held, looked_at: datetime) -> Counter[str]:
    """Hand in the differences of one thread until there are none. Returns them by their kinds."""
    found = Counter[str]()
    thread_id = channel.place.thread_id(thread.root.message_id)
    for _ in range(ROUNDS):
        events = differences(thread, held, channel.place, looked_at)
        for event in events:
            await _graph(ports).take(event)
            found[type(event).__name__] += 1
        if not events:
            break
        held = (await holds(ports, {thread_id: thread}))[thread_id]
    return found


async def holds(ports: Ports, threads: Mapping[str, Thread]) -> Mapping[str, Held]:
    """What the ledger holds of threads, by their ids."""
    calls = {thread_id: thread.calls for thread_id, thread in threads.items() if thread.calls}
    return await ports.store.read(partial(reconciled.held, thread_ids=tuple(threads), calls=calls), ports.now())


async def without_commands(ports: Ports, channel: Channel, threads: Sequence[Thread]) -> list[Thread]:
    """Threads that were taken in, less what was asked of the bot alone."""
    asking = {channel.place.thread_id(one.root.message_id): one for one in threads if one.calls}
    held = await holds(ports, asking) if asking else {}
    found = (said(one, held.get(channel.place.thread_id(one.root.message_id), Held())) for one in threads)
    return [one for one in found if one is not None]


def _graph(ports: Ports) -> FromGraph:
    assert ports.graph is not None, "asked without Graph"
    return ports.graph


async def _of_team(graph: FromGraph, watched: Watched) -> Sequence[str]:
    try:
        return await graph.history.channels(watched.group_id)
    except RetryLater as later:
        log.info("Graph asks to come later for a team's channels.", community=watched.place.team_id, reason=str(later))
    except Undeliverable as no:
        log.error("Graph refuses to name a team's channels.", community=watched.place.team_id, code=no.code)
    return ()
