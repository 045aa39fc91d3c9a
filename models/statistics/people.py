"""Who takes part in a season, and which departments have no champion yet: docs/members.md defines it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from models.community import Role
from models.statistics.figures import posters
from models.statistics.taking_part import People
from models.statistics.values import Ledger

Joined = Collection[tuple[str, str]]
"""Who joined which theme of the season, by its code."""


def people(ledger: Ledger, joined: Joined, team: Mapping[str, str | None]) -> People:
    """Who takes part. ``team``: everybody who is in the team, with their department as far as known."""
    posted = posters(ledger)
    came = posted | {member_id for member_id, _ in joined}
    known = Counter(department for department in team.values() if department)
    spoken_for = {team.get(member.id) for member in ledger.community.with_role(Role.CHAMPION)}
    of_region = {post.author_id: post.region for post in ledger.posts if post.author_id}
    return People(
        season=ledger.season.name if ledger.season else None,
        taking_part=len(came),
        posted=len(posted),
        to_come=len(came - posted),
        newcomers=len({post.author_id for post in ledger.posts if post.newcomer}),
        returning=len(posted & ledger.earlier),
        roles={role: len(ledger.community.with_role(role)) for role in Role},
        themes=_themes(ledger, joined),
        regions=_largest_first(Counter(region for region in of_region.values() if region)),
        without_champion=_largest_first(Counter({one: known[one] for one in known if one not in spoken_for})),
        of_no_department=sum(not department for department in team.values()),
        any_department_known=bool(known),
    )


def _themes(ledger: Ledger, joined: Joined) -> tuple[tuple[str, int], ...]:
    in_theme = {(post.author_id, post.theme) for post in ledger.posts if post.author_id} | set(joined)
    counts = Counter(theme for _, theme in in_theme)
    return tuple((theme.name, counts[theme.code]) for theme in (ledger.season.themes if ledger.season else ()))


def _largest_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
