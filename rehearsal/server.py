"""The rehearsal's HTTP server: create_app for tests, running and serve for people."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from rehearsal import connector, control, control_stage, control_world, login_routes, page_files, token_service
from rehearsal.graph import routes as graph_routes
from rehearsal.graph import steering
from rehearsal.graph.telling import watch
from rehearsal.opening import play_when_bot_is_up
from rehearsal.options import Options
from rehearsal.stage import STAGE, Stage
from rehearsal.wire import BadInput

log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Running:
    """A rehearsal that listens. ``url`` is its address without a slash at the end."""

    url: str
    stage: Stage


def create_app(options: Options) -> web.Application:
    """The whole rehearsal as an aiohttp application.

    Under aiohttp's own test server the address is taken from the first request; the opening is not played by itself.
    """
    app = web.Application(middlewares=[_loopback_only, _sentences], client_max_size=MOST_BYTES)
    app[STAGE] = Stage(options)
    watch(app[STAGE])
    app.cleanup_ctx.append(_delivering)
    app.on_shutdown.append(_end_events)
    for room in (
        connector,
        control,
        control_stage,
        control_world,
        graph_routes,
        login_routes,
        page_files,
        steering,
        token_service,
    ):
        room.add_routes(app)
    return app


@asynccontextmanager
async def running(options: Options) -> AsyncIterator[Running]:
    """A rehearsal that listens while the block runs; with ``port`` 0 on any free port."""
    _check_host(options.host)
    app = create_app(options)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, options.host, options.port)
        await site.start()
        port = int(runner.addresses[0][1])
        stage = app[STAGE]
        stage.address = f"http://{options.host}:{port}"
        opening = asyncio.create_task(play_when_bot_is_up(stage)) if options.opening else None
        yield Running(stage.address, stage)
        if opening is not None:
            opening.cancel()
            with suppress(asyncio.CancelledError):
                await opening
    finally:
        await runner.cleanup()


async def serve(options: Options) -> None:
    """Listens until SIGTERM or SIGINT."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    async with running(options) as here:
        log.info("The rehearsal is at %s/ ; it plays Teams for %s .", here.url, options.bot_url)
        await ended.wait()
    log.info("The rehearsal has ended.")


def _check_host(host: str) -> None:
    """Raises ValueError for an address that others could reach."""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"The rehearsal listens on the loopback address alone, not on {host}.")


async def _delivering(app: web.Application) -> AsyncIterator[None]:
    stage = app[STAGE]
    async with stage.delivery, stage.weather, stage.notifier:
        yield


async def _end_events(app: web.Application) -> None:
    app[STAGE].changes.end()


@web.middleware
async def _loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page from elsewhere must not steer the rehearsal through the reader's browser.

    It would call us by a name of its own that leads here, or by ours: then the browser says whose page it is.
    """
    called = f"http://{request.host}"
    if not (_is_here(called) and _is_here(request.headers.get("Origin", called))):
        said = "The rehearsal answers loopback addresses alone, and pages of theirs: open it at 127.0.0.1 or localhost."
        return web.json_response({"error": said}, status=403)
    stage = request.app[STAGE]
    if stage.options.port == 0 and stage.address.endswith(":0"):
        stage.address = str(request.url.origin())
    return await handler(request)


def _is_here(url: str) -> bool:
    try:
        return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


@web.middleware
async def _sentences(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except BadInput as error:
        return web.json_response({"error": error.sentence}, status=error.status)
