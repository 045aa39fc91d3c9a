"""Wires the rooms and runs a command: ``python app.py`` serves, ``python app.py --help`` tells the rest."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

import aiohttp
import click
import structlog
from aiohttp import web
from pydantic import ValidationError

from bot.cards.render import render
from bot.connector import Connector, Wire
from bot.credentials import AppSecret, NoTokens, Tokens, TokenSource
from bot.endpoint import LARGEST, Endpoint
from bot.gates import LocalGate, SignedGate, is_loopback
from bot.tokens import TokenVerifier
from bot.turns import Adapter, Turns, Voice
from cli.apply import files_of
from cli.commands import Check, Wiring, command_line
from handlers.dispatch import Dispatch
from handlers.registry import is_command
from jobs import deliver
from jobs.ports import Ports
from jobs.schedule import scheduler
from locales import say
from models.clock import FollowedClock
from models.community_file import CommunityFileFault, parse
from models.db import applying
from models.db.migrate import migrate, missing
from models.db.store import Store
from models.outgoing import Sentence, Undeliverable
from settings import Settings
from web import health

log = structlog.get_logger("app")

GRAPH_SCOPE = "{graph}/.default"
FOLLOW_CLOCK_EVERY = 0.25
"""Seconds between two looks at the rehearsal's clock."""


def wall() -> datetime:
    """The machine's time, aware UTC: the one place that asks for it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """All that is wired, for as long as it runs."""

    web: web.Application
    ports: Ports
    dispatch: Dispatch
    woken: asyncio.Event


@asynccontextmanager
async def wired(settings: Settings, now: Callable[[], datetime] = wall) -> AsyncIterator[App]:
    """The whole bot, without its clockwork: what is ordered waits in the outbox until ``deliver`` runs."""
    woken = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wake() -> None:
        loop.call_soon_threadsafe(woken.set)

    store = Store(settings.database_url, wall=wall, on_effects=wake)
    try:
        async with aiohttp.ClientSession(auto_decompress=True) as session:
            allowed = allowed_hosts(settings)
            connector = Connector(
                Wire(session, _tokens(settings, session), allowed_host=allowed, now=wall), render=render, say=_say
            )
            dispatch = Dispatch(store, now)
            turns = Turns(dispatch, is_command, Voice(render, say))
            endpoint = Endpoint(_gate(settings, session, allowed), Adapter(), turns)
            application = web.Application(client_max_size=LARGEST)
            application.add_routes([web.post("/api/messages", endpoint.post)])
            application.add_routes(health.routes(partial(missing, settings.database_url)))
            yield App(application, Ports(store, connector, now, wall), dispatch, woken)
    finally:
        store.close()


async def serve(settings: Settings) -> None:
    """Listen, deliver and nudge until SIGTERM or SIGINT."""
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    clock = FollowedClock(wall)
    async with wired(settings, clock) as app:
        await _apply_community_file(settings, app.ports.store, clock)
        following = asyncio.create_task(_follow_clock(settings.clock_url, clock)) if settings.clock_url else None
        runner = web.AppRunner(app.web, access_log=None, shutdown_timeout=10.0)
        await runner.setup()
        await web.TCPSite(runner, settings.host, settings.port).start()
        clockwork = scheduler(app.ports)
        clockwork.start()
        delivering = asyncio.create_task(deliver.serve(app.ports, app.woken))
        log.info("Aizuchi listens.", host=settings.host, port=settings.port, local=settings.is_local)
        await ended.wait()
        await runner.cleanup()
        clockwork.shutdown(wait=False)
        for task in filter(None, (delivering, following)):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
    log.info("Aizuchi has ended.")


def allowed_hosts(settings: Settings) -> Callable[[str], bool]:
    """Which hosts we speak to: in local mode this machine alone, else those of ALLOWED_SERVICE_HOSTS."""
    if settings.is_local:
        return is_loopback
    patterns = [one.strip().lower() for one in settings.allowed_service_hosts.split(",") if one.strip()]
    return lambda host: any(fnmatch(host.lower(), pattern) for pattern in patterns)


def _gate(settings: Settings, session: aiohttp.ClientSession, allowed: Callable[[str], bool]) -> LocalGate | SignedGate:
    if settings.is_local:
        return LocalGate()
    verifier = TokenVerifier(
        session, app_id=settings.microsoft_app_id, metadata_url=settings.openid_metadata_url, now=wall
    )
    return SignedGate(verifier, settings.microsoft_app_tenant_id, allowed)


def _tokens(settings: Settings, session: aiohttp.ClientSession) -> Tokens:
    if settings.is_local:
        return NoTokens()
    return TokenSource(
        session,
        AppSecret(
            settings.microsoft_app_id,
            settings.microsoft_app_tenant_id,
            settings.microsoft_app_password.get_secret_value(),
        ),
        now=wall,
        authority=settings.login_authority,
    )


def _say(sentence: Sentence, language: str, time_zone: str) -> str:
    return say(sentence.key, sentence.values, language, time_zone)


async def _apply_community_file(settings: Settings, store: Store, now: Callable[[], datetime]) -> None:
    """Apply COMMUNITY_FILE where it is another than the one that was applied last."""
    for path in files_of(Path(settings.community_file)) if settings.community_file else ():
        document = parse(path.read_text(encoding="utf-8"), name=path.name)
        if await store.read(lambda tx, document=document: applying.differs(tx, document), now()):  # type: ignore[misc]
            merged = await store.transact(lambda tx, document=document: applying.apply(tx, document), now())  # type: ignore[misc]
            log.info(
                "A community file was applied.", file=path.name, changes=len(merged.changes), kept=len(merged.kept)
            )
            for kept in merged.kept:
                log.warning("Changed in Teams since, and kept; `apply --force` overwrites it.", path=kept.path)


async def _follow_clock(url: str, clock: FollowedClock) -> None:
    """Keep to the rehearsal's clock; while it does not answer, go on as it went."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        while True:
            with suppress(aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
                async with session.get(url) as response:
                    shown = await response.json()
                    clock.told(shown["now"], float(shown["rate"]))
            await asyncio.sleep(FOLLOW_CLOCK_EVERY)


async def _outside_checks(settings: Settings) -> Sequence[Check]:
    """Whether Microsoft gives us tokens, for Teams and for Graph."""
    if settings.is_local:
        return [Check("Teams and Graph credentials", note="local mode: none are needed")]
    scopes = {
        "Teams credentials": "https://api.botframework.com/.default",
        "Graph credentials": GRAPH_SCOPE.format(graph=settings.graph_base_url.rstrip("/")),
    }
    async with aiohttp.ClientSession() as session:
        return [await _token_check(what, _tokens(settings, session), scope) for what, scope in scopes.items()]


async def _token_check(what: str, tokens: Tokens, scope: str) -> Check:
    try:
        await tokens.token(scope)
    except Undeliverable as refused:
        return Check(
            what, f"refused; see MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID ({refused})"
        )
    except Exception as error:  # noqa: BLE001 (the operator is to read whatever it is)
        return Check(what, f"LOGIN_AUTHORITY does not answer ({type(error).__name__}: {error})")
    return Check(what)


def _serve(settings: Settings) -> None:
    if settings.is_local and not is_loopback(settings.host):
        raise click.ClickException(
            f"HOST is {settings.host}, but without MICROSOFT_APP_ID anybody who reaches it could speak for Teams. "
            "Set MICROSOFT_APP_ID, or HOST=127.0.0.1."
        )
    if settings.is_local:
        migrate(settings.database_url)
    elif missing(settings.database_url):
        raise click.ClickException("Migrations are missing. Run: python app.py migrate")
    try:
        asyncio.run(serve(settings))
    except (CommunityFileFault, FileNotFoundError) as fault:
        raise click.ClickException(f"{fault}\nThe community file was not applied, and nothing was started.") from None


def _rehearse(settings: Settings) -> None:
    """The rehearsal in this process, the bot in one of its own, as Teams and the bot are two."""
    from rehearsal.with_bot import CannotRehearse, rehearse

    try:
        rehearse((sys.executable, __file__), settings.port, click.echo)
    except CannotRehearse as why:
        raise click.ClickException(str(why)) from None


def _log_with(settings: Settings) -> None:
    json = settings.log_format == "json"
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([structlog.processors.dict_tracebacks] if json else []),
            structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        cache_logger_on_first_use=True,
    )


def _wire() -> Wiring:
    try:
        settings = Settings()
    except ValidationError as faults:
        lines = [
            f"{str(fault['loc'][0]).upper() if fault['loc'] else 'settings'}: {fault['msg']}"
            for fault in faults.errors()
        ]
        raise click.ClickException("The environment does not fit:\n  " + "\n  ".join(lines)) from None
    _log_with(settings)
    return Wiring(
        database_url=settings.database_url,
        community_file=settings.community_file,
        open_store=lambda: Store(settings.database_url, wall=wall),
        now=wall,
        serve=partial(_serve, settings),
        rehearse=partial(_rehearse, settings),
        outside_checks=partial(_outside_checks, settings),
    )


main = command_line(_wire)

if __name__ == "__main__":
    main()
