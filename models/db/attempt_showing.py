"""From attempts as they are kept to what cards say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.attempt_views import AttemptForm, AttemptRow, AttemptsView, AttemptView, Posted
from models.attempts import Attempt, typed
from models.community import Community, Season
from models.db import attempts, outbox, people
from models.db.transaction import Transaction
from models.showing import shorten

ROWS = 5
"""On a page of one's own."""
IN_ROW = 120
"""Characters of what was tried, and of what was learned."""


def mine(tx: Transaction, community: Community, season: Season, viewer: str, page: int = 0) -> AttemptsView:
    """A member's own of a season, the latest first."""
    own = attempts.of_member(tx, community.id, viewer, season.code)[::-1]
    pages = max(1, -(-len(own) // ROWS))
    page = min(max(page, 0), pages - 1)
    rows = tuple(row(tx, season, one, shortened=True) for one in own[page * ROWS : (page + 1) * ROWS])
    return AttemptsView(season.name, rows=rows, total=len(own), page=page, pages=pages)


def asked(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> AttemptsView | None:
    """What ``challenge`` answers: an empty form, and one's own below."""
    season = next((one for one in community.seasons if one.code == values["season"]), None)
    if season is None:
        return None
    form = new_form(season, values["form"], may_post=values["may_post"])
    return replace(mine(tx, community, season, viewer), form=form)


def new_form(season: Season, attempt_id: str, *, may_post: bool) -> AttemptForm:
    return AttemptForm(attempt_id, 0, _themes(season), may_post, {"people": "1"})


def form_of(tx: Transaction, season: Season, attempt: Attempt, *, may_post: bool) -> AttemptForm:
    """The form of one that is there."""
    posted = posting(tx, attempt) in ("coming", "yes")
    fields = typed(attempt.told)
    fields["people"] = fields["people"] or "1"
    return AttemptForm(attempt.id, attempt.version, _themes(season), may_post or posted, fields, posted)


def posted(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> AttemptView | None:
    """One as everybody sees it in the channel; ``None``: it is there no more."""
    attempt = attempts.find(tx, values["attempt"])
    if attempt is None or attempt.removed_at is not None:
        return None
    season = next((one for one in community.seasons if one.code == attempt.season), None)
    name = people.names(tx, community, (attempt.member_id,)).get(attempt.member_id, "")
    return AttemptView(name, row(tx, season, attempt))


def posting(tx: Transaction, attempt: Attempt) -> Posted:
    """Whether it stands in the channel, as far as we know."""
    if attempt.posted_as is None:
        return "no"
    if attempt.message_id is not None:
        return "yes"
    found = outbox.sent_as(tx, attempt.posted_as)
    return "coming" if found is not None and found[0].state in ("queued", "leased") else "unsure"


def row(tx: Transaction, season: Season | None, attempt: Attempt, *, shortened: bool = False) -> AttemptRow:
    told = attempt.told
    theme = next((one.name for one in (season.themes if season else ()) if one.code == told.theme), told.theme)
    words = [shorten(" ".join(one.split()), IN_ROW) if shortened else one for one in (told.tried, told.learned)]
    return AttemptRow(
        id=attempt.id,
        version=attempt.version,
        at=attempt.at,
        theme=theme,
        came_of_it=told.came_of_it,
        tried=words[0],
        learned=words[1],
        minutes_before=told.minutes_before,
        minutes_after=told.minutes_after,
        times_a_month=told.times_a_month,
        people=told.people,
        posted=posting(tx, attempt),
    )


def _themes(season: Season) -> tuple[tuple[str, str], ...]:
    return tuple((theme.code, theme.name) for theme in season.themes)
