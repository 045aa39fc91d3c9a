"""The process that is measured: ``python -m bench.serve floor`` or ``bot``, with its settings in the environment.

It writes its port to standard output, answers each line on standard input with the processor seconds that it has used,
and ends when standard input does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
from contextlib import AsyncExitStack, suppress

import orjson
import structlog
from aiohttp import web

import app
from jobs import deliver
from settings import Settings


async def floor(request: web.Request) -> web.Response:
    """The least that an answer costs: the body is read as JSON, and that is all."""
    orjson.loads(await request.read())
    return web.Response(status=200)


async def bot(stack: AsyncExitStack, *, delivers: bool) -> web.Application:
    """The bot as app.py wires it; what it orders waits in the outbox unless it ``delivers``."""
    wired = await stack.enter_async_context(app.wired(Settings()))
    if delivers:
        delivering = asyncio.create_task(deliver.serve(wired.ports, wired.woken))

        async def end() -> None:
            delivering.cancel()
            with suppress(asyncio.CancelledError):
                await delivering

        stack.push_async_callback(end)
    return wired.web


async def serve(what: str, *, delivers: bool) -> None:
    async with AsyncExitStack() as stack:
        if what == "floor":
            application = web.Application()
            application.add_routes([web.post("/api/messages", floor)])
        else:
            application = await bot(stack, delivers=delivers)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        app.keep_for_good()
        print(runner.addresses[0][1], flush=True)
        await _until_input_ends()


async def _until_input_ends() -> None:
    ended, loop = asyncio.Event(), asyncio.get_running_loop()

    def answer() -> None:
        if not os.read(sys.stdin.fileno(), 1):
            ended.set()
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(used.ru_utime + used.ru_stime, flush=True)

    loop.add_reader(sys.stdin.fileno(), answer)
    await ended.wait()
    loop.remove_reader(sys.stdin.fileno())


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("what", choices=("floor", "bot"))
    arguments.add_argument("--core", type=int, help="the processor core to keep to")
    arguments.add_argument("--deliver", action="store_true", help="carry out what is ordered")
    given = arguments.parse_args()
    if given.core is not None:
        os.sched_setaffinity(0, {given.core})
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("warning"), cache_logger_on_first_use=True)
    asyncio.run(serve(given.what, delivers=given.deliver))


if __name__ == "__main__":
    main()
