"""What executives' lists are made of: recent posts and attempts, and whom an executive had a word for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.attempts import Attempt, Came
from models.community import Community, Role
from models.db import attempts, outbox, whereabouts
from models.db.tables.ledger import follow_ups, members, posts, touches
from models.db.tables.people import roster
from models.db.tables.privacy import forgotten
from models.db.tables.touch_list import touch_offers
from models.db.transaction import Transaction
from models.follow_up import Status
from models.touch_list import RECENT, Around, Candidate, Reader

CLOSED = (Status.SETTLED.value, Status.WITHDRAWN.value)
_OWN_QUESTION = (follow_ups.c.thread_id == posts.c.thread_id) & (follow_ups.c.part == 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the bot's own posts."""

    channel_id: str
    message_id: str

    @property
    def thread_id(self) -> str:
        return f"{self.channel_id};messageid={self.message_id}"


@dataclass(frozen=True, slots=True)
class _Words:
    """What executives touched: threads, and each author's last moment."""

    threads: frozenset[str]
    last: Mapping[str, datetime]


def candidates(tx: Transaction, community: Community) -> tuple[list[Candidate], Around]:
    """Recent posts that are owed an answer, and attempts that did not work and stand in the channel."""
    executives = frozenset(member.id for member in community.with_role(Role.EXECUTIVE))
    words, left = _words(tx, community.id, executives), gone(tx, community.id)
    there = (*_posts(tx, community.id, words), *_attempts(tx, community.id, words))
    found = [one for one in there if one.author_id not in left]
    first = select(members.c.id, members.c.first_posted_at).where(
        members.c.community_id == community.id, members.c.first_posted_at.is_not(None)
    )
    return found, Around(executives, {row.id: row.first_posted_at for row in tx.connection.execute(first)}, words.last)


def reader(tx: Transaction, community: Community, member_id: str) -> Reader:
    known = tx.acquaintances(member_id).get(community.id)
    country = (known.country if known else None) or whereabouts.of_directory(
        tx.connection, community.id, member_id
    ).country
    query = select(touch_offers.c.about).where(
        touch_offers.c.community_id == community.id, touch_offers.c.member_id == member_id
    )
    return Reader(member_id, community.region_of("", country), frozenset(tx.connection.execute(query).scalars()))


def gone(tx: Transaction, community_id: str) -> frozenset[str]:
    """Who left the team, and who was forgotten: a word would reach nobody."""
    left = select(roster.c.id).where(roster.c.community_id == community_id, roster.c.left_at.is_not(None))
    return frozenset(tx.connection.execute(left.union(select(forgotten.c.alias))).scalars())


def posted(tx: Transaction, attempt: Attempt) -> Shown | None:
    """The bot's post of an attempt; ``None`` where it stands in no channel, or not yet."""
    if attempt.posted_as is None or attempt.channel_id is None:
        return None
    sent = outbox.sent_as(tx, attempt.posted_as)
    return Shown(attempt.channel_id, sent[1]) if sent and sent[1] else None


def _words(tx: Transaction, community_id: str, executives: frozenset[str]) -> _Words:
    query = (
        select(touches.c.thread_id, posts.c.author_id, func.max(touches.c.at))
        .select_from(touches.outerjoin(posts, posts.c.thread_id == touches.c.thread_id))
        .where(touches.c.member_id.in_(executives), touches.c.taken_back_at.is_(None))
        .where((posts.c.community_id == community_id) | posts.c.community_id.is_(None))
        .group_by(touches.c.thread_id, posts.c.author_id)
    )
    rows = tx.connection.execute(query).all()
    last: dict[str, datetime] = {}
    for _, author_id, at in rows:
        if author_id is not None:
            last[author_id] = max(last.get(author_id, at), at)
    return _Words(frozenset(thread_id for thread_id, *_ in rows), last)


def _posts(tx: Transaction, community_id: str, words: _Words) -> list[Candidate]:
    told = (posts.c.thread_id, posts.c.author_id, posts.c.posted_at, posts.c.newcomer, posts.c.region)
    query = (
        select(*told, follow_ups.c.status)
        .select_from(posts.join(follow_ups, _OWN_QUESTION))
        .where(posts.c.community_id == community_id, posts.c.posted_at >= tx.now - RECENT)
        .where(posts.c.author_id.is_not(None), posts.c.deleted_at.is_(None))
    )
    return [
        Candidate(
            thread_id, author_id, at, newcomer, region=region, is_closed=status in CLOSED,
            has_word=thread_id in words.threads,
        )
        for thread_id, author_id, at, newcomer, region, status in tx.connection.execute(query)
    ]  # fmt: skip


def _attempts(tx: Transaction, community_id: str, words: _Words) -> list[Candidate]:
    recent = attempts.since(tx, community_id, tx.now - RECENT)
    there = ((one, posted(tx, one)) for one in recent if one.told.came_of_it is Came.NOT_THIS_TIME)
    return [
        Candidate(one.id, one.member_id, one.at, did_not_work=True, has_word=shown.thread_id in words.threads)
        for one, shown in there
        if shown is not None
    ]
