"""What Graph tells us is heeded: a channel in which something changed is looked at, a subscription is seen to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

import structlog
from structlog.contextvars import bound_contextvars

from jobs.ports import Ports
from models import correlation
from models.db import subscriptions
from models.db.subscriptions import Row
from models.db.transaction import Transaction
from models.notices import Life, Notice

log = structlog.get_logger(__name__)

Look = Callable[[str, str], None]
"""Asks for a look at a community's channel soon; returns at once."""

AT_MOST = 10_000
"""Different notices that wait at once; there are about as many as channels. What is more is found by reconcile."""


class Inbox:
    """Notices that wait. The same one a hundred times is one."""

    def __init__(self) -> None:
        self._waiting: dict[Notice, None] = {}
        self._woken = asyncio.Event()

    def note(self, notice: Notice) -> None:
        if len(self._waiting) < AT_MOST:
            self._waiting[notice] = None
        self._woken.set()

    async def taken(self) -> tuple[Notice, ...]:
        """What waits, as soon as something does; the caller's to heed."""
        await self._woken.wait()
        self._woken.clear()
        taken, self._waiting = tuple(self._waiting), {}
        return taken


async def serve(ports: Ports, inbox: Inbox, look: Look) -> None:
    """Heed notices until cancelled. One that a fault of ours loses is made up for by reconcile."""
    while True:
        notices = await inbox.taken()
        with correlation.within(correlation.new()), bound_contextvars(job="heed"):
            try:
                await heed(ports, notices, look)
            except Exception:
                log.exception("Notices of Graph could not be heeded; reconcile finds what changed.", count=len(notices))


async def heed(ports: Ports, notices: Sequence[Notice], look: Look) -> None:
    """Heed some notices. One of an unknown subscription, or of another tenant, is left alone and logged.

    Graph may tell of a subscription before it has answered that there is one, which is no fault of anybody's.
    """
    ids = {notice.subscription_id for notice in notices}
    rows = await ports.store.read(partial(_known, ids=ids), ports.now())
    ours = [(notice, rows[notice.subscription_id]) for notice in notices if _is_ours(notice, rows)]
    if befallen := [(row, notice.life) for notice, (row, _) in ours if notice.life]:
        await ports.store.transact(partial(_befell, befallen=befallen), ports.now())
    for notice, (row, _) in ours:
        log.debug("Graph told of a channel.", channel=row.channel_id, life=notice.life)
        if notice.life is not Life.REAUTHORIZE:
            look(row.community_id, row.channel_id)


_Known = tuple[Row, str]
"""A row, and the tenant of its community in lower case."""


def _known(tx: Transaction, ids: set[str]) -> dict[str, _Known]:
    found = subscriptions.known_as(tx, ids)
    return {
        one: (row, tx.communities[row.community_id].community.tenant_id.lower())
        for one, row in found.items()
        if row.community_id in tx.communities
    }


def _is_ours(notice: Notice, rows: dict[str, _Known]) -> bool:
    known = rows.get(notice.subscription_id)
    if known is None:
        log.info("A notification is of a subscription that we do not have yet.", subscription=notice.subscription_id)
        return False
    if notice.tenant_id != known[1]:
        log.warning("A notification is of another tenant.", subscription=notice.subscription_id)
        return False
    return True


def _befell(tx: Transaction, befallen: Sequence[tuple[Row, Life]]) -> None:
    for row, life in befallen:
        subscriptions.befell(tx, row, life)
