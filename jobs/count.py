"""The daily count: after midnight, what Teams holds of yesterday and what we hold are held against each other, by id.

What is missing is taken in by the way; days that differ still are counted again. So even what the looks every two
minutes overlooked is found, and it is shown that nothing is missing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial

import structlog

from jobs import reconcile
from jobs.ports import Ports
from jobs.reconcile import Channel
from models.counting import There, bounds, of_day
from models.db import day_counts, reconciled
from models.db.day_counts import Day
from models.db.reconciled import Reading
from models.db.transaction import Transaction
from models.history import Lost, Thread
from models.outgoing import RetryLater, Undeliverable

log = structlog.get_logger(__name__)

TRIGGER = timedelta(minutes=1)
AT_START = True
PATIENCE = 30
"""How many seconds the count waits for a look to end; else its next turn comes."""


async def run(ports: Ports) -> list[Day]:
    """Count every day that is due, of every watched channel."""
    if ports.graph is None:
        return []
    counted: list[Day] = []
    for channel in await _due(ports):
        counted += await _count(ports, channel)
    return counted


async def _due(ports: Ports) -> list[Channel]:
    """The channels that have a day to be counted; Graph is not asked for it."""
    watched = await ports.store.read(reconciled.read_channels, ports.now())
    found = [await reconcile.channel_of(ports, community_id, channel_id) for community_id, channel_id in watched]
    return [one for one in found if one is not None and await _has_due(ports, one)]


async def _has_due(ports: Ports, channel: Channel) -> bool:
    days: tuple[date, ...] = await ports.store.read(partial(_days, channel=channel), ports.now())
    return len(days) > 0


def _days(tx: Transaction, channel: Channel) -> tuple[date, ...]:
    return day_counts.due(tx, channel.community_id, channel.id)


async def _count(ports: Ports, channel: Channel) -> list[Day]:
    """Read all that changed since the first day that is due, take it in, and count."""
    reading = await _leased(ports, channel)
    if reading is None:
        return []
    try:
        days = await ports.store.read(partial(_days, channel=channel), ports.now())
        return await _counted(ports, channel, reading, days) if days else []
    except (RetryLater, Undeliverable, Lost) as no:
        log.warning("A channel could not be counted; it is tried again.", channel=channel.id, reason=str(no))
        return []
    finally:
        await ports.store.transact(partial(reconciled.let_go, reading=reading), ports.now())


async def _leased(ports: Ports, channel: Channel) -> Reading | None:
    """The channel, as soon as the look that begins at the same time has ended; ``None``: it takes longer."""
    take = partial(reconciled.lease, community_id=channel.community_id, channel_id=channel.id)
    for _ in range(PATIENCE):
        if (reading := await ports.store.transact(take, ports.now())) is not None:
            return reading
        await asyncio.sleep(1)
    return None


async def _counted(ports: Ports, channel: Channel, reading: Reading, days: tuple[date, ...]) -> list[Day]:
    spans = await ports.store.read(partial(_spans, channel=channel, days=days, since=reading.since), ports.now())
    threads = await _read(ports, channel, reading, min(begin for begin, _ in spans.values()))
    counted = []
    for day, (begin, end) in spans.items():
        hold = partial(_hold, channel=channel, day=day, there=of_day(threads, begin, end))
        counted.append(await ports.store.transact(hold, ports.now()))
    for one in counted:
        _say(one)
    return counted


async def _read(ports: Ports, channel: Channel, reading: Reading, begin: datetime) -> list[Thread]:
    """The threads in which anything changed since, all taken in. So all that was written since is in them."""
    assert ports.graph is not None
    found, token, threads = Counter[str](), None, list[Thread]()
    while True:
        looked_at = ports.now()
        page = await ports.graph.history.changed(channel.group_id, channel.id, begin, token)
        found += await reconcile.take_in(ports, channel, page.threads, reading.since, looked_at)
        threads += await reconcile.without_commands(ports, channel, page.threads)
        await ports.store.transact(partial(reconciled.renew, reading=reading), ports.now())
        if page.next is None:
            return threads
        token = page.next


def _spans(
    tx: Transaction, channel: Channel, days: tuple[date, ...], since: datetime
) -> dict[date, tuple[datetime, datetime]]:
    """The part of each day that is ours."""
    zone = tx.communities[channel.community_id].community.time_zone
    found = {day: bounds(day, zone) for day in days}
    return {day: (max(begin, since), end) for day, (begin, end) in found.items()}


def _hold(tx: Transaction, channel: Channel, day: date, there: There) -> Day:
    return day_counts.hold(tx, tx.communities[channel.community_id].community, channel.id, day, there)


def _say(one: Day) -> None:
    """An operator hears of what Teams did not tell: consent that is lost looks like this."""
    where = {"community": one.community_id, "channel": one.channel_id, "day": one.day.isoformat()}
    count = one.count
    log.info("A day was counted.", posts=count.posts, replies=count.replies, missing=len(count.missing), **where)
    if count.mended or count.missing:
        log.error(
            "Graph holds posts that Teams never told: the bot was down, or the team's consent is lost.",
            never_told=len(count.mended) + len(count.missing),
            **where,
        )
    if not count.is_equal:
        log.error("A day differs from what Teams holds.", missing=count.missing, gone=count.gone, **where)
