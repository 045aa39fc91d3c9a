"""The database as the rest sees it.

Work is a plain function of a Transaction, run in a thread, kept whole or not at all.

Work that arrives together is committed together: one wait for the disk serves all. A piece that fails or refuses
after it wrote takes nobody
with it: the batch is rolled back and each piece is run again by itself. So work must be repeatable: it changes
nothing but the transaction.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import zlib
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.db.communities import Known
from models.db.engine import make_engine
from models.db.transaction import Conflict, Transaction
from models.refused import Refused

T = TypeVar("T")
log = structlog.get_logger(__name__)

BATCH_AT_MOST = 64
TRIES = 6
_LOCKS = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")


@dataclass(slots=True)
class _Work:
    run: Callable[[Transaction], Any]
    now: datetime
    threads: Collection[str]
    people: Collection[str]
    done: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: BaseException | None = None


class Store:
    """One database. ``wall`` is the machine's time (aware UTC).

    ``on_effects`` is called, in the writer's thread, after a commit that
    put something into the outbox.
    """

    def __init__(
        self, url: str, *, wall: Callable[[], datetime], on_effects: Callable[[], None] = lambda: None
    ) -> None:
        self._writes = make_engine(url, writes=True)
        self._reads = make_engine(url, writes=False)
        self._postgres = self._writes.dialect.name == "postgresql"
        self._wall = wall
        self._on_effects = on_effects
        self._known, self._read_known = Known(), Known()
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None
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
        PostgreSQL events
        of one thread go one after the other over all processes. Raises what ``run`` raised; then nothing was kept.
        """
        work = _Work(run, now, threads, people)
        self._start_writer()
        self._queue.put(work)
        result: T = await asyncio.wrap_future(work.done)
        return result

    async def read(self, run: Callable[[Transaction], T], now: datetime) -> T:
        """Run a function that only reads, beside the writer."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.look, run, now)

    def write(self, run: Callable[[Transaction], T], now: datetime) -> T:
        """The same as ``transact`` for callers that have no event loop."""
        work = _Work(run, now, (), ())
        self._process([work])
        result: T = work.done.result()
        return result

    def look(self, run: Callable[[Transaction], T], now: datetime) -> T:
        """The same as ``read`` for callers that have no event loop."""
        with self._reads.begin() as connection:
            return run(Transaction(connection, self._read_known.refreshed(connection), now, self._wall()))

    def close(self) -> None:
        """Finish what is queued, then let go of the database."""
        if self._writer is not None:
            self._queue.put(None)
            self._writer.join()
        self._readers.shutdown()
        self._writes.dispose()
        self._reads.dispose()

    def _start_writer(self) -> None:
        if self._writer is None:
            self._writer = threading.Thread(target=self._serve, name="writer", daemon=True)
            self._writer.start()

    def _serve(self) -> None:
        while (work := self._queue.get()) is not None:
            batch = [work]
            while len(batch) < BATCH_AT_MOST:
                try:
                    more = self._queue.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    self._queue.put(None)
                    break
                batch.append(more)
            self._process(batch)

    def _process(self, batch: Sequence[_Work]) -> None:
        with self._lock:
            if len(batch) == 1 or not self._together(batch):
                for work in batch:
                    self._alone(work)
        for work in batch:
            if not work.done.set_running_or_notify_cancel():
                continue  # who ordered it was cancelled; the work is done all the same
            if work.error is None:
                work.done.set_result(work.result)
            else:
                work.done.set_exception(work.error)

    def _together(self, batch: Sequence[_Work]) -> bool:
        """Commit a batch as one. Returns False when it was rolled back and each piece must be run alone."""
        try:
            self._commit(batch)
        except Exception as error:  # noqa: BLE001 (each piece will say so by itself)
            log.info("A batch is run again piece by piece.", pieces=len(batch), because=type(error).__name__)
            return False
        return True

    def _alone(self, work: _Work) -> None:
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

    def _commit(self, batch: Sequence[_Work]) -> None:
        threads = {thread for work in batch for thread in work.threads}
        with self._writes.begin() as connection:
            if self._postgres and threads:
                keys = sorted({zlib.crc32(thread.encode()) for thread in threads})
                connection.execute(_LOCKS, {"keys": keys})
            tx = Transaction(connection, self._known.refreshed(connection), batch[0].now, self._wall())
            tx.preload(threads, {person for work in batch for person in work.people})
            for work in batch:
                self._run(work, tx)
            tx.flush()
        if tx.wakes_outbox:
            self._on_effects()

    @staticmethod
    def _run(work: _Work, tx: Transaction) -> None:
        """Run one piece. A refusal that came before anything was written needs no rolling back."""
        tx.now = work.now
        before = tx.writes
        try:
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
