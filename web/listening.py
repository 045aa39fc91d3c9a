"""Listening at HOST and PORT."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator

from aiohttp import web

from web.crowd import CROWD, IDLE_AT_MOST, LINGERING


class CannotListen(Exception):
    """HOST and PORT cannot be had; the message says what to do."""


async def listen(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen; ends with the runner's ``cleanup``, which lets requests end for ten seconds. Raises CannotListen."""
    runner = await ready(application, shutdown_timeout=10.0)
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        advice = "Is another Aizuchi running there?"
        raise CannotListen(f"Nothing can listen at HOST {host}, PORT {port}: {why}. {advice}") from None
    return runner


async def ready(application: web.Application, *, shutdown_timeout: float) -> web.AppRunner:
    """What listens once it has a site, within the bounds of web/crowd.py. Bodies come as they were sent."""
    runner = web.AppRunner(
        application,
        access_log=None,
        shutdown_timeout=shutdown_timeout,
        keepalive_timeout=IDLE_AT_MOST.total_seconds(),
        lingering_time=LINGERING,
        auto_decompress=False,
    )

    async def kept(_: web.Application) -> AsyncIterator[None]:
        crowd = application[CROWD]
        keeping = asyncio.create_task(crowd.keep(lambda: runner.server.connections if runner.server else ()))
        yield
        keeping.cancel()

    application.cleanup_ctx.append(kept)
    await runner.setup()
    return runner
