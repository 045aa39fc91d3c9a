"""A member's own record, read from the ledger when they ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, or_, select

from models.community import Community
from models.db import attempts, belonging, praising
from models.db.statistics import THE_ANSWER
from models.db.tables.ledger import follow_ups, members, posts, touches
from models.db.tables.people import joined
from models.db.transaction import Transaction
from models.ledger import REPLY
from models.record import Deed, Record, seasons
from models.record_views import RecordView
from models.statistics.report import season_asked

_ANSWERED = follow_ups.join(posts, posts.c.thread_id == follow_ups.c.thread_id).outerjoin(touches, THE_ANSWER)


def of_member(tx: Transaction, community: Community, person_id: str) -> Record:
    """All seasons of a member in a community."""
    zone = community.time_zone
    first = _first_post_at(tx, community.id, person_id)
    return Record(
        belonging.called(tx, community, person_id),
        community.name,
        first.astimezone(zone).date() if first else None,
        seasons(community, _deeds(tx, community, person_id), zone),
        tx.now,
    )


def view(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> RecordView:
    """The season of ``values`` (its code), else the current one, else the latest in which they did anything."""
    record = of_member(tx, community, viewer)
    there = [one.code for one in record.seasons]
    current = season_asked(community, None, tx.now)
    code = values.get("season")
    if code is None and "season" not in values:
        code = current.code if current else None
        if code not in there and there:
            code = there[0]
    return RecordView(community.id, record, code)


def _deeds(tx: Transaction, community: Community, person_id: str) -> Iterator[Deed]:
    here = posts.c.community_id == community.id
    wrote = select(posts.c.posted_at, posts.c.season, posts.c.theme, posts.c.text).where(
        here, posts.c.author_id == person_id, posts.c.deleted_at.is_(None)
    )
    for at, season, theme, text in tx.connection.execute(wrote):
        yield Deed("post", at, season, theme, text)
    yield from _touches(tx, community.id, person_id)
    answered = (
        select(follow_ups.c.answered_at, posts.c.season, posts.c.theme, touches.c.text)
        .select_from(_ANSWERED)
        .where(here, follow_ups.c.answered_by == person_id, follow_ups.c.answered_at.is_not(None))
    )
    for at, season, theme, text in tx.connection.execute(answered):
        yield Deed("answer", at, season, theme, text or "")
    for attempt in attempts.of_member(tx, community.id, person_id):
        yield Deed("attempt", attempt.at, attempt.season, attempt.told.theme, attempt.told.tried, told=attempt.told)
    for praise in praising.of_member(tx, community.id, person_id):
        by = belonging.called(tx, community, praise.by)
        yield Deed("praise", praise.at, praise.season, None, praise.text, by)
    came = select(joined.c.joined_at, joined.c.season, joined.c.theme).where(
        joined.c.community_id == community.id, joined.c.member_id == person_id
    )
    for at, season, theme in tx.connection.execute(came):
        yield Deed("joined", at, season, theme)


def _touches(tx: Transaction, community_id: str, person_id: str) -> Iterator[Deed]:
    """Replies and likes in the threads of others, which stand still."""
    others = or_(posts.c.author_id.is_(None), posts.c.author_id != person_id)
    query = (
        select(touches.c.at, posts.c.season, posts.c.theme, touches.c.kind)
        .select_from(touches.join(posts, posts.c.thread_id == touches.c.thread_id))
        .where(posts.c.community_id == community_id, others)
        .where(touches.c.member_id == person_id, touches.c.taken_back_at.is_(None))
    )
    for at, season, theme, kind in tx.connection.execute(query):
        yield Deed("reply", at, season, theme) if kind == REPLY else Deed("like", at, season)


def _first_post_at(tx: Transaction, community_id: str, person_id: str) -> Any:
    """As we knew it when it came, or as the ledger says since history was read: the earlier of both."""
    met = select(members.c.first_posted_at).where(members.c.community_id == community_id, members.c.id == person_id)
    kept = select(func.min(posts.c.posted_at)).where(
        posts.c.community_id == community_id, posts.c.author_id == person_id
    )
    found = [tx.connection.execute(query).scalar_one_or_none() for query in (met, kept)]
    return min((at for at in found if at is not None), default=None)
