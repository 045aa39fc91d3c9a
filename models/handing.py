"""A follow-up passes from one responder to another by name, and back when that one declines."""

from __future__ import annotations

from dataclasses import replace

from models.acts import Actor, claimed_by, let_go
from models.community import Community, Role
from models.effects import follow_up_card, send
from models.follow_up import Decision, FollowUp, Status, become, refuse_closed, refuse_held_by_other
from models.ladder import from_first_step
from models.refused import Refused

OFFERED_AT_MOST = 40
"""So many names does a card offer; a larger list would be no help on a phone."""


def candidates(follow_up: FollowUp, community: Community, by: str) -> tuple[str, ...]:
    """Whom ``by`` may hand it over to: its owners first, then the PMO and the lead, then all others who answer."""
    first = [*follow_up.owners, *(member.id for role in (Role.PMO, Role.LEAD) for member in community.with_role(role))]
    others = dict.fromkeys([*first, *community.members])
    return tuple(one for one in others if _may_get_it(follow_up, community, by, one))[:OFFERED_AT_MOST]


def hand_over(follow_up: FollowUp, actor: Actor, to: str) -> Decision:
    """ "Could you do it?" They have it from now on, and are told so in private."""
    after = handed(follow_up, actor, to)
    if not to:
        raise Refused("refused-nobody-chosen")
    if to in actor.away or not _may_get_it(follow_up, actor.community, actor.by, to):
        raise Refused("refused-not-to-them")
    card = follow_up_card(follow_up.id, asks="handed", by=actor.by)
    return Decision(after, (send(_key("handed", follow_up), follow_up.community_id, to, card),))


def handed(follow_up: FollowUp, actor: Actor, to: str) -> FollowUp:
    """What handing over does: a promise passes on with its day, anything else is theirs as if they had claimed it."""
    refuse_closed(follow_up)
    refuse_held_by_other(follow_up, actor.by, actor.names)
    if follow_up.status is Status.PROMISED:
        return promise_passed(follow_up, to, actor)
    return claimed_by(follow_up, to, actor)


def decline(follow_up: FollowUp, actor: Actor, handed_by: str | None) -> Decision:
    """ "I cannot." No reason is asked for; who handed it over is told, and nobody else."""
    refuse_closed(follow_up)
    if handed_by is None:
        raise Refused("refused-not-handed")
    card = follow_up_card(follow_up.id, asks="declined", by=actor.by)
    told = send(_key("declined", follow_up), follow_up.community_id, handed_by, card)
    return Decision(declined(follow_up, actor, handed_by), (told,))


def declined(follow_up: FollowUp, actor: Actor, handed_by: str) -> FollowUp:
    """What declining does: it waits for anybody again. A promise, which the author has read, goes back to its giver."""
    refuse_closed(follow_up)
    if follow_up.held_by != actor.by:
        raise Refused("refused-not-handed")
    if follow_up.status is Status.PROMISED:
        return promise_passed(follow_up, handed_by, actor)
    return let_go(follow_up, actor)


def promise_passed(follow_up: FollowUp, holder: str, actor: Actor) -> FollowUp:
    """The promise is the holder's from now on, with its day."""
    passed = replace(become(follow_up, Status.PROMISED), promised_by=holder, held_id=None, held_at=None)
    return from_first_step(passed, actor.community, actor.now)


def _may_get_it(follow_up: FollowUp, community: Community, by: str, to: str) -> bool:
    return to not in (by, follow_up.author_id) and community.is_responder(to)


def _key(what: str, follow_up: FollowUp) -> str:
    return f"{what}:{follow_up.id}:{follow_up.version}"
