"""Connections that bring nothing whole, and too many of them: closed, and nobody else is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from web.crowd import CROWD, WHOLE_WITHIN, Crowd
from web.listening import ready

SECONDS = WHOLE_WITHIN.total_seconds()


@dataclass(eq=False)
class Line:
    """A connection."""

    closed: bool = False

    def force_close(self) -> None:
        self.closed = True


@dataclass
class Hall:
    """A server with one address, which answers when it is told to."""

    crowd: Crowd
    runner: web.AppRunner
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    at_work: asyncio.Event = field(default_factory=asyncio.Event)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)
    began: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    async def dial(self, said: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection(*self.runner.addresses[0])
        self.writers.append(writer)
        writer.write(said)
        await writer.drain()
        return reader, writer

    def look(self, after: float) -> None:
        assert self.runner.server is not None
        self.crowd.look(self.runner.server.connections, self.began + after)

    async def until_there_are(self, count: int) -> None:
        assert self.runner.server is not None
        async with asyncio.timeout(10):
            while len(self.runner.server.connections) != count:  # noqa: ASYNC110 (aiohttp tells nobody of a connection)
                await asyncio.sleep(0)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    crowd = Crowd(at_most=3)
    application = web.Application(middlewares=[crowd.watched])
    application[CROWD] = crowd
    made = Hall(crowd, web.AppRunner(application))
    serve(application, made)
    made.runner = await ready(application, shutdown_timeout=0.1)
    await web.TCPSite(made.runner, "127.0.0.1", 0).start()
    yield made
    made.let_go.set()
    await made.runner.cleanup()
    for writer in made.writers:
        writer.close()


async def hung_up(reader: asyncio.StreamReader) -> bool:
    """Whether the other side closed without a word."""
    try:
        return await reader.read() == b""
    except ConnectionResetError:
        return True


REQUEST = b"GET /now HTTP/1.1\r\nHost: x\r\n\r\n"
WAITING = b"GET /later HTTP/1.1\r\nHost: x\r\n\r\n"


def serve(application: web.Application, here: Hall) -> None:
    async def now(_: web.Request) -> web.Response:
        return web.Response(text="now")

    async def later(_: web.Request) -> web.Response:
        here.at_work.set()
        await here.let_go.wait()
        return web.Response(text="later")

    application.add_routes([web.get("/now", now), web.get("/later", later)])


async def test_who_never_ends_its_headers_is_closed_in_time_and_no_sooner(hall: Hall) -> None:
    slow, _ = await hall.dial(b"POST /api/messages HTTP/1.1\r\nX-A: ")
    await hall.until_there_are(1)
    hall.look(0)
    hall.look(SECONDS / 2)
    assert hall.crowd.closed["slow"] == 0
    hall.look(SECONDS)
    assert await hung_up(slow)
    assert hall.crowd.closed == {"slow": 1, "crowded": 0}


async def test_who_was_answered_once_may_wait_for_the_next(hall: Hall) -> None:
    reader, writer = await hall.dial(REQUEST)
    await reader.readuntil(b"now")
    hall.look(0)
    hall.look(SECONDS * 5)
    writer.write(REQUEST)
    await reader.readuntil(b"now")
    assert hall.crowd.closed["slow"] == 0


async def test_a_request_in_hand_is_never_closed_however_many_there_are(hall: Hall) -> None:
    working, _ = await hall.dial(WAITING)
    await hall.at_work.wait()
    idle = [await hall.dial() for _ in range(5)]
    await hall.until_there_are(6)
    hall.look(0)
    assert hall.crowd.closed == {"slow": 0, "crowded": 3}
    hall.look(SECONDS)
    assert hall.crowd.closed == {"slow": 2, "crowded": 3}
    hall.let_go.set()
    await working.readuntil(b"later")
    assert all([await hung_up(reader) for reader, _ in idle])


def test_where_there_are_too_many_who_never_spoke_goes_before_who_did() -> None:
    crowd, spoke, silent, later = Crowd(at_most=1), Line(), Line(), Line()
    crowd._served.add(spoke)
    crowd.look([spoke, silent], 0)
    assert (spoke.closed, silent.closed) == (False, True)
    crowd.look([spoke], 1)
    crowd.look([spoke, later], 2)
    assert (spoke.closed, later.closed) == (False, True)


def test_what_is_gone_is_forgotten() -> None:
    crowd = Crowd()
    for moment in range(100):
        crowd.look([Line()], moment)
    assert len(crowd._since) == 1


async def test_the_look_is_taken_again_and_again_until_the_server_ends(hall: Hall) -> None:
    assert hall.runner.app[CROWD] is hall.crowd
    mine = [task for task in asyncio.all_tasks() if "Crowd.keep" in repr(task.get_coro())]
    assert len(mine) == 1
    hall.let_go.set()
    await hall.runner.cleanup()
    await asyncio.sleep(0)
    assert mine[0].cancelled()


async def test_a_handler_that_fails_leaves_no_request_in_hand() -> None:
    crowd = Crowd()

    async def broken(_: web.Request) -> web.StreamResponse:
        raise web.HTTPBadRequest

    request = make_mocked_request("GET", "/")
    with pytest.raises(web.HTTPBadRequest):
        await crowd.watched(request, broken)
    assert not crowd._in_hand
