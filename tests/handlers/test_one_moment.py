"""What somebody is shown is of one moment, whatever another process takes in meanwhile."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import Engine, event

from handlers.dispatch import Dispatch
from models.db import statistics
from tests.stage import KEN, SORA, TEAM, YUI, Stage


async def test_a_post_and_its_reply_that_come_while_figures_are_read_are_in_none_or_in_all(
    stage: Stage, other: Dispatch
) -> None:
    await stage.post(SORA)
    stage.clock.forward(minutes=5)
    post = stage.posted(YUI)
    reply = stage.replied(KEN, post)
    loop, heard = asyncio.get_running_loop(), set[str]()

    def come(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        for part, coming in (("post.newcomer", post), ("touch.member_id", reply)):
            if part in statement and "json_" in statement and part not in heard:
                heard.add(part)
                asyncio.run_coroutine_threadsafe(other(coming), loop).result(20)

    event.listen(Engine, "before_cursor_execute", come)
    try:
        told = await stage.store.read(
            lambda tx: statistics.of_season(tx, tx.communities[TEAM].community, None, None), stage.clock.now
        )
    finally:
        event.remove(Engine, "before_cursor_execute", come)
    assert len(heard) == 2
    assert (told[0].figures.posts, told[0].figures.owed, told[0].figures.answered) == (1, 1, 0)
