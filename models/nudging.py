"""When a follow-up is nudged, whom it reaches, and what of it is still wanted: docs/nudges.md tells it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from models.becoming import expired
from models.community import Community, Reach, Role
from models.follow_up import FollowUp, Status
from models.ladder import first_step_at

PROMISE = "promise"
"""Why a nudge comes before a promise ends."""
PASSED = "passed"
"""Why a nudge comes when a promise of somebody who left is theirs now."""
MORNING = "morning"
"""Why a follow-up stands on the morning card that no step has put there."""
EVERYONE = "everyone"
"""Why a nudge comes when all whom it should reach are away."""
_LOOK_AFTER = frozenset({Role.PMO, Role.LEAD})


@dataclass(frozen=True, slots=True)
class Around:
    """Whom a step finds when it looks around. Members by id."""

    community: Community
    away: frozenset[str] = frozenset()
    loads: dict[str, int] = field(default_factory=dict)
    """Each member's open follow-ups; those whom it does not name have none."""
    advisors: tuple[str, ...] = ()
    """Of the post's theme."""

    def about(self, region: str | None, advisors: tuple[str, ...]) -> Around:
        """The same for one follow-up: in the hours of its region, with the advisors of its theme."""
        return replace(self, community=self.community.in_region(region), advisors=advisors)


@dataclass(frozen=True, slots=True)
class Nudge:
    """One step of one follow-up, as one member is to be told of it."""

    follow_up_id: str
    number: int
    """Which of the follow-up's nudges it is, from 1."""
    member_id: str
    asks: str
    """Why it comes: the last word of the step's ``to`` (Reach), PROMISE, PASSED or EVERYONE."""
    taken_at: datetime
    card: int | None = None
    """On which of the member's cards they were told; ``None``: not yet."""


@dataclass(frozen=True, slots=True)
class Told:
    """A member was told of a step of a follow-up, or, on the morning card, of what is owed that day."""

    at: datetime
    member_id: str
    follow_up_id: str
    asks: str
    """As a Nudge has it, or MORNING."""
    number: int | None
    """Which of the follow-up's nudges it is; ``None``: a morning card told of it, and no step had put it there anew."""
    card: int
    """Which of the member's nudge cards."""

    def order(self) -> tuple[datetime, str, int, str]:
        return self.at, self.member_id, self.card, self.follow_up_id


@dataclass(frozen=True, slots=True)
class Taken:
    """A follow-up after a look at the ladder, and the nudges that came of it: none when nothing was due."""

    follow_up: FollowUp
    nudges: tuple[Nudge, ...] = ()


def take(follow_up: FollowUp, around: Around, now: datetime) -> Taken:
    """Take the step that is due, if one is. One step a call, however long nobody looked: a stop is not made up for.

    A claim that is over is let go first: nobody is told that someone is at it.
    """
    if not follow_up.is_open or follow_up.next_nudge_at is None or follow_up.next_nudge_at > now:
        return Taken(follow_up)
    free = expired(follow_up, now)
    if free.rung < 0:
        return _reminded(free, around, now)
    steps = around.community.rules.steps
    to, asks, owners = _reached(free, steps[free.rung % len(steps)].to, around)
    return _taken(replace(free, owners=owners), to, asks, around.community, now)


def _reminded(follow_up: FollowUp, around: Around, now: datetime) -> Taken:
    """A promise is told of before it ends, to who made it. That is no step of the ladder.

    If nobody looked until it was over, there is nothing to remind of: the first step comes when it is due.
    """
    first = replace(follow_up, rung=0, next_nudge_at=first_step_at(follow_up, around.community))
    if follow_up.promised_until is not None and follow_up.promised_until <= now:
        return take(first, around, now)
    to = _answering((follow_up.promised_by,), follow_up, around)
    if not to:
        return Taken(first)
    number = follow_up.nudges + 1
    told = Nudge(follow_up.id, number, to[0], PROMISE, now)
    return Taken(replace(first, nudges=number, nudged_at=now), (told,))


def _taken(follow_up: FollowUp, to: Iterable[str], asks: str, community: Community, now: datetime) -> Taken:
    number = follow_up.nudges + 1
    climbed = replace(follow_up, nudges=number, rung=follow_up.rung + 1, nudged_at=now)
    climbed = replace(climbed, next_nudge_at=next_step_at(climbed, community, now))
    return Taken(climbed, tuple(Nudge(follow_up.id, number, member_id, asks, now) for member_id in to))


def next_step_at(follow_up: FollowUp, community: Community, taken_at: datetime) -> datetime:
    """When the ladder goes on after a step was taken; from its last step to its first in ``nudge_every``."""
    rules = community.rules
    index = follow_up.rung % len(rules.steps)
    return community.hours.add(taken_at, rules.steps[index].when if index else rules.nudge_every)


def _reached(follow_up: FollowUp, to: Iterable[Reach], around: Around) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Whom a step reaches, why it comes, and the follow-up's owners from now on."""
    owners = follow_up.owners
    found: list[str] = []
    asks = ""
    for reach in to:
        asks = reach.value
        match reach:
            case Reach.OWNER:
                theirs = _owner(follow_up, around)
                owners = theirs if not owners and follow_up.held_by is None else owners
                found += theirs
            case Reach.ADVISOR:
                found += _present(around.advisors, follow_up, around)
            case Reach.PMO:
                found += _present(_ids(around, Role.PMO), follow_up, around)
            case Reach.LEAD:
                found += _present(_ids(around, Role.LEAD), follow_up, around)
    if not found:
        found, asks = _present(_ids(around, Role.LEAD), follow_up, around), Reach.LEAD.value
    if not found:
        everyone = Around(around.community)
        found, asks = _present((*_ids(around, Role.PMO), *_ids(around, Role.LEAD)), follow_up, everyone), EVERYONE
    return tuple(dict.fromkeys(found)), asks, owners


def _owner(follow_up: FollowUp, around: Around) -> tuple[str, ...]:
    """Who has it in hand, else its owners, else the member of the PMO with the fewest; those who are there."""
    for some in ((follow_up.held_by,), follow_up.owners):
        if there := _answering(some, follow_up, around):
            return tuple(there)
    pool = _present(_ids(around, Role.PMO), follow_up, around)
    return (min(pool, key=lambda member_id: around.loads.get(member_id, 0)),) if pool else ()


def successor(follow_up: FollowUp, around: Around) -> str | None:
    """Whose a promise is when who gave it has left: another owner's, else of the PMO, or the lead; at last anyone's who
    answers posts. Those who are there first; of several who has the fewest. ``None``: nobody is left.
    """
    community = around.community
    answer = tuple(one for one in community.members if community.is_responder(one))
    known = (follow_up.owners, _ids(around, Role.PMO), _ids(around, Role.LEAD))
    everyone = replace(around, away=frozenset())
    for ids, whom in [*((ids, around) for ids in known), *((ids, everyone) for ids in (*known, answer))]:
        if found := _answering(ids, follow_up, whom):
            return min(found, key=lambda member_id: around.loads.get(member_id, 0))
    return None


def _present(ids: Iterable[str | None], follow_up: FollowUp, around: Around) -> list[str]:
    """Those who belong to the community still, are not away, and did not post it themselves."""
    members = around.community.members
    not_them = around.away | {follow_up.author_id}
    return [one for one in ids if one is not None and one in members and one not in not_them]


def _answering(ids: Iterable[str | None], follow_up: FollowUp, around: Around) -> list[str]:
    """Those of them who look after answers: who lost the role takes part like everybody, and is not nudged."""
    return [one for one in _present(ids, follow_up, around) if looks_after_answers(around.community, one)]


def looks_after_answers(community: Community, member_id: str | None) -> bool:
    """Whether what is owed may be in a member's hands: they answer posts, or are of the PMO, or lead."""
    member = community.members.get(member_id or "")
    return member is not None and (community.is_responder(member.id) or not member.roles.isdisjoint(_LOOK_AFTER))


def _ids(around: Around, role: Role) -> tuple[str, ...]:
    return tuple(member.id for member in around.community.with_role(role))


def is_wanted(follow_up: FollowUp, number: int) -> bool:
    """Whether a nudge still asks for something: it is open, and the ladder did not begin anew since."""
    return follow_up.is_open and number > follow_up.nudges_before


def again(follow_up: FollowUp, nudge: Nudge, now: datetime) -> FollowUp:
    """Its step reached nobody who is there: it is taken again, unless the ladder went on or began anew since."""
    if not _is_last_step(follow_up, nudge):
        return follow_up
    return replace(follow_up, rung=follow_up.rung - 1, next_nudge_at=now)


def passed_on(follow_up: FollowUp, nudge: Nudge, now: datetime, *, steps: int) -> FollowUp:
    """Teams told nobody of its step: the next one is taken at once, unless the ladder went on or began anew since.

    After the last of its ``steps`` the ladder begins again in its time: where Teams refuses everyone, nothing hurries.
    """
    if not _is_last_step(follow_up, nudge) or follow_up.rung % steps == 0:
        return follow_up
    return replace(follow_up, next_nudge_at=now)


def _is_last_step(follow_up: FollowUp, nudge: Nudge) -> bool:
    return (
        follow_up.nudges == nudge.number and is_wanted(follow_up, nudge.number) and nudge.asks not in (PROMISE, PASSED)
    )


def still_wanted(follow_up: FollowUp | None, asks: str | None, member_id: str) -> bool:
    """Whether a follow-up's own card that waits in the outbox should still leave, asked just before it does."""
    if follow_up is None:
        return False
    if asks == "holding":
        return follow_up.status is Status.PROMISED and follow_up.held_id is not None
    if asks == "handed":
        return follow_up.is_open and follow_up.held_by == member_id
    return asks != "declined" or follow_up.is_open
