"""A Graph that answers what a test lays out, over HTTP: for what the rehearsal cannot do wrong."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.graph.client import Graph
from bot.graph.pace import Pace

NOW = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
TEAM, CHANNEL = "22222222-2222-4222-8222-222222222222", "19:plaza@thread.tacv2"

Reply = web.Response | Callable[[str], web.Response]
"""An answer, or what makes one of the server's address."""


@dataclass
class Purse:
    """Tokens ``token-0``, ``token-1`` …: a new one each time one is forgotten."""

    number: int = 0
    scopes: set[str] = field(default_factory=set)

    async def token(self, scope: str = "") -> str:
        self.scopes.add(scope)
        return f"token-{self.number}"

    def forget(self, refused: str | None) -> None:
        if refused == f"token-{self.number}":
            self.number += 1


@dataclass
class Answering:
    """``answers`` are used up in turn; then every list is empty. ``seen``: path with query, and the token."""

    answers: list[Reply] = field(default_factory=list)
    seen: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.seen.append((request.path_qs, request.headers.get("Authorization")))
        given = self.answers.pop(0) if self.answers else web.json_response({"value": []})
        return given if isinstance(given, web.Response) else given(self.url)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]


@contextlib.asynccontextmanager
async def a_graph(
    *answers: Reply, pace: Pace | None = None, limit: timedelta = timedelta(seconds=5), purse: Purse | None = None
) -> AsyncIterator[tuple[Answering, Graph]]:
    there, app = Answering(list(answers)), web.Application()
    app.router.add_route("*", "/{any:.*}", there.answer)
    async with TestServer(app) as server:
        there.url = str(server.make_url("/graph"))
        graph = Graph(
            there.url,
            purse or Purse(),
            now=lambda: NOW,
            pace=pace or Pace(channel=timedelta(0), team=timedelta(0)),
            limit=limit,
        )
        try:
            yield there, graph
        finally:
            await graph.close()


def no(status: int, code: str = "SomeCode", **headers: str) -> web.Response:
    """Graph's no."""
    return web.json_response({"error": {"code": code, "message": "…"}}, status=status, headers=headers)


def page(*threads: dict[str, Any], **links: str) -> Reply:
    """A page of a channel's messages; a link is what follows the server's address."""
    return lambda url: web.json_response(
        {"value": list(threads)} | {f"@odata.{name}": f"{url}{link}" for name, link in links.items()}
    )
