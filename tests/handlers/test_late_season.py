"""A season that is prepared after its first days has the posts of these days all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.community_file import parse
from models.db import applying
from tests.handlers.test_season import NEXT, pressed
from tests.stage import COMMUNITY, SORA, Stage

TURN = datetime(2027, 3, 31, 15, 0, tzinfo=UTC)
"""Midnight in Tokyo, on which the next season begins."""
FILE = f"""{COMMUNITY}
[[season]]
code = "S7"
name = "七"
starts = "2027-04-01"
ends = "2027-09-30"
[[season.theme]]
code = "meeting"
name = "会議"
"""


@pytest.mark.parametrize("by_file", [False, True])
async def test_posts_from_before_their_season_was_prepared_are_of_it(stage: Stage, *, by_file: bool) -> None:
    posts = [await stage.post(SORA, "#meeting 試しました。", at=TURN + timedelta(seconds=late)) for late in (-1, 0)]
    stage.clock.forward(days=123)
    for _ in range(2):
        if by_file:
            stage.store.write(lambda tx: applying.apply(tx, parse(FILE)), stage.clock.now)
        else:
            assert (await pressed(stage, "season_begin", **NEXT)).notice[0] == "season-begun"
    kept = await stage.store.read(lambda tx: [tx.post(post.thread_id) for post in posts], stage.clock.now)
    assert [(post.season, post.theme) for post in kept if post] == [("S6", "meeting"), ("S7", "meeting")]
