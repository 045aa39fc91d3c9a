"""What the tests of the rehearsal play with: a bot that only listens, and short words for the rehearsal's HTTP."""

from __future__ import annotations

import asyncio
from typing import Any, Self
from urllib.parse import quote

import aiohttp
from aiohttp import web

from rehearsal.server import Running

CHANNEL = "19:aizaq-hiroba@thread.tacv2"
TENANT = "11111111-1111-4111-8111-111111111111"
HANA = "aaaaaaaa-0000-4000-8000-000000000001"
KEN = "aaaaaaaa-0000-4000-8000-000000000002"
AKARI = "bbbbbbbb-0000-4000-8000-000000000001"
CARD = "application/vnd.microsoft.card.adaptive"


class FakeBot:
    """Keeps every activity. ``delays`` and ``answers`` are used up, one an activity; then it answers 200 at once."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.delays: list[float] = []
        self.answers: list[tuple[int, object]] = []
        self.url = ""
        self.up = True

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/api/messages", self._listen)
        app.router.add_get("/healthz", self._healthz)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/messages"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def last(self) -> dict[str, Any]:
        return self.heard[-1]

    async def _listen(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.headers.append(dict(request.headers))
        if self.delays:
            await asyncio.sleep(self.delays.pop(0))
        status, body = self.answers.pop(0) if self.answers else (200, None)
        return web.Response(status=status) if body is None else web.json_response(body, status=status)

    async def _healthz(self, request: web.Request) -> web.Response:
        return web.Response(status=200 if self.up else 503)


class Player:
    """Talks HTTP to a rehearsal, as the page does (``act``, ``look``) and as a bot does (``teams``)."""

    def __init__(self, session: aiohttp.ClientSession, here: Running) -> None:
        self.session = session
        self.url = here.url
        self.stage = here.stage
        self.token: str | None = None

    async def act(self, act: str, by: str | None = None, **body: object) -> dict[str, Any]:
        """Lets ``by`` do something; fails unless it is done."""
        status, found = await self._act(act, by, body)
        assert status == 200, found
        return found

    async def refused(self, act: str, expected: int, by: str | None = None, **body: object) -> str:
        """The sentence with which an act is refused."""
        status, found = await self._act(act, by, body)
        assert status == expected, found
        return str(found["error"])

    async def _act(self, act: str, by: str | None, body: dict[str, object]) -> tuple[int, dict[str, Any]]:
        told = body if by is None else body | {"as": by}
        async with self.session.post(f"{self.url}/rehearsal/{act}", json=told) as answer:
            return answer.status, await answer.json()

    async def look(self, path: str) -> Any:
        async with self.session.get(f"{self.url}{path}") as answer:
            return await answer.json()

    async def teams(self, method: str, path: str, body: object = None) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON (None: empty) and headers. ``path`` follows the service URL."""
        headers = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        url = f"{self.url}/teams/{path}"
        async with self.session.request(method, url, json=body, headers=headers) as answer:
            raw = await answer.read()
            return answer.status, await answer.json() if raw else None, dict(answer.headers)

    async def chat(self, person: str = HANA) -> str:
        status, body, _ = await self.teams("POST", "v3/conversations", chat_with(person))
        assert status == 201, body
        return str(body["id"])

    async def sent(self, conversation: str, **activity: object) -> str:
        """Sends a message of the bot and gives its id."""
        status, body, _ = await self.teams("POST", activities(conversation), {"type": "message"} | activity)
        assert status == 201, body
        return str(body["id"])

    async def teams_id(self, person: str) -> str:
        people = (await self.look("/rehearsal/state"))["people"]
        return next(str(one["teams_id"]) for one in people if one["id"] == person)


def chat_with(person: str) -> dict[str, object]:
    return {"isGroup": False, "members": [{"id": person}], "tenantId": TENANT}


def thread(root: str) -> str:
    return f"{CHANNEL};messageid={root}"


def activities(conversation: str, *more: str) -> str:
    """The path of a conversation's activities, percent-encoded."""
    return "/".join(["v3/conversations", quote(conversation, safe=""), "activities", *more])


def card(text: str = "hello") -> dict[str, object]:
    """A message that is one card."""
    content = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": text}]}
    return {"summary": text, "attachments": [{"contentType": CARD, "content": content}]}
