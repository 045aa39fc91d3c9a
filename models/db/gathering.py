"""One card a person: what is due to a member gathered, in their own hours, and what becomes of such a card.

docs/nudges.md tells the rules in words.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from models.absence import Absent
from models.calm import Calm, cards_on, may_be_told, morning_day
from models.community import Community, Role
from models.db import absences, calm, nudges, outbox
from models.db.outbox import Leased
from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups
from models.db.transaction import Transaction
from models.deeds import Deed
from models.effects import nudge_card, send
from models.follow_up import OPEN, Decision, FollowUp
from models.ladder import due_at, late_at
from models.nudging import EVERYONE, Nudge, again, is_wanted, passed_on


@dataclass(frozen=True, slots=True)
class Item:
    """A follow-up on a member's card. ``nudge`` is ``None`` for what only the morning brought."""

    follow_up: FollowUp
    nudge: Nudge | None = None

    def pack(self) -> list[str | int | None]:
        """As the card's values hold it: the follow-up's id, why it comes, and which of its nudges it is."""
        nudge = self.nudge
        return [self.follow_up.id, nudge.asks if nudge else None, nudge.number if nudge else None]


def to_tell(tx: Transaction) -> list[tuple[str, str]]:
    """The communities and members for whom a card may leave now."""
    waiting = nudges.untold(tx)
    found: list[tuple[str, str]] = []
    for community_id, settled in tx.communities.items():
        community = settled.community
        if settled.home.removed_at is not None:
            continue
        absent, known = absences.now_absent(tx, community_id), calm.all_of(tx, community_id)
        for member_id in community.members:
            theirs = known.get(member_id, Calm())
            told = (community_id, member_id) in waiting and may_be_told(theirs, community, member_id, tx.now)
            if member_id in absent.quiet:
                continue
            awake = member_id not in absent.away and morning_day(theirs, community, member_id, tx.now)
            if told or awake:
                found.append((community_id, member_id))
    return found


def gone(tx: Transaction) -> list[tuple[str, str]]:
    """The communities and members who went away, or left, with something on the list that they were not told of."""
    away = {community_id: absences.now_absent(tx, community_id).away for community_id in tx.communities}
    left = {
        (community_id, member_id)
        for community_id, member_id in nudges.untold(tx)
        if member_id not in tx.communities[community_id].community.members
    }
    absent = {
        (community_id, member_id)
        for community_id, member_id in nudges.untold(tx, but_not=EVERYONE)
        if member_id in away[community_id]
    }
    return sorted(left | absent)


def pass_by(tx: Transaction, them: Iterable[tuple[str, str]]) -> int:
    """Take off the lists of who went away what they were not told of; others are asked instead. Returns how many."""
    count = 0
    for community_id, member_id in them:
        has_left = member_id not in tx.communities[community_id].community.members
        untold = [one for one in nudges.untold_of(tx, community_id, member_id) if has_left or one.asks != EVERYONE]
        nudges.end(tx, untold, "away")
        for nudge in untold:
            _step(tx, nudge, again)
        count += len(untold)
    return count


def tell(tx: Transaction, community_id: str, member_id: str) -> bool:
    """Put a member's card into the outbox, if there is something to tell them and they may be told now."""
    community = tx.communities[community_id].community
    theirs = calm.locked(tx, community_id, member_id)
    absent = absences.now_absent(tx, community_id)
    if member_id in absent.quiet or not community.hours_of(member_id).is_working(tx.now):
        return False
    away = member_id in absent.away
    morning = None if away else morning_day(theirs, community, member_id, tx.now)
    on_list = nudges.listed(tx, community_id, member_id)
    may = may_be_told(theirs, community, member_id, tx.now)
    untold = [nudge for nudge, _ in on_list if nudge.card is None and may and (not away or nudge.asks == EVERYONE)]
    items = [Item(follow_up, nudge) for nudge, follow_up in on_list if nudge.card is not None or nudge in untold]
    if untold and not away and _is_morning_card_waiting(tx, community_id, member_id, theirs.card):
        morning = theirs.morning
    if morning:
        theirs = replace(theirs, morning=morning)
        listed = {item.follow_up.id for item in items}
        items += [Item(one) for one in _owed_today(tx, community, member_id, morning) if one.id not in listed]
    if not untold and not (morning and items):
        calm.keep(tx, community_id, member_id, theirs)
        return False
    today = tx.now.astimezone(community.hours_of(member_id).zone).date()
    counted = cards_on(theirs, today) + bool(untold)
    theirs = replace(theirs, card=theirs.card + 1, day=today, cards=counted)
    calm.keep(tx, community_id, member_id, theirs)
    nudges.told(tx, untold, theirs.card)
    packed = [item.pack() for item in sorted(items, key=_first)]
    counts_for = today if untold else None
    card = nudge_card(community_id, theirs.card, packed, counts_for, morning=morning is not None)
    tx.enqueue(send(_key(community_id, member_id, theirs.card), community_id, member_id, card))
    return True


def _key(community_id: str, member_id: str, number: int) -> str:
    return f"nudge:{community_id}:{member_id}:{number}"


def _is_morning_card_waiting(tx: Transaction, community_id: str, member_id: str, number: int) -> bool:
    """Whether the member's last card is a morning card that did not leave yet: a newer one is that card then."""
    return any(
        order.state == "queued" and order.effect.payload["values"]["morning"]
        for order in outbox.ordered(tx, [_key(community_id, member_id, number)])
    )


def may_leave(tx: Transaction, community: Community, member_id: str, values: Mapping[str, Any]) -> bool:
    """Whether a card may still leave: asked once more, right before it does.

    A newer one has all that it has; and only the morning's comes with nothing but what they were told of before.
    """
    items, number = values["items"], values["number"]
    if member_id not in community.members or number != calm.read(tx, community.id, member_id).card:
        return False
    absent: Absent = absences.now_absent(tx, community.id)
    if member_id in absent.quiet or not community.hours_of(member_id).is_working(tx.now):
        return False
    if member_id in absent.away and not any(asks == EVERYONE for _, asks, _ in items):
        return False
    first = {(one.follow_up_id, one.number) for one in nudges.of_card(tx, community.id, member_id, number)}
    asking = [(one_id, step) for one_id, _, step in items if values["morning"] or (one_id, step) in first]
    return any(owed_still(tx, one_id, step, member_id) for one_id, step in asking)


def owed_still(tx: Transaction, follow_up_id: str, number: int | None, member_id: str) -> FollowUp | None:
    """A follow-up of a member's nudge card, unless it is closed, moved on, or in another's hand."""
    found = tx.follow_up(follow_up_id)
    if found is None:
        return None
    theirs = found.is_open and found.held_by in (None, member_id)
    return found if (theirs if number is None else is_wanted(found, number)) else None


def put_back(tx: Transaction, effect: Leased) -> None:
    """A card did not leave: what it would have told first waits on the list again, or is told by the newer one."""
    first, theirs = _told_by(tx, effect), _uncounted(tx, effect)
    number = effect.payload["values"]["number"]
    nudges.told(tx, first, None if theirs.card == number else theirs.card)
    nudges.not_told(tx, effect.community_id, effect.payload["to"], number)


def left(tx: Transaction, effect: Leased, shown: Container[str]) -> None:
    """A card left, and showed these follow-ups: of what it was to tell of besides, it told nobody."""
    values = effect.payload["values"]
    missing = [one_id for one_id, *_ in values["items"] if one_id not in shown]
    if missing:
        nudges.not_told(tx, effect.community_id, effect.payload["to"], values["number"], missing)


def refused(tx: Transaction, effect: Leased) -> None:
    """Teams refused a card for good: where nobody else was told, the next step is taken at once."""
    first = _told_by(tx, effect)
    _uncounted(tx, effect)
    nudges.end(tx, first, "refused")
    nudges.not_told(tx, effect.community_id, effect.payload["to"], effect.payload["values"]["number"])
    if not first:
        tx.note(Deed.REFUSED, effect.community_id, by=effect.payload["to"])
    steps = len(tx.communities[effect.community_id].community.rules.steps)
    for nudge in first:
        _step(tx, nudge, partial(passed_on, steps=steps))


def _uncounted(tx: Transaction, effect: Leased) -> Calm:
    """A card that nobody saw counts for no day. Returns the member's calm."""
    values, member_id = effect.payload["values"], effect.payload["to"]
    theirs = calm.locked(tx, effect.community_id, member_id)
    if values["day"] and theirs.cards and theirs.day == date.fromisoformat(values["day"]):
        theirs = replace(theirs, cards=theirs.cards - 1)
        calm.keep(tx, effect.community_id, member_id, theirs)
    return theirs


def _told_by(tx: Transaction, effect: Leased) -> list[Nudge]:
    return nudges.of_card(tx, effect.community_id, effect.payload["to"], effect.payload["values"]["number"])


def _step(tx: Transaction, nudge: Nudge, change: Callable[[FollowUp, Nudge, datetime], FollowUp]) -> None:
    """Where nobody else was reached. Who asks that for the same step waits here until the other has decided."""
    follow_up = tx.locked_follow_up(nudge.follow_up_id)
    if follow_up is not None and not nudges.reached_others(tx, nudge):
        tx.apply(follow_up, Decision(change(follow_up, nudge, tx.now)))


def _owed_today(tx: Transaction, community: Community, member_id: str, today: date) -> list[FollowUp]:
    """What is theirs, and due by the end of their working day."""
    end = community.hours_of(member_id).end_of_day(today)
    is_open = follow_ups.c.status.in_([status.value for status in OPEN])
    query = select(*FOLLOW_UP_COLUMNS).where(follow_ups.c.community_id == community.id, is_open)
    found = map(follow_up_of, tx.connection.execute(query))
    away = absences.now_absent(tx, community.id).away
    return [one for one in found if late_at(one, community) <= end and _is_theirs(one, community, member_id, away)]


def _is_theirs(follow_up: FollowUp, community: Community, member_id: str, away: Container[str]) -> bool:
    """Whether they have it in hand, or own it; the PMO has what nobody owns who is there."""
    if member_id == follow_up.author_id:
        return False
    there = [owner for owner in follow_up.owners if owner not in away]
    if follow_up.held_by is not None or there:
        return member_id in ((follow_up.held_by,) if follow_up.held_by else there)
    return member_id in (member.id for member in community.with_role(Role.PMO))


def _first(item: Item) -> tuple[bool, datetime, str]:
    """Newcomers whom nobody has received first, then what is due earliest."""
    waits = item.follow_up.newcomer and item.follow_up.received_at is None
    return not waits, due_at(item.follow_up), item.follow_up.id
