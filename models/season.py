"""Which theme of a season a post belongs to, how long a season may last, and when members get other roles by one."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from models.community import Community, Season, Theme

_LATIN = "a-z0-9_ß-öø-ɏ-"
_ENDS = (
    (re.compile(f"[{_LATIN}]"), f"(?![{_LATIN}])"),
    (re.compile(r"[ぁ-ゟ]"), r"(?![\w-])"),
    (re.compile(r"\w"), r"(?![\w-])|(?=[ぁ-ゟ])"),
)
"""Where a hashtag ends, by its last letter. ``#meetingの件`` names ``meeting``, ``#meetings`` does not; ``#会議の件``
names ``会議``, ``#会議室`` does not. After a sign, as in ``#C++``, it ends at once.
"""

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

    Width and case do not matter: ``＃Meeting`` names the theme ``meeting``. Of several codes and names that a hashtag
    begins with, the longest is meant.
    """
    if season is None or not season.themes:
        return None
    folded, known = fold(text), _lexicon(season.themes)
    if "#" in folded and (tags := known.hashtag.findall(folded)):
        return season.themes[min(known.tagged[" ".join(tag.split())] for tag in tags)]
    return next((theme for theme, words in known.worded if any(word in folded for word in words)), None)


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


class _Lexicon(NamedTuple):
    """How a season's themes are found in a text, put together once for all posts."""

    hashtag: re.Pattern[str]
    tagged: Mapping[str, int]
    """The place of a theme among the season's, by each tag."""
    worded: Sequence[tuple[Theme, Sequence[str]]]


@lru_cache(maxsize=64)
def _lexicon(themes: tuple[Theme, ...]) -> _Lexicon:
    tagged: dict[str, int] = {}
    for place, theme in enumerate(themes):
        for called in (theme.code, theme.name):
            tagged.setdefault(" ".join(fold(called).removeprefix("#").split()), place)
    longest_first = sorted(filter(None, tagged), key=len, reverse=True)
    hashtag = re.compile(f"#({'|'.join(map(_pattern, longest_first))})")
    return _Lexicon(hashtag, tagged, [(theme, [fold(word) for word in theme.words]) for theme in themes])


def _pattern(tag: str) -> str:
    """A tag where it ends, whatever blanks are between its words."""
    end = next((end for last, end in _ENDS if last.match(tag[-1])), "")
    return "[ \\t]+".join(map(re.escape, tag.split())) + f"(?:{end})"
