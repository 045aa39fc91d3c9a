"""The measurement of the figures: that it measures what it says, with few posts."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

from bench.figures import NOW, SEASONS, season_played, ten_of_them, took
from models.db import statistics
from models.db.store import Store
from rehearsal.made_season import TEAM

CODES = ("S6", "B1", "B9")


def test_ten_seasons_are_measured_each_like_the_one_that_was_played(tmp_path: Path, database_url: str) -> None:
    played = season_played(f"sqlite:///{tmp_path / 'played.db'}", posts=30)
    with closing(Store(database_url, wall=lambda: NOW)) as store:
        assert ten_of_them(database_url, store, played) == 30 * SEASONS
        assert took(store, {}) > 0
        community = store.look(lambda tx: tx.communities[TEAM].community, NOW)
        assert len(community.seasons) == SEASONS
        asked = [partial(statistics.of_season, community=community, season_code=code, theme=None) for code in CODES]
        told = [store.look(one, NOW)[0].figures for one in asked]
        assert len({(one.posts, one.owed, one.received, one.answered, one.settled) for one in told}) == 1
        assert told[0].posts > 20
        assert told[2].returning == 0
        assert told[0].returning == told[0].posters
