"""The team's roster is read daily, and at once when somebody came or went; nothing stays with who left."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.db import leaving, roster
from models.db.roster import Look
from models.outgoing import RetryLater, Undeliverable
from models.roster import NotGranted, why_not_believed

log = structlog.get_logger(__name__)

TRIGGER = timedelta(seconds=5)
AGAIN_IN = timedelta(hours=1)
"""After a refusal: a permission may be given, a file mended."""
SOON = timedelta(minutes=1)


async def run(ports: Ports) -> int:
    """Read every roster that is due, and pass on what is with somebody who left. Returns how many rosters were kept."""
    kept = 0
    for look in await ports.store.read(roster.due, ports.now()) if ports.roster else ():
        kept += await _look(ports, look)
    if await ports.store.read(leaving.is_any_left_behind, ports.now()):
        await ports.store.transact(leaving.let_go_left_behind, ports.now())
    return kept


async def _look(ports: Ports, look: Look) -> bool:
    """Read one roster, if no other process does. What fails half-way changes nothing."""
    asked_at = ports.now()
    if ports.roster is None or not await ports.store.transact(partial(roster.take, look=look), asked_at):
        return False
    try:
        found = await ports.roster.members(look.group_id)
    except RetryLater as asks:
        return await _failed(ports, look, str(asks), asks.after or SOON)
    except (NotGranted, Undeliverable) as refused:
        return await _failed(ports, look, str(refused), AGAIN_IN)
    written = await ports.store.read(lambda tx: tx.communities[look.community_id].written, asked_at)
    if doubt := why_not_believed(found, written):
        return await _failed(ports, look, f"the roster was not believed: {doubt}", AGAIN_IN)
    new = await ports.store.transact(partial(roster.looked, look=look, found=found, asked_at=asked_at), ports.now())
    if new is not None:
        counts = {"joined": len(new.joined), "left": len(new.left), "renamed": len(new.renamed)}
        log.info("A team's roster was read.", community=look.community_id, members=len(found), **counts)
    return new is not None


async def _failed(ports: Ports, look: Look, why: str, again_in: timedelta) -> bool:
    log.warning(
        "A team's roster could not be read; nobody is taken to have left.", community=look.community_id, why=why
    )
    await ports.store.transact(partial(roster.failed, look=look, why=why, again_in=again_in), ports.now())
    return False
