"""The database as the rest sees it.

Work is a plain function of a Transaction, run in a thread, kept whole or not at all.

Work that arrives together is committed together: one wait for the disk serves all. A piece that fails or refuses after
it wrote takes nobody with it: the batch is rolled back and each piece is run again by itself. So work must be
repeatable: it changes nothing but the transaction.
"""

from __future__ import annotations

import asyncio
import threading
import zlib
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import perf_counter
from typing import TypeVar

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from models import correlation
from models.db.batches import Batches, Work
from models.db.communities import Known
from models.db.engine import make_engine
from models.db.transaction import Conflict, Transaction
from models.refused import Refused
from models.watch import NOBODY, Watch

T = TypeVar("T")
log = structlog.get_logger(__name__)

TRIES = 6
_LOCKS = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")


class Store:
    """One database. ``wall`` is the machine's time (aware UTC).

    ``on_effects`` is called, in the writer's thread, after a commit that put something into the outbox. ``durable``:
    whether SQLite waits for the disk at each commit.
    """

    def __init__(
        self,
        url: str,
        *,
        wall: Callable[[], datetime],
        on_effects: Callable[[], None] = lambda: None,
        durable: bool = True,
        watch: Watch = NOBODY,
    ) -> None:
        self._writes = make_engine(url, writes=True, durable=durable)
        self._reads = make_engine(url, writes=False, durable=durable)
        self._connection: Connection | None = None
        self._postgres = self._writes.dialect.name == "postgresql"
        self._wall = wall
        self._on_effects = on_effects
        self._watch = watch
        self._known, self._read_known = Known(), Known()
        self._lock = threading.Lock()
        self._batches = Batches(self._process)
        self._readers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="reader")

    async def transact(
        self,
        run: Callable[[Transaction], T],
        now: datetime,
        *,
        threads: Collection[str] = (),
        people: Collection[str] = (),
    ) -> T:
        """Run ``run`` in a transaction and return what it returned, after the commit.

        ``threads`` and ``people`` name what it will ask for, so that it is read at once with the others' wants; on
        PostgreSQL events of one thread go one after the other over all processes. Raises what ``run`` raised; then
        nothing was kept.
        """
        result: T = await self._batches.done(Work(run, now, threads, people, correlation.current()))
        return result

    async def read(self, run: Callable[[Transaction], T], now: datetime) -> T:
        """Run a function that only reads, beside the writer."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.look, run, now)

    def write(self, run: Callable[[Transaction], T], now: datetime) -> T:
        """The same as ``transact`` for callers that have no event loop."""
        work = Work(run, now, correlation=correlation.current())
        self._process([work])
        if work.error is not None:
            raise work.error
        result: T = work.result
        return result

    def look(self, run: Callable[[Transaction], T], now: datetime) -> T:
        """The same as ``read`` for callers that have no event loop."""
        with self._reads.begin() as connection:
            return run(Transaction(connection, self._read_known.refreshed(connection, now), now, self._wall()))

    def close(self) -> None:
        """Finish what is queued, then let go of the database."""
        self._batches.close()
        self._readers.shutdown()
        if self._connection is not None:
            self._connection.close()
        self._writes.dispose()
        self._reads.dispose()

    def _process(self, batch: Sequence[Work]) -> None:
        with self._lock:
            if len(batch) == 1 or not self._together(batch):
                for work in batch:
                    self._alone(work)

    def _together(self, batch: Sequence[Work]) -> bool:
        """Commit a batch as one. Returns False when it was rolled back and each piece must be run alone."""
        try:
            self._commit(batch)
        except Exception as error:  # noqa: BLE001 (each piece will say so by itself)
            log.info("A batch is run again piece by piece.", pieces=len(batch), because=type(error).__name__)
            return False
        return True

    def _alone(self, work: Work) -> None:
        for tries_left in reversed(range(TRIES)):
            work.result = work.error = None
            try:
                self._commit([work])
                return
            except (Conflict, DBAPIError) as error:
                if tries_left == 0 or not _may_pass(error):
                    work.error = error
                    return
            except Exception as error:  # noqa: BLE001 (raised where the work was ordered)
                work.error = error
                return

    def _commit(self, batch: Sequence[Work]) -> None:
        began = perf_counter()
        threads = {thread for work in batch for thread in work.threads}
        connection = self._connection = self._connection or self._writes.connect()
        with connection.begin():
            if self._postgres and threads:
                keys = sorted({zlib.crc32(thread.encode()) for thread in threads})
                connection.execute(_LOCKS, {"keys": keys})
            tx = Transaction(connection, self._known.refreshed(connection, batch[0].now), batch[0].now, self._wall())
            tx.preload(threads, {person for work in batch for person in work.people})
            for work in batch:
                self._run(work, tx)
            tx.flush()
        self._watch.committed(perf_counter() - began, [work.correlation for work in batch])
        if tx.wakes_outbox:
            self._on_effects()

    @staticmethod
    def _run(work: Work, tx: Transaction) -> None:
        """Run one piece. A refusal that came before anything was written needs no rolling back."""
        tx.now = work.now
        before = tx.writes
        try:
            with correlation.within(work.correlation):
                work.result = work.run(tx)
        except Refused as refused:
            if tx.writes != before:
                raise
            work.error = refused


def _may_pass(error: Exception) -> bool:
    """Whether the same work may succeed when it is done again: somebody was faster, or the connection was lost."""
    if isinstance(error, Conflict):
        return True
    words = str(getattr(error, "orig", error))
    if getattr(error, "connection_invalidated", False):
        return True
    return any(sign in words for sign in ("40001", "40P01", "23505", "UNIQUE constraint failed", "database is locked"))
