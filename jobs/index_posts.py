"""New and changed posts are made findable, and deleted ones forgotten: after they came, never while they come."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from jobs.ports import Ports
from models.db import word_index

TRIGGER = timedelta(seconds=5)
AT_ONCE = 10
"""On SQLite an arriving post waits while these are written."""


async def run(ports: Ports) -> int:
    """Index every post that is not, or no longer, indexed as it is. Returns how many."""
    total = 0
    while read := await ports.store.read(partial(word_index.unindexed, at_most=AT_ONCE), ports.now()):
        total += await ports.store.transact(partial(word_index.keep, read=read), ports.now())
    return total
