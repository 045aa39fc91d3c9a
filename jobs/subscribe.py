"""Graph is asked to tell us of changes in every watched channel, again and again: a subscription lives for days.

Without it nothing is missed, only found later: reconcile looks anyway.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.db import reconciled, subscriptions
from models.db.subscriptions import Row
from models.db.transaction import Transaction
from models.outgoing import RetryLater, Undeliverable
from models.subscribing import AFTER_NO, LIFE, Gone, Subscription, Subscriptions, pause_after

log = structlog.get_logger(__name__)

TRIGGER = timedelta(seconds=5)


async def run(ports: Ports) -> int:
    """Make, renew and end what is due. Returns how many channels were seen to."""
    graph = ports.subscriptions
    if graph is None:
        return 0
    wanted = await ports.store.read(_wanted, ports.now())
    if not await ports.store.read(partial(_is_settled, wanted=wanted, made_with=graph.made_with), ports.now()):
        await ports.store.transact(partial(_want, wanted=wanted, made_with=graph.made_with), ports.now())
    total = 0
    while await ports.store.read(subscriptions.is_due, ports.now()):
        row = await ports.store.transact(subscriptions.lease, ports.now())
        if row is None:
            break
        await _see_to(ports, graph, row)
        total += 1
    return total


Wanted = dict[str, tuple[str, ...]]
"""The channels to be told of, by community."""


def _wanted(tx: Transaction) -> Wanted:
    """Of communities that can be read; of others none. Where a file names no channels: those that were read so far."""
    found: Wanted = dict.fromkeys(tx.communities, ())
    for one in reconciled.watched(tx):
        community_id = one.place.team_id
        found[community_id] = tuple(sorted(one.channels or reconciled.channels_of(tx, community_id)))
    return found


def _is_settled(tx: Transaction, wanted: Wanted, made_with: str) -> bool:
    rows = subscriptions.all_of(tx)
    return all(subscriptions.is_settled(rows, one, channels, made_with) for one, channels in wanted.items())


def _want(tx: Transaction, wanted: Wanted, made_with: str) -> None:
    for community_id, channels in wanted.items():
        subscriptions.want(tx, community_id, channels, made_with)


async def _see_to(ports: Ports, graph: Subscriptions, row: Row) -> None:
    """One channel's subscription, whatever is due about it. Graph's no is kept, and asked about again."""
    try:
        settle = await _asked(ports, graph, row)
    except RetryLater as busy:
        settle = partial(subscriptions.later, row=row, pause=pause_after(row.attempts, busy.after))
    except Undeliverable as no:
        settle = partial(subscriptions.refused, row=row, code=no.code, pause=AFTER_NO)
        if row.refused != no.code:
            log.error(
                "Graph refuses to tell of changes; reconcile finds them alone, some minutes later.",
                community=row.community_id,
                channel=row.channel_id,
                code=no.code,
                reason=str(no),
            )
    await ports.store.transact(settle, ports.now())


async def _asked(ports: Ports, graph: Subscriptions, row: Row) -> partial[None]:
    """Ask Graph for what the row wants. Returns what is to be kept of the answer."""
    until = ports.now() + LIFE
    if not row.wanted:
        await _end(graph, row)
        return partial(subscriptions.ended, row=row)
    if row.subscription_id is None:
        group_id = await ports.store.read(lambda tx: tx.home(row.community_id).group_id, ports.now())
        held = await graph.create(group_id or "", row.channel_id, until)
        if row.refused is not None:
            log.info("Graph tells of changes again.", community=row.community_id, channel=row.channel_id)
        return _made(graph, row, held)
    try:
        return _made(graph, row, await graph.renew(row.subscription_id, until))
    except Gone:
        return partial(subscriptions.lost, row=row)


def _made(graph: Subscriptions, row: Row, held: Subscription) -> partial[None]:
    return partial(subscriptions.made, row=row, subscription=held, made_with=graph.made_with)


async def _end(graph: Subscriptions, row: Row) -> None:
    """Where Graph does not even let us end it, as after the app was removed, it ends by itself."""
    if row.subscription_id is None:
        return
    try:
        await graph.delete(row.subscription_id)
    except Undeliverable as no:
        log.info("A subscription is left to expire.", channel=row.channel_id, code=no.code)
