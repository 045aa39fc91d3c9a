"""Executives' lists as the database holds them: made once a week and member, shown as far as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from models.attempts import Came
from models.community import Community, Role
from models.db import absences, attempts, bulk, people, touch_reading
from models.db.tables.ledger import touches
from models.db.tables.touch_list import touch_offers, touch_wishes
from models.db.transaction import Transaction
from models.effects import send
from models.outgoing import Card
from models.showing import link, shorten, theme_name
from models.touch_list import Reason, is_time, touch_list, week_of
from models.touch_views import TouchListView, TouchRow

TEXT_AT_MOST = 200
CARD = "touch_list"


def wish(tx: Transaction, community: Community, member_id: str) -> None:
    """A list comes by itself from next week on: this week's has been asked for already."""
    row = {"community_id": community.id, "member_id": member_id, "since": tx.now}
    tx.writes += 1
    bulk.insert(tx.connection, touch_wishes, [row | {"week": _week(tx, community, member_id)}], once=True)


def stop(tx: Transaction, community: Community, member_id: str) -> None:
    """None comes by itself any more."""
    tx.execute(delete(touch_wishes).where(_wished(community.id, member_id)))


def is_wished(tx: Transaction, community_id: str, member_id: str) -> bool:
    found = tx.connection.execute(select(touch_wishes.c.since).where(_wished(community_id, member_id)))
    return found.first() is not None


def due(tx: Transaction) -> list[tuple[str, str]]:
    """Whose weekly list is to be looked at now: community and member."""
    found = []
    for row in tx.connection.execute(select(touch_wishes).order_by(touch_wishes.c.member_id)):
        settled = tx.communities.get(row.community_id)
        if settled is not None and _is_due(tx, settled.community, row):
            found.append((row.community_id, row.member_id))
    return found


def tell(tx: Transaction, community_id: str, member_id: str) -> bool:
    """Look at a member's weekly list, once over all processes; returns whether there is one, and it was ordered."""
    community = tx.communities[community_id].community
    mine = _wished(community_id, member_id)
    row = tx.connection.execute(select(touch_wishes).where(mine).with_for_update()).first()
    if row is None or not _is_due(tx, community, row):
        return False
    week = _week(tx, community, member_id)
    tx.execute(update(touch_wishes).where(mine).values(week=week))
    offer(tx, community, member_id)
    if not _rows(tx, community, member_id):
        return False
    shown = card(tx, community, member_id, weekly=True, week=week)
    tx.enqueue(send(f"{CARD}:{community_id}:{member_id}:{week}", community_id, member_id, shown))
    return True


def offer(tx: Transaction, community: Community, member_id: str) -> None:
    """Make a member's list of this week, where nothing stands of one."""
    if _rows(tx, community, member_id):
        return
    found, around = touch_reading.candidates(tx, community)
    chosen = touch_list(found, touch_reading.reader(tx, community, member_id), around, tx.now)
    known = {"community_id": community.id, "member_id": member_id, "week": _week(tx, community, member_id)}
    rows = [
        known | {"about": one.about, "place": place, "reason": one.reason.value, "offered_at": tx.now}
        for place, one in enumerate(chosen)
    ]
    if rows:
        tx.writes += len(rows)
        bulk.insert(tx.connection, touch_offers, rows, once=True)


def card(tx: Transaction, community: Community, member_id: str, **values: Any) -> Card:
    """The card of a member's list of this week. ``offered`` tells by what it shows when it is to be drawn again."""
    query = select(touch_offers.c.about).where(_this_week(tx, community, member_id)).order_by(touch_offers.c.place)
    offered = list(tx.connection.execute(query).scalars())
    return Card(CARD, values | {"offered": offered}, slot=f"{CARD}:{community.id}")


def may_leave(tx: Transaction, community: Community, member_id: str, values: Mapping[str, Any]) -> bool:
    """Whether a card may leave: one that comes by itself is theirs, and for this week, and has anything to show."""
    if not values.get("weekly"):
        return True
    theirs = is_executive(community, member_id) and is_wished(tx, community.id, member_id)
    this_week = values["week"] == _week(tx, community, member_id)
    return theirs and this_week and bool(_rows(tx, community, member_id, values.get("offered")))


def view(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> TouchListView:
    """What stands of what a card offers; of one that says nothing of that, this week's list."""
    rows = tuple(_rows(tx, community, viewer, values.get("offered")))
    return TouchListView(rows, is_wished(tx, community.id, viewer), bool(values.get("weekly")))


def is_executive(community: Community, member_id: str) -> bool:
    member = community.members.get(member_id)
    return member is not None and Role.EXECUTIVE in member.roles


def _is_due(tx: Transaction, community: Community, row: Any) -> bool:
    if not is_executive(community, row.member_id) or row.week == _week(tx, community, row.member_id):
        return False
    if not is_time(community.hours_of(row.member_id), tx.now):
        return False
    absent = absences.now_absent(tx, community.id)
    return row.member_id not in absent.away | absent.quiet


def _rows(
    tx: Transaction, community: Community, member_id: str, offered: Sequence[str] | None = None
) -> list[TouchRow]:
    """What stands of what was ``offered``, or of this week's list: not closed, deleted, removed or changed to one that
    worked, by somebody who is there still, and without a word of theirs so far.
    """
    asked = _this_week(tx, community, member_id)
    if offered is not None:
        asked = _theirs(community.id, member_id) & touch_offers.c.about.in_(offered)
    query = select(touch_offers.c.about, touch_offers.c.reason).where(asked).order_by(touch_offers.c.place)
    left = touch_reading.gone(tx, community.id)
    found = [_row(tx, community, member_id, about, Reason(reason)) for about, reason in tx.connection.execute(query)]
    return [row for row in found if row is not None and row.author_id not in left]


def _row(tx: Transaction, community: Community, member_id: str, about: str, reason: Reason) -> TouchRow | None:
    if reason is Reason.TRIED:
        return _attempt(tx, community, member_id, about)
    return _post(tx, community, member_id, about, reason)


def _post(tx: Transaction, community: Community, member_id: str, about: str, reason: Reason) -> TouchRow | None:
    post = tx.post(about)
    own = next((one for one in tx.follow_ups(about) if one.part == 1), None)
    if post is None or post.deleted_at or own is None or own.status.value in touch_reading.CLOSED:
        return None
    if _has_word(tx, about, member_id):
        return None
    return TouchRow(
        author_id=post.author_id or "",
        author=people.names(tx, community, (post.author_id,)).get(post.author_id or "", post.author_name),
        text=shorten(" ".join(post.text.split()), TEXT_AT_MOST),
        link=link(community, post, tx.home(community.id).group_id),
        at=post.posted_at,
        reason=reason,
        theme=theme_name(community, post),
        region=post.region,
        shows=(own.id, own.version),
    )


def _attempt(tx: Transaction, community: Community, member_id: str, about: str) -> TouchRow | None:
    found = attempts.find(tx, about)
    if found is None or found.removed_at is not None or found.told.came_of_it is not Came.NOT_THIS_TIME:
        return None
    thread = touch_reading.posted(tx, found)
    if thread is None or _has_word(tx, thread.thread_id, member_id):
        return None
    theme = community.theme(found.season, found.told.theme)
    return TouchRow(
        author_id=found.member_id,
        author=people.names(tx, community, (found.member_id,)).get(found.member_id, ""),
        text=shorten(" ".join(found.told.tried.split()), TEXT_AT_MOST),
        link=link(community, thread, tx.home(community.id).group_id),
        at=found.at,
        reason=Reason.TRIED,
        theme=theme.name if theme else None,
        shows=(found.id, found.version),
    )


def _has_word(tx: Transaction, thread_id: str, member_id: str) -> bool:
    mine = (touches.c.thread_id == thread_id) & (touches.c.member_id == member_id) & touches.c.taken_back_at.is_(None)
    return tx.connection.execute(select(touches.c.at).where(mine)).first() is not None


def _week(tx: Transaction, community: Community, member_id: str) -> str:
    return week_of(community.hours_of(member_id), tx.now).isoformat()


def _this_week(tx: Transaction, community: Community, member_id: str) -> ColumnElement[bool]:
    return _theirs(community.id, member_id) & (touch_offers.c.week == _week(tx, community, member_id))


def _theirs(community_id: str, member_id: str) -> ColumnElement[bool]:
    return (touch_offers.c.community_id == community_id) & (touch_offers.c.member_id == member_id)


def _wished(community_id: str, member_id: str) -> ColumnElement[bool]:
    return (touch_wishes.c.community_id == community_id) & (touch_wishes.c.member_id == member_id)
