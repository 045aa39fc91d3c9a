"""A member of the PMO chooses a post's theme: it wins over hashtags and words, and stays when the post is edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.acts import Actor
from models.community import Community, Season, Theme
from models.follow_up import Decision, FollowUp, Status
from models.ladder import from_first_step
from models.ledger import Post
from models.pressing import CHOOSE_THEME, Press, standing
from models.refused import Refused

NONE = "-"
"""The choice that stands for no theme at all; the codes of themes may be the same, and then stand for themselves."""


def season_of(community: Community, post: Post) -> Season | None:
    """The season that a post belongs to, as long as there is one of that code."""
    return next((one for one in community.seasons if one.code == post.season), None)


def named(community: Community, post: Post, code: str) -> Theme | None:
    """The theme that a form names; ``None``: none at all. Raises Refused where the post's season has no such theme."""
    season = season_of(community, post)
    theme = next((one for one in season.themes if one.code == code), None) if season else None
    if season is None or (theme is None and code != NONE):
        raise Refused("refused-theme-unknown")
    return theme


def choose(follow_up: FollowUp, actor: Actor, post: Post, theme: Theme | None) -> Decision:
    """The follow-up passed to the owners of the theme."""
    if follow_up.status is Status.WITHDRAWN:
        raise Refused("refused-withdrawn")
    if follow_up.part != 1:
        raise Refused("refused-theme-of-part")
    code = theme.code if theme else None
    if code == post.theme:
        raise Refused("refused-theme-same")
    owners = actor.community.owners_for(post.season, code, follow_up.author_id)
    return Decision(passed_to(owners, follow_up, actor))


def passed_to(owners: Iterable[str], follow_up: FollowUp, actor: Actor) -> FollowUp:
    """The follow-up with other owners; while it waits they are asked from the ladder's first step."""
    after = owned(follow_up, owners)
    is_asked = follow_up.status is Status.WAITING and after.owners
    return from_first_step(after, actor.community, actor.now) if is_asked else after


def owned(follow_up: FollowUp, owners: Iterable[str]) -> FollowUp:
    return replace(follow_up, owners=tuple(owners))


def given(follow_up: FollowUp, post: Post, theme: Theme | None, after: FollowUp) -> dict[str, str]:
    """What is kept of the choice: as it is now, and as it was, so that it can be taken back."""
    return {
        "theme": theme.code if theme else "",
        "before": post.theme or "",
        "owners": " ".join(after.owners),
        "owners_before": " ".join(follow_up.owners),
    }


def unchosen(follow_up: FollowUp, undone: Press) -> FollowUp:
    """The follow-up with the owners from before a choice that is taken back."""
    return owned(follow_up, undone.given["owners_before"].split())


def theme_after(presses: Iterable[Press]) -> str | None:
    """The theme that a post has by the choices of its follow-up; ``None``: none. Raises ValueError without any."""
    choices = sorted((one for one in presses if one.verb == CHOOSE_THEME), key=lambda one: one.version)
    standing_ones = {(one.version, one.by) for one in standing(presses) if one.verb == CHOOSE_THEME}
    if not choices:
        raise ValueError("nobody chose a theme")
    last = next((one for one in reversed(choices) if (one.version, one.by) in standing_ones), None)
    return (last.given["theme"] if last else choices[0].given["before"]) or None
