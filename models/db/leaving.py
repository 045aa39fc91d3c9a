"""What somebody who left the team, or lost the role, had in hand goes to others, silently, as what is released does."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, or_, select

from models import leaving
from models.acts import Actor
from models.community import Community
from models.db import absences, nudges, people, presses
from models.db.communities import Settled
from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups
from models.db.tables.outbox import live_cards
from models.db.transaction import Transaction
from models.effects import nudge_slot, take_back
from models.follow_up import OPEN, Decision, FollowUp, Status
from models.nudging import PASSED, Around, Nudge, looks_after_answers, successor
from models.pressing import LEAVE, Press
from models.telling import next_press_at

_IS_OPEN = follow_ups.c.status.in_([status.value for status in OPEN])
_IS_HELD = follow_ups.c.status.in_([Status.CLAIMED.value, Status.PROMISED.value])


def let_go(tx: Transaction, community: Community, member_id: str) -> int:
    """Pass on all that a member has in hand, owns, or was asked for. Returns of how many follow-ups.

    ``community`` is without them already.
    """
    columns = (follow_ups.c.claimed_by, follow_ups.c.promised_by, follow_ups.c.advisor)
    theirs = or_(*(column == member_id for column in columns), follow_ups.c.owners.contains(member_id))
    query = select(*FOLLOW_UP_COLUMNS).where(follow_ups.c.community_id == community.id, _IS_OPEN, theirs)
    found = tx.connection.execute(query.order_by(follow_ups.c.id).with_for_update())
    return sum(_passed_on(tx, community, follow_up_of(row), member_id) for row in found.all())


def with_any_in_hand(tx: Transaction, community_id: str) -> set[str]:
    """Everybody who has, owns, or was asked for an open follow-up."""
    columns = (follow_ups.c.claimed_by, follow_ups.c.promised_by, follow_ups.c.advisor, follow_ups.c.owners)
    query = select(*columns).where(follow_ups.c.community_id == community_id, _IS_OPEN)
    return {one for row in tx.connection.execute(query) for told in row for one in (told or "").split()}


def is_any_left_behind(tx: Transaction) -> bool:
    """Whether an open follow-up is with somebody who left, or lost the role: a look that writes nothing."""
    return any(_left_behind(tx, settled) for settled in tx.communities.values())


def let_go_left_behind(tx: Transaction) -> int:
    """Pass on what came back to somebody who had left before (an answer deleted, a press undone, a post put back), and
    what is held by somebody whom the season or the file gives no role for it any more.

    Returns of how many follow-ups. What two processes do at once is done once: each follow-up is locked.
    """
    return sum(
        let_go(tx, settled.community, member_id)
        for settled in tx.communities.values()
        for member_id in sorted(_left_behind(tx, settled))
    )


def _left_behind(tx: Transaction, settled: Settled) -> set[str]:
    """Who left and still has something; and who claimed or promised and does not look after answers any more."""
    community = settled.community
    columns = (follow_ups.c.claimed_by, follow_ups.c.promised_by)
    query = select(*columns).where(follow_ups.c.community_id == community.id, _IS_HELD).distinct()
    holders = {one for row in tx.connection.execute(query) for one in row if one}
    left = settled.left & with_any_in_hand(tx, community.id) if settled.left else frozenset()
    return {*left, *(one for one in holders if not looks_after_answers(community, one))}


def take_cards_back(tx: Transaction, community_id: str, member_id: str) -> None:
    """Delete the cards of a community in a member's chat: they show what people of the team wrote."""
    query = select(live_cards.c.slot, live_cards.c.conversation_id, live_cards.c.activity_id)
    for row in tx.connection.execute(query.where(live_cards.c.member_id == member_id)).all():
        kind, _, follow_up_id = row.slot.partition(":")
        shown = tx.follow_up(follow_up_id) if kind in ("follow_up", "similar") else None
        if row.slot not in ("queue", nudge_slot(community_id)) and (
            shown is None or shown.community_id != community_id
        ):
            continue
        tx.execute(delete(live_cards).where(live_cards.c.member_id == member_id, live_cards.c.slot == row.slot))
        tx.enqueue(take_back(community_id, member_id, row.conversation_id, row.activity_id))


def _passed_on(tx: Transaction, community: Community, follow_up: FollowUp, member_id: str) -> bool:
    """Returns whether anything changed: a promise stays where nobody is left who answers posts."""
    before = presses.of_follow_up(tx, follow_up)
    at, home = next_press_at(follow_up, before, tx.now), community.in_region(follow_up.region)
    promised = follow_up.status is Status.PROMISED and follow_up.promised_by == member_id
    to = _successor(tx, home, follow_up, member_id) if promised else ""
    if to is None:
        return False
    after = follow_up
    if member_id in (follow_up.held_by, follow_up.advisor):
        after = leaving.left(follow_up, Actor(member_id, at, home, {}), to)
        presses.keep(tx, follow_up, Press(LEAVE, follow_up.version, member_id, at, {"to": to}, pace=follow_up.pace))
    after = replace(after, owners=_without(after.owners, member_id))
    if promised:
        after = replace(after, nudges=after.nudges + 1, nudged_at=tx.now)
        nudges.keep(tx, community.id, [Nudge(after.id, after.nudges, to, PASSED, tx.now)])
    tx.apply(follow_up, Decision(after))
    return after != follow_up


def _successor(tx: Transaction, home: Community, follow_up: FollowUp, member_id: str) -> str | None:
    around = Around(home, absences.now_absent(tx, home.id).away, people.loads(tx, home.id))
    return successor(replace(follow_up, owners=_without(follow_up.owners, member_id)), around)


def _without(owners: tuple[str, ...], member_id: str) -> tuple[str, ...]:
    return tuple(one for one in owners if one != member_id)
