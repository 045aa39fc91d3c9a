"""Listening at HOST and PORT."""

from __future__ import annotations

import os

from aiohttp import web


class CannotListen(Exception):
    """HOST and PORT cannot be had; the message says what to do."""


async def listen(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen; ends with the runner's ``cleanup``, which lets requests end for ten seconds. Raises CannotListen."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=10.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        advice = "Is another Aizuchi running there?"
        raise CannotListen(f"Nothing can listen at HOST {host}, PORT {port}: {why}. {advice}") from None
    return runner
