"""``/healthz``: alive. ``/readyz``: the database is reached and has every migration.

Refused credentials are told there as well, and do not make it unready: posts still come in and are kept, and what is to
be sent waits. Taken off the balancer, they would be lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from aiohttp import web

from web.joined import Joined


def routes(behind: Callable[[], bool], refused: Callable[[], str | None]) -> list[web.RouteDef]:
    """``behind`` tells whether migrations are missing, and raises when the database is not reached; it may block.

    ``refused`` tells why Microsoft refused the bot's credentials; ``None`` when it did not.
    """

    looked = Joined(partial(asyncio.to_thread, behind))

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def ready(_: web.Request) -> web.Response:
        try:
            waits = await looked()
        except Exception as error:  # noqa: BLE001 (whatever keeps the database away)
            return web.json_response({"status": "the database is not reached", "why": type(error).__name__}, status=503)
        if waits:
            return web.json_response({"status": "migrations are missing; run: python app.py migrate"}, status=503)
        why = refused()
        return web.json_response({"status": "ready", **({"credentials": why} if why else {})})

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
