"""Nudges that are due are put into the outbox: each step once, over any number of processes."""

from __future__ import annotations

from datetime import timedelta

import structlog

from jobs.ports import Ports
from models.db import due, people
from models.db.transaction import Transaction
from models.nudging import nudge

log = structlog.get_logger(__name__)

TRIGGER = timedelta(seconds=1)
AT_ONCE = 50


async def run(ports: Ports) -> int:
    """Take every step that is due. Returns how many follow-ups were nudged."""
    total = 0
    while True:
        looked_at, nudged = await ports.store.transact(_nudge_some, ports.now())
        total += nudged
        if looked_at < AT_ONCE:
            break
    if total:
        log.info("Follow-ups were nudged.", count=total)
    return total


def _nudge_some(tx: Transaction) -> tuple[int, int]:
    nudged = 0
    found = due.nudges(tx, AT_ONCE)
    loads: dict[str, dict[str, int]] = {}
    for follow_up in found:
        community = tx.communities[follow_up.community_id].community
        if not follow_up.owners and community.id not in loads:
            loads[community.id] = people.loads(tx, community.id)
        decision = nudge(follow_up, community, tx.now, loads.get(community.id, {}))
        after = tx.apply(follow_up, decision)
        if after.nudges > follow_up.nudges:
            nudged += 1
        for owner in after.owners if not follow_up.owners else ():
            loads[community.id][owner] = loads[community.id].get(owner, 0) + 1
    return len(found), nudged
