"""What arrives together is done together, whatever becomes of those who wait for it."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from models.db.batches import AT_MOST, Batches, Work

NOW = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)


def piece(result: Any = None) -> Work:
    """Work whose run needs no transaction."""
    return Work(lambda _: result, NOW)


class Recorded:
    """Does what it is given, and remembers what came together."""

    def __init__(self, before: Callable[[], None] = lambda: None) -> None:
        self.sizes: list[int] = []
        self._before = before

    def __call__(self, batch: Sequence[Work]) -> None:
        self._before()
        self.sizes.append(len(batch))
        for work in batch:
            work.result = work.run(None)  # type: ignore[arg-type]  # it looks at no transaction


async def test_what_arrives_together_is_one_batch() -> None:
    done = Recorded()
    with closing(Batches(done)) as batches:
        results = await asyncio.gather(*(batches.done(piece(number)) for number in range(10)))
    assert results == list(range(10))
    assert done.sizes == [10]


async def test_a_batch_has_an_end() -> None:
    done = Recorded()
    with closing(Batches(done)) as batches:
        await asyncio.gather(*(batches.done(piece()) for _ in range(2 * AT_MOST + 1)))
    assert done.sizes == [AT_MOST, AT_MOST, 1]


async def test_what_arrives_during_a_batch_is_the_next_one() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        go_on.wait(10)

    done = Recorded(wait)
    with closing(Batches(done)) as batches:
        first = asyncio.create_task(batches.done(piece()))
        await asyncio.to_thread(begun.wait, 10)
        more = [asyncio.create_task(batches.done(piece())) for _ in range(3)]
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(first, *more)
    assert done.sizes == [1, 3]


async def test_an_error_reaches_its_own_caller_alone() -> None:
    def process(batch: Sequence[Work]) -> None:
        batch[1].error = ValueError("mine")

    with closing(Batches(process)) as batches:
        results = await asyncio.gather(*(batches.done(piece()) for _ in range(3)), return_exceptions=True)
    assert results[0] is None
    assert results[2] is None
    assert isinstance(results[1], ValueError)


async def test_closing_does_first_what_has_arrived() -> None:
    done = Recorded()
    batches = Batches(done)
    waiting = [asyncio.create_task(batches.done(piece(number))) for number in range(AT_MOST + 1)]
    await asyncio.sleep(0)
    batches.close()
    assert await asyncio.wait_for(asyncio.gather(*waiting), 10) == list(range(AT_MOST + 1))
    assert sum(done.sizes) == AT_MOST + 1


@pytest.mark.parametrize("when", ["before", "during"])
async def test_who_gave_up_waiting_holds_up_nobody(when: str) -> None:
    with closing(Batches(Recorded())) as batches:
        waiting = [asyncio.create_task(batches.done(piece(number))) for number in range(3)]
        if when == "during":
            await asyncio.sleep(0)
        waiting[1].cancel()
        results = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 10)
    assert results[0] == 0
    assert isinstance(results[1], asyncio.CancelledError)
    assert results[2] == 2
