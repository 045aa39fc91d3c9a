"""Claims that were not followed by an answer go back to the pool, silently."""

from __future__ import annotations

from datetime import timedelta

from jobs.ports import Ports
from models.becoming import expired
from models.db import due
from models.db.transaction import Transaction
from models.follow_up import Decision

TRIGGER = timedelta(seconds=5)
AT_ONCE = 50


async def run(ports: Ports) -> int:
    """Release every claim that is over. Returns how many."""
    total = 0
    if not await ports.store.read(due.is_any_claim, ports.now()):
        return total
    while (count := await ports.store.transact(_expire_some, ports.now())) > 0:
        total += count
    return total


def _expire_some(tx: Transaction) -> int:
    found = due.claims(tx, AT_ONCE)
    for follow_up in found:
        tx.apply(follow_up, Decision(expired(follow_up, tx.now)))
    return len(found)
