"""Which buttons a member may press on a follow-up now, and among whom there is to choose."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from models.advising import advisors
from models.community import Community, Role
from models.db import absences, asking, presses
from models.db.transaction import Transaction
from models.follow_up import FollowUp, Status
from models.handing import candidates
from models.ledger import Post
from models.pressing import CHOOSE_THEME
from models.showing import theme_of
from models.splitting import owners_to_choose
from models.telling import handed_by
from models.thanking import may_thank
from models.theming import season_of
from models.verbs import verbs_for
from models.views import Candidate


@dataclass(frozen=True, slots=True)
class Offered:
    """The buttons that a member may press now, and by button the people to choose from."""

    verbs: tuple[str, ...] = ()
    choices: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)


def offered(tx: Transaction, community: Community, shown: FollowUp, viewer: str, post: Post) -> Offered:
    """A button that needs somebody to choose is offered only where there is anybody."""
    if not community.is_responder(viewer):
        return Offered()
    acted = presses.of_follow_up(tx, shown) if viewer in (shown.held_by, shown.confirmed_by) else ()
    handed = shown.held_by == viewer and handed_by(shown, acted, community) is not None
    verbs = verbs_for(shown, viewer, handed=handed, thanks=may_thank(shown, viewer, acted))
    over = {"reopen": asking.is_deleted(tx, shown), "split": post.deleted_at is not None}
    verbs = tuple(verb for verb in verbs if not over.get(verb, False))
    people_for: Mapping[str, Callable[[FollowUp, Community, str], tuple[str, ...]]] = {
        "ask": partial(advisors, theme_of(community, post)),
        "hand_over": candidates,
        "split": owners_to_choose,
    }
    naming = [verb for verb in people_for if verb in verbs]
    away = away_but(tx, community, viewer) if naming else frozenset()
    choices = {verb: as_candidates(community, people_for[verb](shown, community, viewer), away) for verb in naming}
    if themes := _themes(community, shown, viewer, post):
        verbs, choices[CHOOSE_THEME] = (*verbs, CHOOSE_THEME), themes
    return Offered(tuple(verb for verb in verbs if choices.get(verb, True)), choices)


def _themes(community: Community, shown: FollowUp, viewer: str, post: Post) -> tuple[Candidate, ...]:
    """Among which themes a member of the PMO may choose; none where the post is gone, or is of no season."""
    member, season = community.members.get(viewer), season_of(community, post)
    if member is None or Role.PMO not in member.roles or season is None:
        return ()
    if shown.part != 1 or shown.status is Status.WITHDRAWN:
        return ()
    return tuple(Candidate(theme.code, theme.name) for theme in season.themes)


def away_but(tx: Transaction, community: Community, viewer: str) -> frozenset[str]:
    """Who is away, and so is not to be asked by name; one's own name one may choose."""
    return absences.now_absent(tx, community.id).away - {viewer}


def as_candidates(community: Community, ids: Iterable[str], away: Container[str]) -> tuple[Candidate, ...]:
    """Among whom there is to choose; why somebody is not among them, nobody is told."""
    return tuple(Candidate(one, community.members[one].name) for one in ids if one not in away)
