"""Links to pages for one person end; what was kept of them goes."""

from __future__ import annotations

from datetime import timedelta

from jobs.ports import Ports
from models.db import papers

TRIGGER = timedelta(minutes=10)


async def run(ports: Ports) -> int:
    """Let go of every link that is over. Returns how many."""
    return await ports.store.transact(papers.sweep, ports.now())
