"""What arrives together is done together: gathered on the event loop, done in one thread, answered all at once."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.db.transaction import Transaction

AT_MOST = 64
QUIET_ROUNDS = 4
"""So often the event loop goes round without bringing anything new before a batch is closed: some 10 µs when it idles.
Under load an answer goes out in one round, the next request comes in in another and is understood in a third."""


@dataclass(slots=True)
class Work:
    """One piece: what to run, at which moment, and what it will ask for; then what came of it."""

    run: Callable[[Transaction], Any]
    now: datetime
    threads: Collection[str] = ()
    people: Collection[str] = ()
    correlation: str = ""
    """What set it off (models/correlation.py)."""
    result: Any = None
    error: BaseException | None = None


class Batches:
    """The pieces of one event loop. ``process`` does a batch, in a thread, and sets each ``result`` or ``error``.

    Gathering and answering happen on the loop, so that the thread is woken once a batch and not once a piece.
    """

    def __init__(self, process: Callable[[Sequence[Work]], None]) -> None:
        self._process = process
        self._arrived: list[tuple[Work, asyncio.Future[Any]]] = []
        self._under_way = False
        self._ready: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def done(self, work: Work) -> Any:
        """What came of a piece, once its batch is done. Raises its error."""
        loop = asyncio.get_running_loop()
        answer = loop.create_future()
        self._arrived.append((work, answer))
        if not self._under_way:
            self._under_way = True
            loop.call_soon(self._gather, loop)
        return await answer

    def close(self) -> None:
        """Do what has arrived, and end."""
        while self._arrived:
            self._hand_over(self._arrived[0][1].get_loop())
        if self._thread is not None:
            self._ready.put(None)
            self._thread.join()

    def _gather(self, loop: asyncio.AbstractEventLoop, before: int = 0, quiet: int = 0) -> None:
        """Close the batch once nothing more comes: the fuller it is, the less each piece costs."""
        count = len(self._arrived)
        quiet = 0 if count > before else quiet + 1
        if count < AT_MOST and quiet < QUIET_ROUNDS:
            loop.call_soon(self._gather, loop, count, quiet)
        elif count:
            self._hand_over(loop)

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
            self._thread.start()
        batch, self._arrived = self._arrived[:AT_MOST], self._arrived[AT_MOST:]

        def run() -> None:
            self._process([work for work, _ in batch])
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(self._answer, loop, batch)

        self._ready.put(run)

    def _serve(self) -> None:
        while (run := self._ready.get()) is not None:
            run()

    def _answer(self, loop: asyncio.AbstractEventLoop, batch: Sequence[tuple[Work, asyncio.Future[Any]]]) -> None:
        """Tell everyone who still waits, and go on with what arrived meanwhile."""
        for work, answer in batch:
            if answer.done():
                continue
            if work.error is None:
                answer.set_result(work.result)
            else:
                answer.set_exception(work.error)
        self._under_way = bool(self._arrived)
        if self._under_way:
            loop.call_soon(self._gather, loop)
