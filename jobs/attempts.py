"""What the bot posted of attempts is entered into the ledger, and what came to it early is handled."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from jobs.ports import Ports
from models.db import attempts

TRIGGER = timedelta(seconds=5)
AT_ONCE = 20


async def run(ports: Ports) -> int:
    """Enter what Teams has and the ledger not yet. Returns how many posts that were."""
    found = await ports.store.read(partial(attempts.to_enter, at_most=AT_ONCE), ports.now())
    for event in found:
        if ports.take is not None:
            await ports.take(event)
        await ports.store.transact(partial(attempts.entered, event=event), ports.now())
    return len(found)
