"""The whole bot as it is wired, spoken to over HTTP alone; and a rehearsal in front of it, where one is wanted."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import aiohttp
import orjson
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import func, select

from app import App, wall, wired
from jobs import deliver
from models.community_file import parse
from models.db import applying
from models.db.audit import export
from models.db.columns import metadata
from models.db.engine import make_engine
from models.db.migrate import migrate
from models.db.store import Store
from rehearsal.options import Options
from rehearsal.server import running
from rehearsal.sign_in import CONNECTION
from settings import Settings
from tests.rehearsal.playing import TENANT, Player
from web.listening import ready

COMMUNITY_FILE: Final = Options().community_file
SECRET: Final = "a-client-secret-of-ours"


@dataclass(frozen=True, slots=True)
class Outside:
    """A bot that listens at ``url``, and what a test outside of it can see."""

    app: App
    url: str
    session: aiohttp.ClientSession
    database_url: str

    async def bring(self, activity: object, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
        """Bring an activity as Teams does. Returns the status, and the body's JSON or text (``None``: empty)."""
        return await self.send(json.dumps(activity).encode(), headers)

    async def send(self, body: bytes, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
        """The same for any bytes."""
        sent = {"Content-Type": "application/json"} | dict(headers or {})
        async with self.session.post(f"{self.url}/api/messages", data=body, headers=sent) as answer:
            raw = await answer.read()
            if answer.content_type == "application/json":
                return answer.status, orjson.loads(raw)
            return answer.status, raw.decode() or None

    async def deliver(self) -> None:
        """Carry out all that is due now."""
        await deliver.run(self.app.ports)

    async def ledger(self) -> list[dict[str, Any]]:
        """The export's rows."""
        return await self.app.ports.store.read(lambda tx: list(export(tx)), wall())

    def rows(self) -> dict[str, int]:
        """How many rows each table has, the empty ones left out."""
        return rows(self.database_url)


def rows(database_url: str) -> dict[str, int]:
    """How many rows each table of a database has, the empty ones left out."""
    engine = make_engine(database_url, writes=False)
    try:
        with engine.connect() as connection:
            counts = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in metadata.sorted_tables
            }
    finally:
        engine.dispose()
    return {name: count for name, count in counts.items() if count}


def prepare(database_url: str, file: Path = COMMUNITY_FILE) -> None:
    """Migrate a database and apply a community to it."""
    migrate(database_url)
    document = parse(file.read_text(encoding="utf-8"))
    with closing(Store(database_url, wall=wall)) as store:
        store.write(lambda tx: applying.apply(tx, document), wall())


class Clock:
    """The machine's, moved on by hand."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def __call__(self) -> datetime:
        return wall() + self._ahead

    def move(self, **length: float) -> None:
        self._ahead += timedelta(**length)


@asynccontextmanager
async def listening(
    settings: Settings, held: socket.socket | None = None, clock: Callable[[], datetime] = wall
) -> AsyncIterator[Outside]:
    """The bot, without its clockwork, on a database that is prepared."""
    prepare(settings.database_url)
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(wired(settings, clock, clock))
        runner = await ready(app.web, shutdown_timeout=1.0)
        stack.push_async_callback(runner.cleanup)
        site = web.SockSite(runner, held or free_port())
        await site.start()
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield Outside(app, f"http://127.0.0.1:{runner.addresses[0][1]}", session, settings.database_url)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A bot, and the rehearsal in front of it that plays Teams and its login."""

    bot: Outside
    teams: Player
    settings: Settings

    def bearer(self, **forged: Any) -> dict[str, str]:
        """The header that the rehearsal would send; see Login.sign for what can be forged."""
        return {"Authorization": f"Bearer {self.teams.stage.login.sign(**forged)}"}

    async def journal(self, kind: str) -> list[dict[str, Any]]:
        """The bot's calls of one kind, oldest first."""
        return [call for call in await self.teams.look("/rehearsal/journal") if call["kind"] == kind]


@asynccontextmanager
async def rehearsed(database_url: str, *, own: bool = False) -> AsyncIterator[Rehearsed]:
    """A bot in local mode; ``own``: it signs members in, for what they do in their own names."""
    held = free_port()
    async with running(_before(held)) as here:
        settings = Settings(database_url=database_url, **(own_settings(here.url) if own else {}))
        async with listening(settings, held, here.stage.clock.now) as bot:
            yield Rehearsed(bot, Player(bot.session, here), settings)


def own_settings(url: str) -> dict[str, Any]:
    """With which a bot signs members in at a rehearsal."""
    return {
        "oauth_connection": CONNECTION,
        "token_service_url": f"{url}/token",
        "graph_base_url": f"{url}/graph",
    }


@asynccontextmanager
async def signed(
    database_url: str, clock: Callable[[], datetime] = wall, *, own: bool = False, **changes: Any
) -> AsyncIterator[Rehearsed]:
    """A bot in signed mode; ``changes`` to its settings. ``own``: it signs members in."""
    held = free_port()
    async with running(replace(_before(held), signed=True, app_secret=SECRET)) as here:
        known: dict[str, Any] = {
            "database_url": database_url,
            "microsoft_app_id": here.stage.options.app_id,
            "microsoft_app_password": SecretStr(SECRET),
            "microsoft_app_tenant_id": TENANT,
            "allowed_service_hosts": "127.0.0.1",
            "login_authority": f"{here.url}/login",
            "openid_metadata_url": f"{here.url}/login/v1/.well-known/openidconfiguration",
        }
        known |= own_settings(here.url) if own else {}
        settings = Settings(**(known | changes))
        async with listening(settings, held, clock) as bot:
            yield Rehearsed(bot, Player(bot.session, here), settings)


def _before(bot: socket.socket) -> Options:
    """A rehearsal that speaks to whoever listens there."""
    return Options(port=0, opening=False, bot_url=f"http://127.0.0.1:{bot.getsockname()[1]}/api/messages")


def free_port() -> socket.socket:
    """A socket bound to a free port of this machine."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    return held
