"""Which theme of a season a post belongs to, how long a season may last, and when members get other roles by one."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from models.community import Community, Season, Theme

_HASHTAG = re.compile(r"#(([a-z0-9_-]*)[\w-]*)")
"""The tag as a whole, and how far its Latin letters go: ``#meetingの件`` names ``meeting``, ``#meetings`` does not."""

LONGEST_MONTHS = 24
"""A season ends: its figures go week by week, and its roles and themes are looked over when the next is prepared."""


def latest_end(starts: date) -> date:
    """The last day that a season may have which begins on a day."""
    return last_day_of(starts, LONGEST_MONTHS)


def last_day_of(starts: date, months: int) -> date:
    """The last day of so many months that begin on a day."""
    year, month = divmod(starts.year * 12 + starts.month - 1 + months, 12)
    day = min(starts.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def theme_of(text: str, season: Season | None) -> Theme | None:
    """The theme of a post: the first that a hashtag names by code or name, else the first with a word in the text.

    Width and case do not matter: ``＃Meeting`` names the theme ``meeting``.
    """
    if season is None:
        return None
    folded = fold(text)
    tags = {tag for found in _HASHTAG.findall(folded) for tag in found} if "#" in folded else ()
    themes = _folded(season.themes)
    tagged = (theme for theme, names, _ in themes if not names.isdisjoint(tags)) if tags else iter(())
    worded = (theme for theme, _, words in themes if any(word in folded for word in words))
    return next(tagged, None) or next(worded, None)


def fold(text: str) -> str:
    """Text with width and case made equal, so that words can be compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def theme_named(themes: Iterable[Theme], words: str) -> Theme | None:
    """The theme that somebody asks for by its code or name, with or without ``#``."""
    tag = fold(" ".join(words.split())).removeprefix("#")
    return next((theme for theme in themes if tag in (fold(theme.code), fold(theme.name))), None)


def turns(community: Community) -> Iterator[datetime]:
    """When the seasons begin and end in which members have roles of their own: aware, in the community's zone."""
    for season in community.seasons:
        if season.roles:
            for day in (season.starts, season.ends + timedelta(days=1)):
                yield datetime.combine(day, time(), community.time_zone)


@lru_cache(maxsize=64)
def _folded(themes: tuple[Theme, ...]) -> tuple[tuple[Theme, frozenset[str], tuple[str, ...]], ...]:
    return tuple(
        (theme, frozenset({fold(theme.code), fold(theme.name)}), tuple(fold(word) for word in theme.words))
        for theme in themes
    )
