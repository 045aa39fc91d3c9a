"""The list of posts where a word would mean most, on their Monday morning, for the executives who wish it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from jobs.ports import Ports
from models.db import touch_listing

TRIGGER = timedelta(seconds=30)


async def run(ports: Ports) -> int:
    """Look at every list that is due, each once over all processes. Returns how many cards were ordered."""
    told = 0
    for community_id, member_id in await ports.store.read(touch_listing.due, ports.now()):
        tell = partial(touch_listing.tell, community_id=community_id, member_id=member_id)
        told += await ports.store.transact(tell, ports.now())
    return told
