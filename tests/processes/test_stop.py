"""SIGTERM: what is in hand is finished, and the next process finds nothing held."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from models.db.store import Store
from models.db.tables.outbox import outbox
from tests.processes.bot import audit_of, has_reacted, scene, until


def held(database_url: str) -> list[str]:
    """The keys of what a process leased and did not settle."""
    now = datetime.now(UTC)
    with closing(Store(database_url, wall=lambda: now)) as store:
        leased = select(outbox.c.key).where(outbox.c.state == "leased")
        return store.look(lambda tx: list(tx.connection.execute(leased).scalars()), now)


async def test_a_bot_that_is_stopped_finishes_the_calls_in_its_hands(database_url: str, tmp_path: Path) -> None:
    async with scene(database_url, tmp_path) as here:

        async def both_are_under_way() -> bool:
            waiting: list[object] = await here.player.look("/rehearsal/faults")
            return not waiting

        await here.bot.start()
        first = await here.post()
        await until(lambda: has_reacted(database_url), within=10)
        for kind in ("react", "send"):
            await here.player.act("faults", answer="slow", seconds=1, kind=kind)
        second = await here.post()
        await here.player.act("clock", advance_seconds=31 * 60)
        await until(both_are_under_way, within=10)
        assert await here.bot.stop() == 0
        assert await here.reacted() == {first: 1, second: 1}
        assert len(await here.journal("send")) == 1
        assert held(database_url) == []
        counted = audit_of(database_url)
        assert (counted.unreacted, counted.uncertain) == (0, 0)
