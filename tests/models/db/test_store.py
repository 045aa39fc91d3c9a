"""The store: work is kept whole or not at all, and nothing that happens to one piece takes others with it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing

import pytest
from sqlalchemy import text

from models.db.store import Store
from models.db.transaction import Transaction
from models.refused import Refused
from tests.postgres import Server
from tests.stage import SORA, YUI, staged


async def test_work_whose_caller_was_cancelled_does_not_stop_the_work_after_it(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        begun, go_on = threading.Event(), threading.Event()

        def slow(tx: Transaction) -> None:
            begun.set()
            go_on.wait(10)

        caller = asyncio.create_task(stage.store.transact(slow, stage.clock.now))
        await asyncio.to_thread(begun.wait, 10)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        go_on.set()
        assert await asyncio.wait_for(stage.store.transact(lambda tx: 5, stage.clock.now), 10) == 5


async def test_a_piece_that_fails_after_it_wrote_takes_nobody_with_it(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        good, bad = stage.posted(SORA), stage.posted(YUI)

        def fails(tx: Transaction) -> None:
            tx.execute(text("DELETE FROM post"))
            raise RuntimeError("a fault of ours")

        async def failing() -> None:
            with pytest.raises(RuntimeError, match="a fault of ours"):
                await stage.store.transact(fails, stage.clock.now)

        await asyncio.gather(stage.dispatch(good), failing(), stage.dispatch(bad), failing())
        assert (await stage.audit()).posts == 2


async def test_a_refusal_keeps_nothing_of_what_was_written_before_it(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        await stage.post(SORA)

        def refuses(tx: Transaction) -> None:
            tx.execute(text("DELETE FROM post"))
            raise Refused("refused-malformed")

        with pytest.raises(Refused):
            await stage.store.transact(refuses, stage.clock.now)
        assert (await stage.audit()).posts == 1


@pytest.mark.postgres
async def test_a_lost_connection_to_postgresql_loses_no_post(postgres: Server) -> None:
    with postgres.database() as url:
        async with staged(url) as stage:
            await stage.post(SORA)
            with closing(Store(url, wall=lambda: stage.clock.wall)) as other:
                others = "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                cut = text(f"SELECT pg_terminate_backend(pid) FROM {others}")
                other.write(lambda tx: tx.connection.execute(cut).all(), stage.clock.now)
            await stage.post(YUI)
            assert (await stage.audit()).posts == 2
