"""``/healthz``: alive. ``/readyz``: the database is reached and has every migration."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web


def routes(behind: Callable[[], bool]) -> list[web.RouteDef]:
    """``behind`` tells whether migrations are missing, and raises when the database is not reached; it may block."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def ready(_: web.Request) -> web.Response:
        try:
            waits = await asyncio.to_thread(behind)
        except Exception as error:  # noqa: BLE001 (whatever keeps the database away)
            return web.json_response({"status": "the database is not reached", "why": type(error).__name__}, status=503)
        if waits:
            return web.json_response({"status": "migrations are missing; run: python app.py migrate"}, status=503)
        return web.json_response({"status": "ready"})

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
