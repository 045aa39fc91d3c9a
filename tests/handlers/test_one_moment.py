"""What somebody is shown is of one moment, whatever another process takes in meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from handlers.dispatch import Dispatch
from models.db import statistics
from models.db.transaction import Transaction
from models.incoming import Event
from models.statistics.told import Figures
from tests.stage import KEN, SORA, TEAM, YUI, Stage

POSTS, TOUCHES = "FROM post LEFT OUTER JOIN follow_up", "FROM touch JOIN post"
"""What the statements hold that read a season's posts, and what people did with them."""


def of_all(tx: Transaction) -> Figures:
    told, _ = statistics.of_season(tx, tx.communities[TEAM].community, None, None)
    return told.figures


@contextmanager
def coming(other: Dispatch, *what: tuple[str, Event]) -> Iterator[None]:
    """Another process takes in each event right before a statement that holds these words is carried out."""
    waiting, loop = list(what), asyncio.get_running_loop()

    def come(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        while waiting and waiting[0][0] in statement:
            asyncio.run_coroutine_threadsafe(other(waiting.pop(0)[1]), loop).result(20)

    event.listen(Engine, "before_cursor_execute", come)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", come)
    assert waiting == []


async def test_who_only_reads_sees_what_there_was_at_one_moment(stage: Stage, other: Dispatch) -> None:
    await stage.post(SORA)
    stage.clock.forward(minutes=5)
    post = stage.posted(YUI)
    with coming(other, (POSTS, post), (TOUCHES, stage.replied(KEN, post))):
        told = await stage.store.read(of_all, stage.clock.now)
    assert (told.posts, told.owed, told.answered) == (1, 1, 0)


async def test_a_press_that_shows_figures_fails_on_nothing_that_comes_meanwhile(
    stage: Stage, other: Dispatch, migrated_url: str
) -> None:
    """On SQLite nothing does: nobody else writes during a press."""
    await stage.post(SORA)
    stage.clock.forward(minutes=5)
    post = stage.posted(YUI)
    meanwhile = [(TOUCHES, post), (TOUCHES, stage.replied(KEN, post))]
    with coming(other, *(meanwhile if migrated_url.startswith("postgresql") else ())):
        told = await stage.store.transact(of_all, stage.clock.now)
    assert (told.posts, told.owed, told.answered) == (1, 1, 0)
