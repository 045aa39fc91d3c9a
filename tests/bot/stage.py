"""A stage where the connector meets a Teams that answers as it is told to."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

import aiohttp
import orjson
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.cards.rendered import Rendered
from bot.connector import Connector, Wire
from bot.credentials import TEAMS_SCOPE, Tokens
from models.outgoing import Address, Recipient, RetryLater, Sentence, Uncertain, Undeliverable
from models.views import NoticeView

NOW: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
THREAD: Final = "19:abc@thread.tacv2;messageid=170"
ENCODED: Final = "19%3Aabc%40thread.tacv2%3Bmessageid%3D170"
VIEW: Final = NoticeView("key", {})
TO: Final = Recipient("entra-1", "29:teams-1", "ja", "Asia/Tokyo")
CARD: Final = {"type": "AdaptiveCard", "body": ["ja", "Asia/Tokyo"]}
MESSAGE: Final = {
    "type": "message",
    "summary": "In short",
    "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}],
}

Doing = Callable[[Connector, str], Awaitable[object]]


def at(url: str) -> Address:
    return Address(url, THREAD, "tenant-1", "28:bot")


ONCE: Final[dict[str, Doing]] = {
    "send": lambda teams, url: teams.send(at(url), TO, VIEW),
    "whisper": lambda teams, url: teams.whisper(at(url), TO, VIEW),
    "post": lambda teams, url: teams.post(at(url), Sentence("promised"), "ja", "Asia/Tokyo"),
}
AGAIN: Final[dict[str, Doing]] = {
    "react": lambda teams, url: teams.react(at(url), "170", "like"),
    "refresh": lambda teams, url: teams.refresh(at(url), "171", TO, VIEW),
    "take_back": lambda teams, url: teams.take_back(at(url), "171"),
    "open_chat": lambda teams, url: teams.open_chat(url, "tenant-1", "28:bot", "entra-1", "29:teams-1"),
}
EVERY: Final = ONCE | AGAIN


@dataclass
class Seen:
    method: str
    path: str
    authorization: str | None
    body: Any


@dataclass
class Stage:
    """Answers as Teams would: the listed answers first, then ``{"id": "1"}``."""

    answers: list[web.Response] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    pause: float = 0
    url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        raw = await request.read()
        body = orjson.loads(raw) if raw else None
        self.seen.append(Seen(request.method, request.raw_path, request.headers.get("Authorization"), body))
        await asyncio.sleep(self.pause)
        return self.answers.pop(0) if self.answers else web.json_response({"id": "1"}, status=201)


@dataclass
class Purse:
    """Tokens ``token-0``, ``token-1`` …: a new one each time one is forgotten."""

    number: int = 0

    async def token(self, scope: str = TEAMS_SCOPE) -> str:
        return f"token-{self.number}"

    def forget(self, refused: str | None) -> None:
        if refused == f"token-{self.number}":
            self.number += 1


def connector(
    session: aiohttp.ClientSession,
    tokens: Tokens,
    *,
    total: float = 5,
    connect: float = 1,
    host: str = "127.0.0.1",
) -> Connector:
    limits = aiohttp.ClientTimeout(total=total, connect=connect)
    wire = Wire(session, tokens, allowed_host=host.__eq__, now=lambda: NOW, limits=limits)
    return Connector(
        wire,
        render=lambda _, language, zone: Rendered({"type": "AdaptiveCard", "body": [language, zone]}, "In short"),
        say=lambda sentence, language, zone: f"{sentence.key} {language} {zone}",
    )


@contextlib.asynccontextmanager
async def a_stage(*answers: web.Response, pause: float = 0, total: float = 5) -> AsyncIterator[tuple[Stage, Connector]]:
    stage, app = Stage(list(answers), pause=pause), web.Application()
    app.router.add_route("*", "/{any:.*}", stage.answer)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        stage.url = str(server.make_url("/emea/"))
        yield stage, connector(session, Purse(), total=total)


async def refusal(doing: Doing, *answers: web.Response, **stage: Any) -> Exception:
    """What the call raises; neither a token, nor a card, nor a text is in it."""
    async with a_stage(*answers, **stage) as (there, teams):
        with pytest.raises((RetryLater, Uncertain, Undeliverable)) as refused:
            await doing(teams, there.url)
    for hidden in ("token-", "AdaptiveCard", "promised ja"):
        assert hidden not in repr(refused.value)
    return refused.value


class Resolver(AbstractResolver):
    """Finds hosts as it is told to."""

    def __init__(self, look_up: Callable[[], Awaitable[list[ResolveResult]]]) -> None:
        self.look_up = look_up

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return await self.look_up()

    async def close(self) -> None:
        """Nothing is open."""


async def unasked() -> NoReturn:
    raise AssertionError("a host was looked up")


async def unknown() -> NoReturn:
    raise OSError("no such host")


async def endless() -> list[ResolveResult]:
    return await asyncio.Future()


def finding(look_up: Callable[[], Awaitable[list[ResolveResult]]]) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=Resolver(look_up)))
