"""The count of one community as its PMO and its lead read it: in Teams, by day, with what is amiss."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import select

from models.amiss import amiss
from models.community import Community
from models.db import consents, day_counts
from models.db.audit import Audit, audit
from models.db.day_counts import Day
from models.db.tables.reconciling import readings
from models.db.transaction import Transaction
from models.season_views import AuditView, CountedDay

DAYS = 7
"""So many are shown of those that were counted."""


def view(tx: Transaction, community: Community) -> AuditView:
    counted = audit(tx, community.id)
    days = day_counts.recent(tx, DAYS, community.id)
    shown = tuple(_day(day, list(of_day)) for day, of_day in groupby(days, key=lambda one: one.day))
    of_posts = counted.waiting, counted.claimed, counted.promised, counted.answered, counted.settled
    return AuditView(
        at=tx.now,
        posts=counted.posts,
        waiting=counted.waiting,
        claimed=counted.claimed,
        promised=counted.promised,
        answered=counted.answered,
        settled=counted.settled,
        withdrawn=counted.withdrawn,
        lapsed=counted.lapsed,
        beside=counted.posts - sum(of_posts) - counted.withdrawn - counted.lapsed,
        late=counted.late,
        days=tuple(reversed(shown)),
        amiss=amiss(_counts(tx, community, counted, shown)),
    )


def _counts(tx: Transaction, community: Community, counted: Audit, days: Sequence[CountedDay]) -> dict[str, int]:
    unread, uncounted = _not_held(tx, community)
    return {
        "no-consent": sum(one.community_id == community.id for one in consents.lacking(tx)),
        "missing": sum(one.missing for one in days),
        "unread": int(unread),
        "uncounted": uncounted,
        "gone": sum(one.gone for one in days),
        "late": counted.late,
        "undelivered": counted.undelivered,
        "uncertain": counted.uncertain,
        "unreacted": counted.unreacted,
        "unreached": counted.unreached,
        "mended": sum(one.mended for one in days),
    }


def _not_held(tx: Transaction, community: Community) -> tuple[bool, int]:
    """Whether no channel was ever held against Teams, and how many of those that are were not, for yesterday."""
    query = select(readings.c.channel_id, readings.c.since).where(readings.c.community_id == community.id)
    since = {row.channel_id: _on(row.since, community) for row in tx.connection.execute(query)}
    yesterday = _on(tx.now, community) - timedelta(days=1)
    held = {one.channel_id for one in day_counts.yesterday(tx, community)}
    return not since, sum(begun <= yesterday and one not in held for one, begun in since.items())


def _day(day: date, of_day: Sequence[Day]) -> CountedDay:
    """All channels of a day together."""
    return CountedDay(
        day=day,
        posts=sum(one.count.posts for one in of_day),
        replies=sum(one.count.replies for one in of_day),
        owed=sum(one.owed for one in of_day),
        received=sum(one.received for one in of_day),
        missing=sum(len(one.count.missing) for one in of_day),
        gone=sum(len(one.count.gone) for one in of_day),
        late=sum(len(one.count.late) for one in of_day),
        mended=sum(len(one.count.mended) for one in of_day),
    )


def _on(moment: datetime, community: Community) -> date:
    return moment.astimezone(community.time_zone).date()
