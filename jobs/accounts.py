"""The company's directory is asked about each one in the team, once a day: department, country, language and so on."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.db import accounts
from models.db.accounts import Asked, Told
from models.outgoing import RetryLater, Undeliverable
from models.roster import ACCOUNTS, MAILBOXES, Account, NotGranted, Roster

log = structlog.get_logger(__name__)

TRIGGER = timedelta(seconds=5)
AT_ONCE = 20
SOON = timedelta(minutes=1)


async def run(ports: Ports) -> int:
    """Ask about everybody who is due. Returns about how many."""
    total = 0
    if ports.roster is None or not await ports.store.read(accounts.is_any_due, ports.now()):
        return total
    while them := await ports.store.transact(partial(accounts.take, at_most=AT_ONCE), ports.now()):
        kept = await _ask_about(ports, ports.roster, them)
        total += kept
        if kept < len(them):
            break
    return total


async def _ask_about(ports: Ports, graph: Roster, them: list[Asked]) -> int:
    lacking: set[tuple[str, str]] = {(one.community_id, permission) for one in them for permission in one.lacking}
    for number, one in enumerate(them):
        try:
            told = await _told(ports, graph, one, lacking)
        except RetryLater as asks:
            again_in = asks.after or SOON
            await ports.store.transact(partial(accounts.put_off, them=them[number:], again_in=again_in), ports.now())
            return number
        await ports.store.transact(partial(accounts.keep, asked=one, told=told), ports.now())
    return len(them)


async def _told(ports: Ports, graph: Roster, one: Asked, lacking: set[tuple[str, str]]) -> Told:
    """What Graph says of somebody. Without a permission it is not asked; what was known before stays."""
    account: Account | None = None
    zone: str | None = None
    for permission in (ACCOUNTS, MAILBOXES):
        if (one.community_id, permission) in lacking or (permission == MAILBOXES and one.zone_told):
            continue
        try:
            if permission == ACCOUNTS:
                account = await graph.account(one.member_id)
            else:
                zone = await graph.time_zone(one.member_id)
        except NotGranted as refused:
            lacking.add((one.community_id, permission))
            log.warning("Graph tells less about people than it could.", community=one.community_id, why=str(refused))
            lacks = partial(accounts.lacks, community_id=one.community_id, permission=permission)
            await ports.store.transact(lacks, ports.now())
        except Undeliverable as refused:
            log.warning("Graph tells nothing of somebody.", member=one.member_id, why=str(refused))
    return Told(account, zone)
