"""When a follow-up is nudged, whom it reaches, and whether a nudge is still wanted when it is about to leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.community import Community, Member, Role
from models.effects import follow_up_card, send
from models.follow_up import Decision, FollowUp, Status, expired

RUNGS = ("owner", "pmo", "lead")
"""How far a nudge reaches, rung by rung; the last one repeats for ever."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """One rung taken: the members it goes to, by id, and why it came (a word of RUNGS)."""

    to: tuple[str, ...]
    asks: str


def nudge(follow_up: FollowUp, community: Community, now: datetime, loads: Mapping[str, int]) -> Decision:
    """Take the next rung, if it is due. One rung a call, however long nobody looked: a stop is not made up for.

    ``loads`` counts each member's open follow-ups; members it does not name have none. Outside working hours the
    nudge waits for the next working moment. A claim that is over is let go first: nobody is told that someone is at it.
    """
    if not follow_up.is_open or follow_up.next_nudge_at is None or follow_up.next_nudge_at > now:
        return Decision(follow_up)
    opening = community.hours.add(now, timedelta())
    if opening > now:
        return Decision(replace(follow_up, next_nudge_at=opening))
    free = expired(follow_up, now)
    owned = replace(free, owners=free.owners or owners_for(free, community, loads))
    step, number = reach(owned, community), follow_up.nudges + 1
    effects = tuple(
        send(
            f"nudge:{follow_up.id}:{number}:{member_id}",
            follow_up.community_id,
            member_id,
            follow_up_card(follow_up.id, asks=step.asks, nudge=number),
        )
        for member_id in step.to
    )
    taken = replace(
        owned,
        nudges=number,
        rung=owned.rung + 1,
        next_nudge_at=community.hours.add(now, community.rules.nudge_every),
    )
    return Decision(taken, effects)


def owners_for(follow_up: FollowUp, community: Community, loads: Mapping[str, int]) -> tuple[str, ...]:
    """The PMO member with the fewest open follow-ups, for a post whose theme names nobody.

    The file's order breaks ties.

    Never the author. Empty when there is nobody.
    """
    candidates = [member.id for member in community.with_role(Role.PMO) if member.id != follow_up.author_id]
    return (min(candidates, key=lambda member_id: loads.get(member_id, 0)),) if candidates else ()


def reach(follow_up: FollowUp, community: Community) -> Nudge:
    """Whom the next nudge reaches: who holds it, else the owner; then all of the PMO; then the lead as well."""
    asks = RUNGS[min(follow_up.rung, len(RUNGS) - 1)]
    first = (follow_up.held_by,) if follow_up.held_by else follow_up.owners
    others = community.members.keys() - {follow_up.author_id}
    present = tuple(member_id for member_id in first if member_id in others)
    if asks == "owner" and present:
        return Nudge(present, asks)
    asks = "pmo" if asks == "owner" else asks
    people: list[Member] = list(community.with_role(Role.PMO))
    if asks == "lead":
        people += community.with_role(Role.LEAD)
    ids = dict.fromkeys(member.id for member in people if member.id != follow_up.author_id)
    return Nudge(tuple(ids), asks)


def still_wanted(follow_up: FollowUp | None, asks: str | None, nudge_number: int | None, member_id: str) -> bool:
    """Whether a follow-up card that waits in the outbox should still leave, asked just before it does.

    A nudge is not wanted once the follow-up is closed, once a later nudge was taken, or once somebody moved: a receipt,
    a claim or a promise begins anew at the first rung, with a time of its own.
    """
    if follow_up is None:
        return False
    if asks == "holding":
        return follow_up.status is Status.PROMISED and follow_up.held_id is not None
    if asks == "handed":
        return follow_up.is_open and follow_up.held_by == member_id
    if asks == "declined":
        return follow_up.is_open
    if nudge_number is None:
        return True
    if not follow_up.is_open or follow_up.nudges > nudge_number or follow_up.rung == 0:
        return False
    return asks != "owner" or follow_up.held_by in (None, member_id)


def put_off(follow_up: FollowUp, nudge_number: int, community: Community, now: datetime) -> FollowUp:
    """A nudge that did not leave before the working day ended: its step is taken again when the next one begins."""
    opening = community.hours.next_working(now)
    if follow_up.nudges != nudge_number or follow_up.next_nudge_at is None or follow_up.next_nudge_at <= opening:
        return follow_up
    return replace(follow_up, next_nudge_at=opening, rung=max(follow_up.rung - 1, 0))
