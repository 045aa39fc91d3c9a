"""The app came into a team or left it: which word of Teams' is news, and a community that begins with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from models import founding
from models.community_file import CommunityFileFault
from models.db import communities, trail
from models.db.communities import Home, Settled
from models.db.tables.installing import installations
from models.db.transaction import Transaction
from models.founding import NewTeam
from models.incoming import Installed
from models.trail import Line, Saw

ID_AT_MOST = 200
"""As long as the column of a community's id."""


def begin(tx: Transaction, event: Installed) -> Settled | None:
    """The community of a team that none is known of, led by who added the app; ``None`` where that is nobody."""
    envelope, by = event.envelope, event.by
    if by is None or envelope.team_id is None or len(envelope.team_id) > ID_AT_MOST:
        return None
    where = (envelope.locale, envelope.country, envelope.time_zone)
    team = NewTeam(envelope.team_id, envelope.tenant_id, event.team_name, *where)
    try:
        document = founding.founded(team, by.id, by.name)
    except CommunityFileFault:
        return None
    home = Home(envelope.service_url, envelope.bot_id, event.group_id, envelope.at)
    settled = communities.begin(tx.connection, document, home, tx.now)
    tx.settle(settled)
    trail.note(tx, Line(Saw.ROLES, by.id, by.id, settled.community.id))
    return settled


def came(tx: Transaction, settled: Settled, at: datetime, by: str | None) -> int | None:
    """Keep that the app is in the team since a moment, and who added it.

    Returns the how-manieth time that is; Teams says each time more than once. ``None``: old news, it left since.
    """
    if settled.home.removed_at is not None and at < settled.home.removed_at:
        return None
    known = _row(tx, settled)
    if known is None:
        row = {"community_id": settled.community.id, "comings": 1, "added_at": at, "added_by": by}
        tx.execute(insert(installations).values(**row))
        return 1
    again = settled.home.removed_at is not None
    comings: int = known.comings + (1 if again else 0)
    brought_by = by if again else known.added_by or by
    if again or brought_by != known.added_by or at > known.added_at:
        values = {"comings": comings, "added_at": max(at, known.added_at), "added_by": brought_by}
        tx.execute(update(installations).where(_of(settled)).values(**values))
    return comings


def is_here_since(tx: Transaction, settled: Settled, at: datetime) -> bool:
    """Whether the app was added again after a moment: that it left then is old news."""
    known = _row(tx, settled)
    return known is not None and known.added_at > at


def added_by(tx: Transaction, settled: Settled) -> str | None:
    """Who brought the app into the team last."""
    known = _row(tx, settled)
    return known.added_by if known else None


def _row(tx: Transaction, settled: Settled) -> Row[Any] | None:
    return tx.connection.execute(select(installations).where(_of(settled))).first()


def _of(settled: Settled) -> ColumnElement[bool]:
    return installations.c.community_id == settled.community.id
