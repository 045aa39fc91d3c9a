"""Who had a follow-up open is forgotten after some minutes."""

from __future__ import annotations

from datetime import timedelta

from jobs.ports import Ports
from models.db import looking

TRIGGER = timedelta(minutes=1)


async def run(ports: Ports) -> int:
    """Forget every look that is over. Returns how many."""
    return await ports.store.transact(looking.forget, ports.now())
