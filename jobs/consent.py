"""Once a day it is looked whether each team's consent is still there: it gets lost in the field, without a word."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.consent import READ_MESSAGES
from models.db import consents, reconciled
from models.db.reconciled import Watched
from models.outgoing import RetryLater, Undeliverable

log = structlog.get_logger(__name__)

TRIGGER = timedelta(minutes=5)
AT_START = True


async def run(ports: Ports) -> int:
    """Ask Graph for the consent of every team that is due. Returns how many were asked for."""
    if ports.graph is None or ports.graph.consent is None:
        return 0
    due = await ports.store.read(consents.due, ports.now())
    watched = await ports.store.read(reconciled.watched, ports.now())
    asked = [one for one in watched if one.place.team_id in due]
    for one in asked:
        await _look(ports, one)
    return len(asked)


async def _look(ports: Ports, watched: Watched) -> None:
    community_id = watched.place.team_id
    assert ports.graph is not None
    assert ports.graph.consent is not None
    try:
        granted = await ports.graph.consent.granted(watched.group_id)
    except RetryLater as later:
        log.info("Graph asks to come later for a team's consent.", community=community_id, reason=str(later))
        return
    except Undeliverable as no:
        log.error("Graph does not tell what a team consented to.", community=community_id, code=no.code)
        return
    await ports.store.transact(partial(consents.keep, community_id=community_id, granted=granted), ports.now())
    if READ_MESSAGES not in granted:
        log.error(
            "A team's consent is lost: ask one of its owners to add the app to the team again.",
            community=community_id,
            lacking=READ_MESSAGES,
        )
