"""The daily counts as rows: what is due to be counted, what we hold of a day, and what an operator and the PMO see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import ColumnElement, and_, delete, func, insert, select

from models.community import Community
from models.counting import DayCount, There, bounds, compare, due_days
from models.db import bulk
from models.db.tables.ledger import follow_ups, posts, touches
from models.db.tables.reconciling import counts, found, readings
from models.db.transaction import Transaction
from models.ledger import REPLY

CAUSES = ("late", "mended", "missing", "gone")


@dataclass(frozen=True, slots=True)
class Day:
    """A channel's day as it is told: ``owed`` posts ask for a receipt, ``received`` of them have one by now."""

    community_id: str
    channel_id: str
    day: date
    count: DayCount
    owed: int
    received: int


def due(tx: Transaction, community_id: str, channel_id: str) -> tuple[date, ...]:
    """The days of a channel that are to be counted now, the latest first; none where it was never read to its end."""
    community = tx.communities[community_id].community
    known = (readings.c.community_id == community_id) & (readings.c.channel_id == channel_id)
    reading = tx.connection.execute(select(readings.c.since, readings.c.complete_at).where(known)).first()
    if reading is None or reading.complete_at is None:
        return ()
    rows = tx.connection.execute(select(counts).where(_of(community_id, channel_id)))
    zone = community.time_zone
    counted = {date.fromisoformat(row.day): (_on(row.counted_at, zone), not row.missing + row.gone) for row in rows}
    return tuple(due_days(_on(tx.now, zone), _on(reading.since, zone), counted))


def since(tx: Transaction, community_id: str, channel_id: str) -> datetime | None:
    """From when posts of a channel are ours; ``None``: it was never read."""
    known = (readings.c.community_id == community_id) & (readings.c.channel_id == channel_id)
    return tx.connection.execute(select(readings.c.since).where(known)).scalar()


def hold(tx: Transaction, community: Community, channel_id: str, day: date, there: There) -> Day:
    """Compare what Teams holds of a day with what we hold, and keep the count."""
    begin, end = bounds(day, community.time_zone)
    started = since(tx, community.id, channel_id)
    begin = max(begin, started) if started else begin
    wanted = there.of_day
    late = select(found.c.message_id, found.c.told_at).where(
        found.c.channel_id == channel_id, bulk.among(found.c.message_id)
    )
    told = {row.message_id: row.told_at is not None for row in tx.connection.execute(late, bulk.asked(wanted))}
    count = compare(there, _held(tx, channel_id, wanted), _ours(tx, channel_id, begin, end), told)
    _keep(tx, community.id, channel_id, day, count)
    return _told(tx, community, channel_id, day, count)


def recent(tx: Transaction, days: int, community_id: str | None = None) -> list[Day]:
    """The last days that were counted, of every channel, or of one community's, oldest first."""
    query = select(counts).order_by(counts.c.day, counts.c.community_id, counts.c.channel_id)
    if community_id is not None:
        query = query.where(counts.c.community_id == community_id)
    rows = tx.connection.execute(query).all()
    last = set(sorted({row.day for row in rows})[-days:])
    return [
        _told(tx, tx.communities[row.community_id].community, row.channel_id, date.fromisoformat(row.day), _count(row))
        for row in rows
        if row.day in last and row.community_id in tx.communities
    ]


def yesterday(tx: Transaction, community: Community) -> list[Day]:
    """Yesterday in the community, by channel; empty before it was counted."""
    day = _on(tx.now, community.time_zone) - timedelta(days=1)
    query = select(counts).where(counts.c.community_id == community.id, counts.c.day == day.isoformat())
    rows: Sequence[Any] = tx.connection.execute(query.order_by(counts.c.channel_id)).all()
    return [_told(tx, community, row.channel_id, day, _count(row)) for row in rows]


def _held(tx: Transaction, channel_id: str, ids: Collection[str]) -> set[str]:
    """Which of these messages of a channel we hold."""
    asked = bulk.asked(ids)
    roots = select(posts.c.message_id).where(posts.c.channel_id == channel_id, bulk.among(posts.c.message_id))
    replies = select(touches.c.message_id).where(
        _in_channel(channel_id), touches.c.kind == REPLY, bulk.among(touches.c.message_id)
    )
    return {*tx.connection.execute(roots, asked).scalars(), *tx.connection.execute(replies, asked).scalars()}


def _ours(tx: Transaction, channel_id: str, begin: datetime, end: datetime) -> set[str]:
    """What we hold of a span of time: posts, and replies to posts of ours."""
    roots = select(posts.c.message_id).where(
        posts.c.channel_id == channel_id, posts.c.posted_at >= begin, posts.c.posted_at < end
    )
    replies = select(touches.c.message_id).where(
        _in_channel(channel_id), touches.c.kind == REPLY, touches.c.at >= begin, touches.c.at < end
    )
    return {*tx.connection.execute(roots).scalars(), *tx.connection.execute(replies).scalars()}


def _in_channel(channel_id: str) -> ColumnElement[bool]:
    return touches.c.thread_id.startswith(f"{channel_id};messageid=", autoescape=True)


def _keep(tx: Transaction, community_id: str, channel_id: str, day: date, count: DayCount) -> None:
    ids = {cause: getattr(count, cause) for cause in CAUSES}
    row = {
        "community_id": community_id,
        "channel_id": channel_id,
        "day": day.isoformat(),
        "counted_at": tx.now,
        "posts": count.posts,
        "replies": count.replies,
        "ids": orjson.dumps(ids).decode(),
    } | {cause: len(found_ids) for cause, found_ids in ids.items()}
    tx.execute(delete(counts).where(_of(community_id, channel_id), counts.c.day == row["day"]))
    tx.execute(insert(counts).values(**row))


def _told(tx: Transaction, community: Community, channel_id: str, day: date, count: DayCount) -> Day:
    begin, end = bounds(day, community.time_zone)
    query = (
        select(func.count(), func.count(follow_ups.c.received_at))
        .join(posts, posts.c.thread_id == follow_ups.c.thread_id)
        .where(
            and_(posts.c.community_id == community.id, posts.c.posted_at >= begin, posts.c.posted_at < end),
            posts.c.channel_id == channel_id,
            follow_ups.c.part == 1,
        )
    )
    owed, received = tx.connection.execute(query).one()
    return Day(community.id, channel_id, day, count, owed, received)


def _count(row: Any) -> DayCount:
    ids = orjson.loads(row.ids)
    return DayCount(row.posts, row.replies, **{cause: tuple(ids[cause]) for cause in CAUSES})


def _of(community_id: str, channel_id: str) -> ColumnElement[bool]:
    return (counts.c.community_id == community_id) & (counts.c.channel_id == channel_id)


def _on(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def lines(days: Sequence[Day]) -> Iterator[str]:
    """As an operator reads them; “mended” ones are those that Teams never told."""
    for one in days:
        count = one.count
        more = [
            f"{len(count.late)} late" if count.late else "",
            f"{len(count.mended)} that Teams never told, found through Graph" if count.mended else "",
            f"{len(count.gone)} gone from Teams: {' '.join(count.gone)}" if count.gone else "",
            f"still missing: {' '.join(count.missing)}" if count.missing else "",
        ]
        received = f"{one.received} received by a person"
        if one.owed != count.posts:
            received = f"{one.received} of {one.owed} that ask for it received by a person"
        said = f"{count.posts} posts, {received}, {len(count.missing)} missing; {count.replies} replies"
        yield "; ".join([f"{one.day} {one.channel_id}: {said}", *filter(None, more)])
