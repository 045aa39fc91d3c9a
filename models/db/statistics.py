"""The rows that a season's figures are made of, read in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from models import permissions
from models.community import Community, Role, Season
from models.db import attempts, layers, measures, mentions, packed
from models.db.tables.ledger import follow_ups, posts, touches
from models.db.tables.people import roster
from models.db.team import team
from models.db.transaction import Transaction
from models.follow_up import LAPSED, Status
from models.ledger import REPLY, Weight
from models.statistics.attempts import with_attempts
from models.statistics.figures import AGAIN_WITHIN, posters
from models.statistics.layers import acted, with_layers
from models.statistics.mentions import with_mentions
from models.statistics.report import report_and_loads, season_asked, season_before
from models.statistics.told import Loads, Report
from models.statistics.values import Ledger, Owed, Posted, Touched
from models.views import StatsView

HAS_LAPSED = (follow_ups.c.settled_reason == LAPSED) & follow_ups.c.settled_by.is_(None)
"""FollowUp.has_lapsed."""
_POSTED = [posts.c[name] for name in ("thread_id", "author_id", "posted_at", "theme", "region", "newcomer")]
_OWED: Mapping[str, ColumnElement[Any]] = {
    "status": follow_ups.c.status,
    "receive_by": follow_ups.c.receive_by,
    "answer_by": follow_ups.c.answer_by,
    "received_at": follow_ups.c.received_at,
    "received_by": follow_ups.c.received_by,
    "answered_at": follow_ups.c.answered_at,
    "answered_by": follow_ups.c.answered_by,
    "by_peer": touches.c.thread_id.is_not(None),
    "holder": func.coalesce(follow_ups.c.claimed_by, follow_ups.c.promised_by),
    "promised_until": follow_ups.c.promised_until,
    "promises_kept": follow_ups.c.promises_kept,
    "promises_late": follow_ups.c.promises_late,
    "reopened": follow_ups.c.reopened,
    "lapsed": HAS_LAPSED,
}
_STATUSES: dict[str | None, Status] = {status.value: status for status in Status}
OWN_QUESTION = and_(follow_ups.c.thread_id == posts.c.thread_id, follow_ups.c.part == 1)
THE_ANSWER = and_(
    touches.c.thread_id == follow_ups.c.thread_id,
    touches.c.message_id == follow_ups.c.answer_id,
    touches.c.member_id == follow_ups.c.answered_by,
    touches.c.kind == REPLY,
)
"""The touch that a follow-up was answered with."""
_ANSWER_BY_PEER = and_(THE_ANSWER, touches.c.weight != Weight.RESPONDER.value)
_TOUCHED = [touches.c.thread_id, touches.c.member_id, touches.c.at, touches.c.kind == REPLY]
_TOUCHES_OF_POSTS = touches.join(posts, posts.c.thread_id == touches.c.thread_id)


FOR_THE_PMO = frozenset({Role.PMO, Role.LEAD})
"""Who sees what the PMO carries."""


def view(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> StatsView:
    """The figures as ``viewer`` sees them. ``values``: ``season`` and ``theme`` by code, and whether ``private``."""
    season = season_asked(community, values.get("season"), tx.now)
    told, carried = of_season(tx, community, season.code if season else None, values.get("theme"))
    member = community.members.get(viewer)
    roles = member.roles if member else frozenset()
    private = bool(values.get("private"))
    return StatsView(
        report=told,
        loads=carried if private and roles & FOR_THE_PMO else None,
        season=season.code if season else None,
        theme=values.get("theme"),
        may_show=permissions.may(permissions.BUTTONS["show_stats"], community, viewer),
        may_enter=private and permissions.may(permissions.BUTTONS["enter_measures"], community, viewer),
    )


def of_season(
    tx: Transaction, community: Community, season_code: str | None, theme: str | None
) -> tuple[Report, Loads]:
    """What is told of a season, or of a theme of it, to everybody, and what its PMO carries."""
    known, before = ledgers(tx, community, season_code, theme)
    told, carried = report_and_loads(known, before, measures.entries(tx, community.id), tx.now)
    tried = attempts.tried(tx, community.id, known.season)
    tried_before = attempts.tried(tx, community.id, before.season) if before else None
    told = with_attempts(told, known, tried, tried_before)
    told = with_mentions(told, mentions.of_season(tx, community.id, known.season))
    there = team(tx, community)
    of_prompts = layers.of_prompts(tx, community)
    reached = there.acted(acted(known, tried, of_prompts))
    return with_layers(told, known, reached, there.departments, of_prompts), carried


def ledgers(
    tx: Transaction, community: Community, season_code: str | None, theme: str | None = None
) -> tuple[Ledger, Ledger | None]:
    """A season and the one before; without a code, the current season, else the last that has begun.

    Of a community without a season: all its posts.
    """
    season = season_asked(community, season_code, tx.now)
    before = season_before(community, season) if season else None
    if before is None:
        known, known_before = ledger(tx, community, season), None
    else:
        known_before = _season_before(tx, community, before)
        earlier = known_before.earlier | posters(known_before)
        known = replace(_ledger(tx, community, season), earlier=earlier, departments=_departments(tx, community))
    if theme is None:
        return known, known_before
    return known.of_theme(theme), known_before.of_theme(theme) if known_before else None


def ledger(tx: Transaction, community: Community, season: Season | None) -> Ledger:
    """All that the figures of a season's posts are made of; ``None``: of all posts."""
    earlier = _earlier(tx, community, season) if season else frozenset[str]()
    return replace(_ledger(tx, community, season), earlier=earlier, departments=_departments(tx, community))


def _season_before(tx: Transaction, community: Community, season: Season) -> Ledger:
    """As much as is told of a season to hold another against: of touches those by executives, and no departments."""
    executives = [member.id for member in community.with_role(Role.EXECUTIVE)]
    return replace(_ledger(tx, community, season, touched_by=executives), earlier=_earlier(tx, community, season))


def _ledger(
    tx: Transaction, community: Community, season: Season | None, touched_by: Sequence[str] | None = None
) -> Ledger:
    of_these = _kept(community) & (posts.c.season == season.code) if season else _kept(community)
    found = sorted(_posts(tx, community, of_these), key=attrgetter("posted_at", "thread_id"))
    threads = {post.thread_id for post in found}
    return Ledger(
        community=community,
        season=season,
        posts=tuple(found),
        touches=tuple(touch for touch in _touches(tx, of_these, touched_by) if touch.thread_id in threads),
        later=_later(tx, community, season, found) if season else (),
    )


def _kept(community: Community) -> ColumnElement[bool]:
    return (posts.c.community_id == community.id) & posts.c.deleted_at.is_(None)


def _posts(tx: Transaction, community: Community, of_these: ColumnElement[bool]) -> Iterator[Posted]:
    """In no order."""
    wanted = (*_POSTED, *(_OWED[name] for name in Owed._fields))
    source = posts.outerjoin(follow_ups, OWN_QUESTION & _of_their_time(tx, community, of_these))
    thread_id, author_id, posted_at, theme, region, newcomer, status, *others = packed.columns(
        tx, wanted, source.outerjoin(touches, _ANSWER_BY_PEER), of_these
    )
    owed = (Owed._make(row) if row[0] else None for row in zip(map(_STATUSES.get, status), *others, strict=True))
    return map(Posted, thread_id, author_id, posted_at, theme, region, newcomer, owed)


def _of_their_time(tx: Transaction, community: Community, of_these: ColumnElement[bool]) -> ColumnElement[bool]:
    """True of these posts' own follow-ups, which are as old as they. By it PostgreSQL finds them in
    ``ix_follow_up_open``, and reads those of no other season; SQLite takes them one by one in any case.
    """
    if tx.connection.dialect.name != "postgresql":
        return true()
    first, last = (select(of(posts.c.posted_at)).where(of_these).scalar_subquery() for of in (func.min, func.max))
    return and_(
        follow_ups.c.community_id == community.id,
        follow_ups.c.status.in_(list(Status)),
        follow_ups.c.posted_at.between(first, last),
    )


def _touches(tx: Transaction, of_these: ColumnElement[bool], by: Sequence[str] | None) -> Iterator[Touched]:
    """In a transaction that writes, also those of a post that another process took in since the posts were read."""
    where = of_these & touches.c.taken_back_at.is_(None)
    if by is not None:
        where &= touches.c.member_id.in_(by)
    return map(Touched, *packed.columns(tx, _TOUCHED, _TOUCHES_OF_POSTS, where))


def _earlier(tx: Transaction, community: Community, season: Season) -> frozenset[str]:
    codes = [one.code for one in community.seasons if one.starts < season.starts]
    them = _kept(community) & posts.c.season.in_(codes) & posts.c.author_id.is_not(None)
    query = select(posts.c.author_id).where(them).distinct()
    return frozenset(tx.connection.execute(query).scalars()) if codes else frozenset()


def _later(tx: Transaction, community: Community, season: Season, found: Sequence[Posted]) -> tuple[Any, ...]:
    """What was posted elsewhere while a newcomer of these posts could still come again in time."""
    first_ones = [post.posted_at for post in found if post.newcomer]
    if not first_ones:
        return ()
    others = _kept(community) & or_(posts.c.season.is_(None), posts.c.season != season.code)
    in_time = posts.c.posted_at.between(first_ones[0], first_ones[-1] + AGAIN_WITHIN)
    query = select(posts.c.author_id, posts.c.posted_at).where(others, in_time, posts.c.author_id.is_not(None))
    return tuple(tuple(row) for row in tx.connection.execute(query))


def _departments(tx: Transaction, community: Community) -> dict[str, str]:
    """Of those who are in the team, or were."""
    query = select(roster.c.id, roster.c.department).where(
        roster.c.community_id == community.id, roster.c.department.is_not(None)
    )
    return {row.id: row.department for row in tx.connection.execute(query)}
