"""Nudges that are due are put into the outbox: each step once, over any number of processes."""

from __future__ import annotations

from datetime import timedelta

import structlog

from jobs.ports import Ports
from models.db import due, people
from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.nudging import nudge

log = structlog.get_logger(__name__)

TRIGGER = timedelta(seconds=1)
AT_ONCE = 50


async def run(ports: Ports) -> int:
    """Take every step that is due. Returns how many follow-ups were nudged."""
    total = 0
    while True:
        changed, nudged = await ports.store.transact(_nudge_some, ports.now())
        total += nudged
        if changed < AT_ONCE:
            break
    if total:
        log.info("Follow-ups were nudged.", count=total)
    return total


def _nudge_some(tx: Transaction) -> tuple[int, int]:
    """How many follow-ups were looked at and moved on, and how many of these were nudged.

    One that a fault of ours keeps from being nudged keeps no other from it: it stays due, and the log says so.
    """
    changed = nudged = 0
    loads: dict[str, dict[str, int]] = {}
    for follow_up in due.nudges(tx, AT_ONCE):
        try:
            after = _nudge(tx, follow_up, loads)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            log.exception("A follow-up could not be nudged.", follow_up=follow_up.id)
            continue
        changed += after.version > follow_up.version
        nudged += after.nudges > follow_up.nudges
    return changed, nudged


def _nudge(tx: Transaction, follow_up: FollowUp, loads: dict[str, dict[str, int]]) -> FollowUp:
    community = tx.communities[follow_up.community_id].community
    if not follow_up.owners and community.id not in loads:
        loads[community.id] = people.loads(tx, community.id)
    after = tx.apply(follow_up, nudge(follow_up, community, tx.now, loads.get(community.id, {})))
    for owner in after.owners if not follow_up.owners else ():
        loads[community.id][owner] = loads[community.id].get(owner, 0) + 1
    return after
