"""``python app.py import``, killed and interrupted on the way: the history is whole, and no limit was passed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.processes.importing import SINCE, old

POSTS = int(os.environ.get("HISTORY_POSTS", "480"))
"""``make history`` reads 10,000."""
CHANNELS = 4
PAGE = 50


@pytest.mark.long
@pytest.mark.timeout(7_200)
async def test_history_is_read_whole_though_it_was_killed_and_interrupted(database_url: str, tmp_path: Path) -> None:
    async with old(database_url, tmp_path, posts=POSTS, channels=CHANNELS) as here:
        code, said, _ = await here.cut(0.2, signal.SIGKILL)
        assert code == -signal.SIGKILL
        assert "goes on" not in said
        code, said, why = await here.cut(0.6, signal.SIGINT)
        assert code == 130, why
        assert "goes on after" in said
        assert why == "Interrupted. What was read is kept; to go on, run the same command again.\n"
        assert POSTS * 0.6 <= await here.read() < POSTS
        code, said, why = await here.finish()
        assert (code, why) == (0, ""), said
        assert said.count("goes on after") >= 1
        assert await here.read() == POSTS
        assert await here.wrong() == []
        statuses = await here.statuses()
        assert statuses.keys() == {200}, "no limit was passed"
        assert statuses[200] <= POSTS / PAGE + 5 * CHANNELS, "and hardly a page was read twice"
        audit = await here.audit()
        assert (audit.posts, audit.waiting, audit.claimed, audit.promised, audit.late) == (POSTS, 0, 0, 0, 0)
        assert (audit.unreacted, await here.ordered()) == (0, 0), "nobody is asked for it, and nothing gets a reaction"


def test_the_day_from_which_on_it_is_read_is_within_what_graph_keeps() -> None:
    assert SINCE > "2026-03-25"
