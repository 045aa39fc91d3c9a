"""Sends requests as fast as they are answered, or so many a second, and takes the time of each."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

CONNECTIONS = 16
WITHIN_S = 120
_OK = b"HTTP/1.1 200 "
_END = b"\r\n\r\n"
_EMPTY = b"Content-Length: 0\r\n"


class NotAnswered(Exception):
    """A request got another answer than an empty 200."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: how long all of it took, and each request, in seconds."""

    took: float
    latencies: tuple[float, ...]


class Connection(asyncio.Protocol):
    """One connection, kept alive, with one request at a time on its way."""

    def __init__(self, answered: Callable[[Connection, float], None], failed: Callable[[Exception], None]) -> None:
        self._answered = answered
        self._failed = failed
        self._received = b""
        self._sent_at = 0.0
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def ask(self, request: bytes) -> None:
        assert self._transport is not None
        self._sent_at = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        took = time.perf_counter() - self._sent_at
        self._received += data
        if not self._received.endswith(_END):
            return
        received, self._received = self._received, b""
        if received.startswith(_OK) and _EMPTY in received:
            self._answered(self, took)
        else:
            self._failed(NotAnswered(received[:300].decode(errors="replace")))

    def connection_lost(self, exc: Exception | None) -> None:
        self._failed(NotAnswered("the connection was closed"))

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


class _Run:
    """One load on its way. What follows an answer happens where the answer comes in: tasks and futures for each request
    would cost as much as the floor itself.
    """

    def __init__(self, requests: Sequence[bytes]) -> None:
        self.waiting = deque(requests)
        self.latencies: list[float] = []
        self.idle: deque[Connection] = deque()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count = len(requests)

    def go_on(self, connection: Connection, took: float) -> None:
        """Full load: the next request follows at once."""
        if self.waiting:
            connection.ask(self.waiting.popleft())
        self._took(took)

    def rest(self, connection: Connection, took: float) -> None:
        """Paced: the connection waits for its turn."""
        self.idle.append(connection)
        self._took(took)

    def fail(self, error: Exception) -> None:
        if not self.ended.done():
            self.ended.set_exception(error)

    def _took(self, took: float) -> None:
        self.latencies.append(took)
        if len(self.latencies) == self._count:
            self.ended.set_result(None)


async def full(port: int, requests: Sequence[bytes], connections: int = CONNECTIONS) -> Load:
    """As fast as they are answered."""
    run = _Run(requests)
    async with _connected(port, connections, run, run.go_on) as connected, asyncio.timeout(WITHIN_S):
        began = time.perf_counter()
        for connection in connected[: len(requests)]:
            connection.ask(run.waiting.popleft())
        await run.ended
        return Load(time.perf_counter() - began, tuple(run.latencies))


async def paced(port: int, requests: Sequence[bytes], a_second: float) -> Load:
    """So many a second, whether the earlier ones were answered or not."""
    run = _Run(requests)
    async with _connected(port, CONNECTIONS, run, run.rest) as connected, asyncio.timeout(WITHIN_S):
        run.idle.extend(connected)
        began = time.perf_counter()
        for number, request in enumerate(requests):
            await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
            run.idle.popleft().ask(request)
        await run.ended
        return Load(time.perf_counter() - began, tuple(run.latencies))


@asynccontextmanager
async def _connected(
    port: int, count: int, run: _Run, answered: Callable[[Connection, float], None]
) -> AsyncIterator[list[Connection]]:
    loop, opened = asyncio.get_running_loop(), list[Connection]()
    try:
        for _ in range(count):
            opened.append((await loop.create_connection(lambda: Connection(answered, run.fail), "127.0.0.1", port))[1])
        yield opened
    finally:
        for connection in opened:
            connection.close()
