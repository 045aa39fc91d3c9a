"""Seasons as people name them."""

from __future__ import annotations

from datetime import date

import pytest

from models.community import Phase, Season
from models.season_named import season_named

SEASONS = tuple(
    Season(code, name, date(2026, 1, 1), date(2026, 6, 30), next(iter(Phase)))
    for code, name in (("S6", "シーズン６"), ("S7", "Pilot"), ("S8", "Pilot 2"), ("S9", "Season 6"))
)


@pytest.mark.parametrize(
    ("words", "code", "rest"),
    [
        ("s6", "S6", ""),
        ("シーズン6  議事録", "S6", "議事録"),
        ("Pilot", "S7", ""),
        ("pilot 2", "S8", ""),
        ("Pilot 3", "S7", "3"),
        ("Season　6 2027-04-01", "S9", "2027-04-01"),
        ("Season", None, "Season"),
        ("S66", None, "S66"),
        ("", None, ""),
    ],
)
def test_the_longest_name_that_words_begin_with_is_meant(words: str, code: str | None, rest: str) -> None:
    season, behind = season_named(SEASONS, words)
    assert (season.code if season else None, behind) == (code, rest)
