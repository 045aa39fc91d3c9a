"""How far each channel was read through Graph, and what the ledger holds of the threads that were read.

Of several processes one reads a channel at a time: leases go by the machine's time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from models.db import bulk, outbox
from models.db.rows import POST_COLUMNS, TOUCH_COLUMNS, touch_of
from models.db.tables.ledger import posts, touches
from models.db.tables.reconciling import readings
from models.db.transaction import Transaction
from models.effects import answer_key
from models.ledger import Post, Touch
from models.reconciling import Held, Place

LEASE = timedelta(minutes=1)
"""Renewed with every page; so it is only as long as a page may take."""
OVERLAP = timedelta(minutes=10)
"""How much is read twice where no token says where it ended: clocks differ."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A community that can be read: the app is in its team, and we know where that is."""

    place: Place
    group_id: str
    channels: frozenset[str]
    """Empty: every channel of the team."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A channel that is ours to read, until the lease ends."""

    community_id: str
    channel_id: str
    since: datetime
    """Posts written before are history, and none of our concern unless the ledger has them."""
    token: str | None
    complete_at: datetime | None

    @property
    def safe_moment(self) -> datetime:
        """From when to read where there is no token."""
        return self.since if self.complete_at is None else max(self.since, self.complete_at - OVERLAP)


def watched(tx: Transaction) -> tuple[Watched, ...]:
    """The communities whose channels can be read; the channel of each place is still empty."""
    found = []
    for settled in tx.communities.values():
        home, community = settled.home, settled.community
        if home.group_id and home.service_url and home.bot_id and home.removed_at is None:
            place = Place(community.tenant_id, community.id, "", home.service_url, home.bot_id)
            found.append(Watched(place, home.group_id, community.channels))
    return tuple(found)


def channels_of(tx: Transaction, community_id: str) -> frozenset[str]:
    """The channels of a community that were looked at so far."""
    query = select(readings.c.channel_id).where(readings.c.community_id == community_id)
    return frozenset(tx.connection.execute(query).scalars())


def homeless(tx: Transaction) -> tuple[str, ...]:
    """The names of communities that cannot be read: the bot does not know where they are in Graph, or left them."""
    known = {one.place.team_id for one in watched(tx)}
    return tuple(settled.community.name for one, settled in tx.communities.items() if one not in known)


def since_when(tx: Transaction, community_id: str, channel_id: str) -> datetime:
    """From when on a channel's posts are ours to follow up; what was written before is history."""
    found: datetime | None = tx.connection.execute(
        select(readings.c.since).where(_of(community_id, channel_id))
    ).scalar()
    return found or _begin(tx, community_id)


def lease(tx: Transaction, community_id: str, channel_id: str) -> Reading | None:
    """Take a channel to read; ``None``: another process is at it."""
    row = tx.connection.execute(select(readings).where(_of(community_id, channel_id))).first()
    if row is None:
        since = _begin(tx, community_id)
        new = {"community_id": community_id, "channel_id": channel_id, "since": since}
        tx.execute(insert(readings).values(leased_until=tx.wall + LEASE, **new))
        return Reading(community_id, channel_id, since, None, None)
    free = or_(readings.c.leased_until.is_(None), readings.c.leased_until <= tx.wall)
    taken = update(readings).where(_of(community_id, channel_id), free).values(leased_until=tx.wall + LEASE)
    if tx.execute(taken).rowcount == 0:
        return None
    return Reading(community_id, channel_id, row.since, row.token, row.complete_at)


def read_on(tx: Transaction, reading: Reading, token: str | None, complete_at: datetime | None) -> None:
    """A page was taken in: the next is asked for with ``token``. ``complete_at`` is set with the last one."""
    values: dict[str, Any] = {"token": token, "leased_until": tx.wall + LEASE, "refused": None}
    if complete_at is not None:
        values["complete_at"] = complete_at
    tx.execute(update(readings).where(_of(reading.community_id, reading.channel_id)).values(**values))


def renew(tx: Transaction, reading: Reading) -> None:
    """Somebody is still at it."""
    tx.execute(
        update(readings).where(_of(reading.community_id, reading.channel_id)).values(leased_until=tx.wall + LEASE)
    )


def let_go(tx: Transaction, reading: Reading, refused: str | None = None) -> bool:
    """Whoever comes next may read the channel. Returns whether ``refused``, Graph's word for its no, is new."""
    which = _of(reading.community_id, reading.channel_id)
    before = tx.connection.execute(select(readings.c.refused).where(which)).scalar()
    values: dict[str, Any] = {"leased_until": None} | ({"refused": refused} if refused else {})
    tx.execute(update(readings).where(which).values(**values))
    return refused is not None and before != refused


def held(
    tx: Transaction, thread_ids: Collection[str], calls: Mapping[str, Collection[str]] | None = None
) -> Mapping[str, Held]:
    """What the ledger holds of threads, by their ids. ``calls``: the messages of each that may be commands."""
    if not thread_ids:
        return {}
    of_posts = select(*POST_COLUMNS).where(bulk.among(posts.c.thread_id))
    of_touches = select(*TOUCH_COLUMNS).where(bulk.among(touches.c.thread_id))
    asked = bulk.asked(thread_ids)
    found = {row.thread_id: Post(*row) for row in tx.connection.execute(of_posts, asked)}
    acts: dict[str, list[Touch]] = {thread_id: [] for thread_id in thread_ids}
    for row in tx.connection.execute(of_touches, asked):
        acts[row.thread_id].append(touch_of(row))
    answered = {thread_id: _answered(tx, thread_id, messages) for thread_id, messages in (calls or {}).items()}
    none = frozenset[str]()
    return {one: Held(found.get(one), acts[one], answered.get(one, none)) for one in thread_ids}


def _answered(tx: Transaction, thread_id: str, messages: Collection[str]) -> frozenset[str]:
    """Those of a thread's messages that the bot answered as commands."""
    return frozenset(one for one in messages if outbox.sent_as(tx, answer_key(thread_id, one)) is not None)


def read_channels(tx: Transaction) -> tuple[tuple[str, str], ...]:
    """Community and channel of all that was ever read."""
    columns = readings.c.community_id, readings.c.channel_id
    return tuple(
        (row.community_id, row.channel_id) for row in tx.connection.execute(select(*columns).order_by(*columns))
    )


def refusals(tx: Transaction) -> tuple[tuple[str, str, str], ...]:
    """Community, channel and Graph's word, for each channel that cannot be read."""
    columns = readings.c.community_id, readings.c.channel_id, readings.c.refused
    rows = tx.connection.execute(select(*columns).where(readings.c.refused.is_not(None)).order_by(*columns[:2]))
    return tuple((row.community_id, row.channel_id, row.refused) for row in rows)


def _begin(tx: Transaction, community_id: str) -> datetime:
    """From when posts are ours: since the app is there, or since the first that Teams told us."""
    first = select(func.min(posts.c.captured_at)).where(
        posts.c.community_id == community_id, posts.c.captured_by == "teams"
    )
    earliest: datetime | None = tx.connection.execute(first).scalar()
    return min(filter(None, (tx.home(community_id).installed_at, earliest, tx.now)))


def _of(community_id: str, channel_id: str) -> ColumnElement[bool]:
    return (readings.c.community_id == community_id) & (readings.c.channel_id == channel_id)
