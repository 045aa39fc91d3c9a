"""The seasons as the lead changes them in Teams: kept beside what the file said, as every change from Teams is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

import orjson
from sqlalchemy import Select, func, insert, select

from models import community_file
from models.community import Community
from models.community_file import CommunityFileFault, Document
from models.db import trail
from models.db.communities import change_current
from models.db.tables.ledger import communities, follow_ups, posts
from models.db.tables.seasons import carried
from models.db.transaction import Transaction
from models.follow_up import Status
from models.refused import Refused
from models.season import theme_of
from models.trail import Line, Saw


def document_of(tx: Transaction, community_id: str) -> Document:
    """The community's document as it is now, for this transaction alone: another may have changed it just now."""
    query = select(communities.c.current).where(communities.c.id == community_id).with_for_update()
    document: Document = orjson.loads(tx.connection.execute(query).scalar_one())
    return document


def keep(tx: Transaction, community: Community, before: Document, after: Document, by: str) -> Community:
    """The community with its seasons as they are now. What is as it was is not written. Raises Refused."""
    checked = checked_document(after)
    if community_file.digest(checked) != community_file.digest(before):
        tx.writes += 1
        change_current(tx.connection, community.id, checked)
        trail.note(tx, Line(Saw.SEASON, by, community_id=community.id))
        take_in_posts(tx, with_seasons(community, checked))
    return with_seasons(community, checked)


def take_in_posts(tx: Transaction, community: Community) -> None:
    """Posts that came while their day was of no season belong to the one that has it now, and to a theme of it."""
    of_none = (posts.c.community_id == community.id) & posts.c.season.is_(None)
    for season in community.seasons:
        begin = datetime.combine(season.starts, time(), community.time_zone)
        end = datetime.combine(season.ends + timedelta(days=1), time(), community.time_zone)
        here = of_none & (posts.c.posted_at >= begin) & (posts.c.posted_at < end)
        for thread_id in list(tx.connection.execute(select(posts.c.thread_id).where(here)).scalars()):
            post = tx.post(thread_id)
            if post is not None:
                theme = theme_of(post.text, season)
                tx.change_post(post, season=season.code, theme=theme.code if theme else None)


def checked_document(document: Document) -> Document:
    """The document in its normal form. Raises Refused where its parts do not fit together."""
    try:
        return community_file.check(document)
    except CommunityFileFault as fault:
        raise Refused("refused-season-does-not-fit", why=str(fault).splitlines()[0]) from None


def with_seasons(community: Community, document: Document) -> Community:
    return replace(community, seasons=community_file.community(document).seasons)


def posts_of_theme(tx: Transaction, community_id: str, season: str, theme: str) -> int:
    query = select(func.count()).select_from(posts)
    of_theme = (posts.c.community_id == community_id) & (posts.c.season == season) & (posts.c.theme == theme)
    count: int = tx.connection.execute(query.where(of_theme)).scalar_one()
    return count


def promises_of(tx: Transaction, community_id: str, season: str) -> int:
    """How many promises of a season's posts are open."""
    query = _promised(community_id).where(posts.c.season == season).with_only_columns(func.count())
    count: int = tx.connection.execute(query.order_by(None)).scalar_one()
    return count


def to_carry(tx: Transaction, community_id: str, seasons: Sequence[str], into: str | None) -> list[str]:
    """The open promises of these seasons that are not in ``into`` yet, the soonest first."""
    query = _promised(community_id).where(posts.c.season.in_(seasons))
    if into is not None:
        there = select(carried.c.follow_up_id).where(carried.c.community_id == community_id, carried.c.season == into)
        query = query.where(follow_ups.c.id.not_in(there))
    return [row.id for row in tx.connection.execute(query)]


def carry(tx: Transaction, community_id: str, into: str, ids: Iterable[str], by: str) -> int:
    """Take open promises into a season, each once. Returns how many are new there."""
    same = (carried.c.community_id == community_id) & (carried.c.season == into)
    there = set(tx.connection.execute(select(carried.c.follow_up_id).where(same)).scalars())
    new = [one for one in dict.fromkeys(ids) if one not in there]
    for one in new:
        row = {"community_id": community_id, "season": into, "follow_up_id": one, "member_id": by, "at": tx.now}
        tx.execute(insert(carried).values(**row))
    return len(new)


def carried_into(tx: Transaction, community_id: str, season: str) -> tuple[int, int]:
    """How many promises a season took over, and how many of them are open still."""
    joined = carried.join(follow_ups, follow_ups.c.id == carried.c.follow_up_id)
    query = select(follow_ups.c.status).select_from(joined)
    same = (carried.c.community_id == community_id) & (carried.c.season == season)
    found = list(tx.connection.execute(query.where(same)).scalars())
    return len(found), sum(status == Status.PROMISED.value for status in found)


def _promised(community_id: str) -> Select[tuple[str]]:
    joined = follow_ups.join(posts, posts.c.thread_id == follow_ups.c.thread_id)
    is_promised = (follow_ups.c.community_id == community_id) & (follow_ups.c.status == Status.PROMISED.value)
    query = select(follow_ups.c.id).select_from(joined).where(is_promised)
    return query.order_by(follow_ups.c.promised_until, follow_ups.c.id)
