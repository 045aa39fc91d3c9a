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


def mine(tx: Transaction, community: Community, code: str, viewer: str, page: int = 0) -> AttemptsView:
    """A member's own of a season, the latest first."""
    every = attempts.of_member(tx, community.id, viewer)[::-1]
    own = [one for one in every if one.season == code]
    pages = max(1, -(-len(own) // ROWS))
    page = min(max(page, 0), pages - 1)
    season = season_of(community, code)
    rows = tuple(row(tx, season, one, shortened=True) for one in own[page * ROWS : (page + 1) * ROWS])
    shown = of_season(community, code, rows=rows, total=len(own), page=page, pages=pages)
    current = community.season_on(tx.now)
    now = [current.code] if current else []
    others = tuple(one for one in dict.fromkeys([*now, *(one.season for one in every)]) if one != code)
    turns = tuple((other, season_name(community, other)) for other in others)
    return replace(shown, is_on=code in now, others=turns)


def asked(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> AttemptsView | None:
    """What ``challenge`` answers: one's own, below an empty form where a new one can be written."""
    code = values["season"]
    shown = mine(tx, community, code, viewer)
    if "form" not in values:
        return replace(shown, notice=("refused-attempt-no-season", {})) if values.get("none_is_on") else shown
    season = season_of(community, code)
    if season is None:
        return None
    return replace(shown, form=new_form(season, values["form"], may_post=values["may_post"]))


def of_season(community: Community, code: str, **shown: Any) -> AttemptsView:
    """A card of one season, and nothing else of one's own but what is ``shown``."""
    return AttemptsView(code, season_name(community, code), **shown)


def season_of(community: Community, code: str) -> Season | None:
    """``None``: the community's file knows it no more."""
    return next((season for season in community.seasons if season.code == code), None)


def season_name(community: Community, code: str) -> str:
    season = season_of(community, code)
    return season.name if season else code


def new_form(season: Season | None, attempt_id: str, had: str | None = None, *, may_post: bool) -> AttemptForm:
    """``had``: the theme that the attempt has by now, by its code."""
    return AttemptForm(attempt_id, 0, _themes(season, had), may_post, {"people": "1"})


def form_of(tx: Transaction, season: Season | None, attempt: Attempt, *, may_post: bool) -> AttemptForm:
    """The form of one that is there."""
    posted = posting(tx, attempt) in ("coming", "yes")
    fields = typed(attempt.told)
    fields["people"] = fields["people"] or "1"
    themes = _themes(season, attempt.told.theme)
    return AttemptForm(attempt.id, attempt.version, themes, may_post or posted, fields, posted)


def posted(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> AttemptView | None:
    """One as everybody sees it in the channel; ``None``: it is there no more."""
    attempt = attempts.find(tx, values["attempt"])
    if attempt is None or attempt.removed_at is not None:
        return None
    season = season_of(community, attempt.season)
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


def _themes(season: Season | None, had: str | None) -> tuple[tuple[str, str], ...]:
    """Those to choose from; also the one that the attempt has, where the season has it no more: it stays."""
    known = {theme.code: theme.name for theme in (season.themes if season else ())}
    return tuple((known if had is None else known | {had: known.get(had, had)}).items())
