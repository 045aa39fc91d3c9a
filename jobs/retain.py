"""What people wrote goes when it is old enough (``retain_text_for`` of the community file); the figures stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.db import texts, trail
from models.db.transaction import Transaction

log = structlog.get_logger(__name__)

TRIGGER = timedelta(hours=1)


async def run(ports: Ports) -> int:
    """Let every text go that is too old. Returns how many went."""
    now = ports.now()
    limits = await ports.store.read(partial(_limits, now=now), now)
    total = 0
    for community, before in limits.items():
        while went := await ports.store.transact(partial(texts.go_by_age, community=community, before=before), now):
            total += went
    if limits:
        oldest = min(limits.values())
        total += await ports.store.transact(partial(texts.forget_early, before=oldest), now)
    await ports.store.transact(trail.sweep, now)
    if total:
        log.info("Texts went by age.", texts=total)
    return total


def _limits(tx: Transaction, now: datetime) -> dict[str, datetime]:
    """Before when a text of each community is too old."""
    return {
        community_id: now - settled.community.rules.retain_text_for for community_id, settled in tx.communities.items()
    }
