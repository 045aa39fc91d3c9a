"""From the ledger to what a card says.

The one place where views are made, for answers to a press and for what the clock sends alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Literal

from models.advising import asked_for, is_asked
from models.community import Community, Role
from models.db import (
    answering,
    asking,
    day_counts,
    gathering,
    liking,
    looking,
    offering,
    people,
    presses,
    queue,
    similar_showing,
    touches,
)
from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.ledger import Post
from models.list_views import NudgeRow, NudgeView, YesterdayRow
from models.promising import day_suggested, days_offered, needs_word
from models.showing import (
    asked_now,
    due_at,
    link,
    owed,
    proposed_day,
    settled_with,
    shorten,
    theme_name,
)
from models.views import FollowUpView, Looker, View

TEXT_AT_MOST = 700
REPLY_AT_MOST = 280


def view(tx: Transaction, community: Community, card: str, values: Mapping[str, Any], viewer: str) -> View | None:
    """What a card of the outbox says now. ``None`` when there is nothing to show: its follow-up is gone."""
    match card:
        case "follow_up":
            found = tx.follow_up(values["follow_up_id"])
            return None if found is None else follow_up(tx, community, found, viewer, values)
        case "nudge":
            return nudge(tx, community, viewer, values)
        case "queue":
            return queue.view(tx, community, viewer, queue.Choice(**values))
        case "similar":
            found = tx.follow_up(values["follow_up_id"])
            return None if found is None else similar_showing.view(tx, found, values.get("offered"))
        case _:
            return answering.view(tx, community, card, values, viewer)


def nudge(tx: Transaction, community: Community, viewer: str, values: Mapping[str, Any]) -> FollowUpView | NudgeView:
    """What a nudge card says now (``values``: models/effects.py, nudge_card): of one follow-up its own card with all
    its buttons, of several a row each, as far as they are owed still.
    """
    items = values["items"]
    shown = [(one, asks) for one_id, asks, number in items if (one := gathering.owed_still(tx, one_id, number, viewer))]
    morning: bool = values["morning"]
    if len(items) == 1 and not morning:
        one = tx.follow_up(items[0][0])
        return NudgeView() if one is None else follow_up(tx, community, one, viewer, {"asks": items[0][1]})
    if len(shown) == 1 and not morning:
        return follow_up(tx, community, shown[0][0], viewer, {"asks": shown[0][1]})
    rows = tuple(_nudge_row(tx, community, one, viewer, asks) for one, asks in shown)
    return NudgeView(rows, morning, _yesterday(tx, community, viewer) if morning else None)


def _yesterday(tx: Transaction, community: Community, viewer: str) -> YesterdayRow | None:
    """For the PMO, once it was counted."""
    member = community.members.get(viewer)
    days = day_counts.yesterday(tx, community) if member and Role.PMO in member.roles else []
    if not days:
        return None
    return YesterdayRow(
        posts=sum(one.count.posts for one in days),
        owed=sum(one.owed for one in days),
        received=sum(one.received for one in days),
        missing=sum(len(one.count.missing) for one in days),
        found=sum(len(one.count.mended) for one in days),
    )


def _nudge_row(tx: Transaction, community: Community, shown: FollowUp, viewer: str, asks: str | None) -> NudgeRow:
    post = _post(tx, shown)
    return NudgeRow(
        follow_up_id=shown.id,
        version=shown.version,
        author=asking.author(tx, community, shown, post),
        newcomer=shown.newcomer,
        theme=theme_name(community, post),
        text=shorten(" ".join(asking.words(tx, shown, post).split()), queue.TEXT_AT_MOST),
        link=link(community, post, tx.home(community.id).group_id, shown.asked_id),
        owed=owed(shown),
        late=shown.is_late(tx.now),
        due_at=due_at(shown),
        mine=shown.held_by == viewer,
        asks=asks,
    )


def _post(tx: Transaction, shown: FollowUp) -> Post:
    post = tx.post(shown.thread_id)
    if post is None:
        raise ValueError(f"follow-up {shown.id} has no post")
    return post


def follow_up(
    tx: Transaction,
    community: Community,
    shown: FollowUp,
    viewer: str,
    values: Mapping[str, Any] = MappingProxyType({}),
) -> FollowUpView:
    """One follow-up as ``viewer`` sees it now. ``values`` say why the card came (models/effects.py, follow_up_card)."""
    post = _post(tx, shown)
    names = people.names(
        tx,
        community,
        (
            shown.received_by,
            shown.claimed_by,
            shown.promised_by,
            shown.answered_by,
            shown.settled_by,
            shown.peer_by,
            shown.advisor,
        ),
    )
    asks = asked_now(shown, viewer, values.get("asks"), values.get("by"))
    offered = offering.offered(tx, community, shown, viewer, post)
    verbs = offered.verbs
    acted = presses.of_follow_up(tx, shown) if asks == "asked" else ()
    if asks == "asked":
        verbs = ("not_this_time",) if is_asked(acted, viewer) else ()
    reason, words = settled_with(shown)
    home = community.in_region(shown.region)
    today = tx.now.astimezone(home.hours.zone).date()
    first = today if home.hours.end_of_day(today) > tx.now else today + timedelta(days=1)
    days = days_offered(home, tx.now) if "promise" in verbs else ()
    return FollowUpView(
        follow_up_id=shown.id,
        version=shown.version,
        thread_id=shown.thread_id,
        status=shown.status.value,
        owed=owed(shown),
        late=shown.is_late(tx.now),
        author=asking.author(tx, community, shown, post),
        newcomer=bool(people.newcomers(tx, community.id, (shown.author_id,))),
        theme=theme_name(community, post),
        text=shorten(asking.words(tx, shown, post), TEXT_AT_MOST),
        link=link(community, post, tx.home(community.id).group_id, shown.asked_id),
        posted_at=shown.posted_at,
        due_at=due_at(shown),
        received_by=names.get(shown.received_by or ""),
        claimed_by=names.get(shown.claimed_by or ""),
        promised_by=names.get(shown.promised_by or ""),
        promised_until=shown.promised_until,
        answered_by=names.get(shown.answered_by or ""),
        settled_by=names.get(shown.settled_by or ""),
        settled_reason=reason,
        settled_words=words,
        peer=names.get(shown.peer_by or "") if shown.is_open else None,
        peer_text=_peer_text(tx, shown),
        mine=shown.held_by == viewer,
        owns=viewer in shown.owners,
        verbs=verbs,
        promise_from=first,
        promise_days=days,
        promise_default=day_suggested(home, tx.now, days),
        promise_needs_word=needs_word(shown),
        asks=asks,
        proposed=proposed_day(shown, viewer, first, home),
        asked_by=people.names(tx, community, (values.get("by"),)).get(values.get("by", "")) if asks else None,
        looking=_looking(tx, community, shown, viewer),
        like=_like(tx, community, shown, viewer, post),
        writing="write_answer" in verbs and looking.is_writing(tx, shown, viewer),
        asked_word=asked_for(acted, viewer),
        asking=names.get(shown.advisor or "") if shown.is_open else None,
        hand_over_to=offered.choices.get("hand_over", ()),
        split_to=offered.choices.get("split", ()),
        part=shown.part,
        splits=shown.splits,
        advisors=offered.choices.get("ask", ()),
        themes=offered.choices.get("choose_theme", ()),
        theme_code=post.theme,
    )


def _like(
    tx: Transaction, community: Community, shown: FollowUp, viewer: str, post: Post
) -> Literal["press", "open"] | None:
    """How the viewer may like what is asked; ``None`` where it is closed, their own, or liked by them already."""
    likable = shown.is_open and community.is_responder(viewer) and viewer != shown.author_id
    if not likable or post.deleted_at is not None or liking.has_liked(tx, shown, viewer):
        return None
    return "press" if tx.home(community.id).group_id else "open"


def _looking(tx: Transaction, community: Community, shown: FollowUp, viewer: str) -> tuple[Looker, ...]:
    """Those who have it open as ``viewer`` has."""
    others = [one for one in looking.others(tx, shown, viewer) if community.is_responder(one.member_id)]
    return tuple(Looker(community.members[one.member_id].name, one.since, one.writing) for one in others)


def _peer_text(tx: Transaction, shown: FollowUp) -> str:
    """What the member wrote whose reply waits for a responder to confirm it, shortened; empty when there is none."""
    if shown.peer_id is None or not shown.is_open:
        return ""
    reply = touches.reply(tx, shown.thread_id, shown.peer_id)
    return shorten((reply.text if reply else None) or "", REPLY_AT_MOST)


def state(tx: Transaction, community: Community, shown: FollowUp, viewer: str) -> FollowUpView:
    """How a follow-up stands, for a place where no button can be pressed."""
    return replace(follow_up(tx, community, shown, viewer), verbs=())
