"""The open follow-ups of a community, as a member works through them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from models.community import Community
from models.db import asking, people, pinning
from models.db.rows import FOLLOW_UP_COLUMNS, POST_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups, posts
from models.db.transaction import Transaction
from models.follow_up import OPEN, FollowUp, Status
from models.ledger import Post
from models.list_views import QueueRow, QueueTheme, QueueView
from models.showing import due_at, link, owed, shorten, theme_name

ROWS = 10
TEXT_AT_MOST = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the open follow-ups to show. Without ``which``: one's own if there are any, else all."""

    which: Literal["mine", "all", "theme"] | None = None
    theme: str | None = None
    page: int = 0


def view(tx: Transaction, community: Community, viewer: str, choice: Choice) -> QueueView:
    """A page of the queue as ``viewer`` chose it. A page behind the last is the last."""
    is_open = and_(
        follow_ups.c.community_id == community.id, follow_ups.c.status.in_([status.value for status in OPEN])
    )
    mine = _count(tx, is_open & _of(viewer))
    which = choice.which or ("mine" if mine else "all")
    chosen = is_open & {"mine": _of(viewer), "theme": posts.c.theme == choice.theme}.get(which, literal(True))
    total, late = _count(tx, chosen), _count(tx, chosen & _late(tx))
    pages = max(1, -(-total // ROWS))
    page = min(max(choice.page, 0), pages - 1)
    themes = _themes(tx, community, is_open)
    known = tx.acquaintances(viewer).get(community.id)
    found = _page(tx, chosen, page)
    new = people.newcomers(tx, community.id, (shown.author_id for shown, _ in found))
    wish = pinning.wish(tx, viewer)
    return QueueView(
        rows=tuple(
            replace(_row(tx, community, shown, post, viewer), newcomer=shown.author_id in new) for shown, post in found
        ),
        total=total,
        late=late,
        which=which,
        theme=choice.theme if which == "theme" else None,
        page=page,
        pages=pages,
        mine=mine,
        everyone=_count(tx, is_open),
        themes=themes,
        viewer=known.teams_id if known else None,
        pinned=wish is not None and wish.wanted and not wish.lapsed,
        lapsed=wish is not None and wish.lapsed,
    )


def _page(tx: Transaction, chosen: ColumnElement[bool], page: int) -> list[tuple[FollowUp, Post]]:
    waiting_first = case((follow_ups.c.status == Status.WAITING.value, 0), else_=1)
    query = (
        select(*FOLLOW_UP_COLUMNS, *POST_COLUMNS)
        .join(posts, posts.c.thread_id == follow_ups.c.thread_id)
        .where(chosen)
        .order_by(waiting_first, case((_late(tx), 0), else_=1), follow_ups.c.posted_at, follow_ups.c.id)
        .limit(ROWS)
        .offset(page * ROWS)
    )
    split = len(FOLLOW_UP_COLUMNS)
    return [(follow_up_of(row[:split]), Post(*row[split:])) for row in tx.connection.execute(query)]


def _count(tx: Transaction, chosen: ColumnElement[bool]) -> int:
    joined = follow_ups.join(posts, posts.c.thread_id == follow_ups.c.thread_id)
    return tx.connection.execute(select(func.count()).select_from(joined).where(chosen)).scalar_one()


def _themes(tx: Transaction, community: Community, is_open: ColumnElement[bool]) -> tuple[QueueTheme, ...]:
    """The current season's themes that have open follow-ups, in the file's order."""
    joined = follow_ups.join(posts, posts.c.thread_id == follow_ups.c.thread_id)
    query = select(posts.c.theme, func.count()).select_from(joined).where(is_open).group_by(posts.c.theme)
    counts = {row[0]: row[1] for row in tx.connection.execute(query)}
    season = community.season_on(tx.now)
    themes = season.themes if season else ()
    return tuple(QueueTheme(one.code, one.name, counts[one.code]) for one in themes if one.code in counts)


def _of(viewer: str) -> ColumnElement[bool]:
    """Held by this member, or held by nobody while its theme names them."""
    held = follow_ups.c.claimed_by.is_not(None) | follow_ups.c.promised_by.is_not(None)
    owner = (literal(" ") + follow_ups.c.owners + literal(" ")).like(f"% {viewer} %")
    return or_(follow_ups.c.claimed_by == viewer, follow_ups.c.promised_by == viewer, ~held & owner)


def _late(tx: Transaction) -> ColumnElement[bool]:
    promised = follow_ups.c.status == Status.PROMISED.value
    unseen = follow_ups.c.received_at.is_(None) & (follow_ups.c.receive_by < tx.now)
    return or_(
        promised & (follow_ups.c.promised_until < tx.now), ~promised & ((follow_ups.c.answer_by < tx.now) | unseen)
    )


def _row(tx: Transaction, community: Community, shown: FollowUp, post: Post, viewer: str) -> QueueRow:
    holders = (shown.held_by,) if shown.held_by else shown.owners
    names = people.names(tx, community, holders)
    return QueueRow(
        follow_up_id=shown.id,
        author=asking.author(tx, community, shown, post),
        newcomer=False,
        theme=theme_name(community, post),
        text=shorten(" ".join(asking.words(tx, shown, post).split()), TEXT_AT_MOST),
        link=link(community, post, tx.home(community.id).group_id, shown.asked_id),
        status=shown.status.value,
        owed=owed(shown),
        late=shown.is_late(tx.now),
        age=community.in_region(shown.region).hours.between(shown.posted_at, max(tx.now, shown.posted_at)),
        due_at=due_at(shown),
        holder=next((names[holder] for holder in holders if holder in names), None),
        mine=viewer in holders,
        part=shown.part,
    )
