"""SIGTERM: what is in hand is finished, and the next process finds nothing held."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from models.db.store import Store
from models.db.tables.outbox import outbox
from tests.bot import shapes
from tests.processes.bot import audit_of, has_reacted, scene, until
from web.ending import TOO_LATE, WITHIN


def held(database_url: str) -> list[str]:
    """The keys of what a process leased and did not settle."""
    now = datetime.now(UTC)
    with closing(Store(database_url, wall=lambda: now)) as store:
        leased = select(outbox.c.key).where(outbox.c.state == "leased")
        return store.look(lambda tx: list(tx.connection.execute(leased).scalars()), now)


@pytest.mark.long
async def test_a_bot_that_is_stopped_finishes_the_calls_in_its_hands(database_url: str, tmp_path: Path) -> None:
    async with scene(database_url, tmp_path) as here:

        async def both_are_under_way() -> bool:
            waiting: list[object] = await here.player.look("/rehearsal/faults")
            return not waiting

        await here.bot.start()
        first = await here.post()
        await until(lambda: has_reacted(database_url))
        for kind in ("react", "send"):
            await here.player.act("faults", answer="slow", seconds=1, kind=kind)
        second = await here.post()
        await here.player.act("clock", advance_seconds=31 * 60)
        await until(both_are_under_way)
        assert await here.bot.stop() == 0
        assert await here.reacted() == {first: 1, second: 1}
        assert len(await here.journal("send")) == 1
        assert held(database_url) == []
        counted = audit_of(database_url)
        assert (counted.unreacted, counted.uncertain) == (0, 0)


@pytest.mark.long
async def test_a_bot_that_is_stopped_ends_within_twenty_seconds_whatever_hangs(tmp_path: Path) -> None:
    """Somebody else holds the database's write lock, so that what came of a reaction cannot be written down."""
    path = tmp_path / "aizuchi.db"
    async with scene(f"sqlite:///{path}", tmp_path) as here:

        async def is_under_way() -> bool:
            return not await here.player.look("/rehearsal/faults")

        async def reacted() -> bool:
            return bool(await here.journal("react"))

        await here.bot.start()
        await here.player.act("faults", answer="slow", seconds=5, kind="react")
        await here.post()
        await until(is_under_way)
        with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as other:
            other.execute("BEGIN IMMEDIATE")
            await until(reacted)
            began = time.monotonic()
            code = await here.bot.stop()
            took = time.monotonic() - began
            other.execute("ROLLBACK")
        assert WITHIN - 3 < took < WITHIN + 5
        assert code == TOO_LATE
        assert "What was in hand took too long" in here.bot.log.read_text(encoding="utf-8")
        await here.bot.start()
        await until(lambda: has_reacted(f"sqlite:///{path}"))


@pytest.mark.long
async def test_a_bot_that_ends_answers_what_it_was_asked_before_and_opens_to_nobody_else(tmp_path: Path) -> None:
    """The answer is late, since somebody else has the database; it comes, and the door is closed meanwhile."""
    path = tmp_path / "aizuchi.db"
    async with scene(f"sqlite:///{path}", tmp_path) as here:

        async def is_closed() -> bool:
            try:
                async with aiohttp.request("GET", f"{here.bot.url}/healthz") as answer:
                    assert answer.status == 200
                    return False
            except aiohttp.ClientError:
                return True

        await here.bot.start()
        with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as other:
            other.execute("BEGIN IMMEDIATE")
            reader, writer = await asked(here.bot.environment["PORT"])
            assert not await is_closed(), "what came before was heard before"
            ending = asyncio.create_task(here.bot.stop())
            await until(is_closed)
            other.execute("ROLLBACK")
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            writer.close()
        assert await ending == 0
        assert audit_of(f"sqlite:///{path}").posts == 1


async def asked(port: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A post, sent and not answered yet."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
    body = json.dumps(shapes.post()).encode()
    head = (
        "POST /api/messages HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    writer.write("\r\n".join((*head, "", "")).encode() + body)
    await writer.drain()
    return reader, writer
