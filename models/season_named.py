"""The season that somebody names."""

from __future__ import annotations

from collections.abc import Iterable

from models.community import Season
from models.season import fold


def season_called(seasons: Iterable[Season], words: str) -> Season | None:
    """The season whose code or name words are, and nothing else; ``None``: they are none's."""
    season, rest = season_named(seasons, words)
    return None if rest else season


def season_named(seasons: Iterable[Season], words: str) -> tuple[Season | None, str]:
    """The season with whose code or name words begin, and the words behind it; of two the longer name.

    ``None`` and all the words where they begin with none.
    """
    said = words.split()
    folded = [fold(word) for word in said]
    names = ((season, fold(name).split()) for season in seasons for name in (season.code, season.name))
    named = [(season, len(name)) for season, name in names if name and folded[: len(name)] == name]
    if not named:
        return None, " ".join(said)
    season, length = max(named, key=lambda one: one[1])
    return season, " ".join(said[length:])
