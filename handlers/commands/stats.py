"""The command “stats [season] [theme]”: a season's figures. For everybody; it names no one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handlers.registry import Asking, command, more
from models.community import Community, Season, Theme
from models.db import statistics, trail
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import NotUnderstood
from models.season import theme_named
from models.season_named import season_named
from models.statistics.report import season_asked
from models.trail import Line, Saw


@command("stats", "統計", menu=True, takes=more)
def stats(tx: Transaction, asking: Asking) -> Card:
    season, theme = chosen(asking.community, asking.words, tx.now)
    member = asking.community.members.get(asking.event.by.id)
    if asking.event.private and member and member.roles & statistics.FOR_THE_PMO:
        trail.note(tx, Line(Saw.LOAD, member.id, community_id=asking.community.id))
    values = {"season": season.code if season else None, "theme": theme.code if theme else None}
    return Card("stats", {name: code for name, code in values.items() if code} | {"private": asking.event.private})


def chosen(community: Community, words: str, now: datetime) -> tuple[Season | None, Theme | None]:
    """The season and the theme that the words name, by code or name. Raises NotUnderstood, naming what there is."""
    if not words:
        return None, None
    named, rest = season_named(community.seasons, words)
    if named and not rest:
        return named, None
    current = season_asked(community, None, now)
    if current is not None and (theme := theme_named(current.themes, words)):
        return current, theme
    if named:
        return named, _theme(named.themes, rest)
    known = ", ".join(season.code for season in community.seasons)
    raise NotUnderstood("refused-unknown-season", season=words[:40], known=known)


def _theme(themes: Iterable[Theme], wanted: str) -> Theme:
    known = tuple(themes)
    theme = theme_named(known, wanted)
    if theme is None:
        raise NotUnderstood("refused-unknown-theme", theme=wanted[:40], known=", ".join(one.code for one in known))
    return theme
