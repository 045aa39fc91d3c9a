"""The Bot Framework's token service: it keeps the members' own tokens, and signs them in. We keep none.

Source: https://learn.microsoft.com/azure/bot-service/bot-builder-concept-authentication, and the paths that
botframework-connector's token_api asks for.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
from yarl import URL

from bot.connector import Call, Wire

LIMITS = aiohttp.ClientTimeout(total=4, connect=2)
"""A press is answered within some seconds, and this is but a part of it."""
NOT_SIGNED_IN = frozenset({400, 404, 412})
"""What the service answers when it has no token, or cannot make one of what it was given."""
CHANNEL = "msteams"


@dataclass(frozen=True, slots=True)
class SignIn:
    """How a member signs in: by a link in a window, or silently by what Teams exchanges."""

    link: str
    exchange: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Held:
    """A member's own token, for as long as a press lasts: it stays out of every ``repr`` and log."""

    token: str = field(repr=False)


class TokenService:
    """The members' tokens for one OAuth connection of the Azure Bot.

    Each call raises RetryLater or Undeliverable; neither holds a token. ``user`` is Teams' id of a member (``29:…``).
    """

    def __init__(self, wire: Wire, *, url: str, connection: str, app_id: str) -> None:
        self.connection = connection
        self._wire = wire
        self._url = URL(url.rstrip("/"))
        self._app_id = app_id

    async def held(self, user: str, code: str | None = None) -> Held | None:
        """The member's token; ``None`` when they are not signed in. ``code`` is what a sign-in window gave them."""
        more = {"code": code} if code else {}
        return _token(await self._ask("GET", "usertoken/GetToken", self._whose(user) | more))

    async def exchanged(self, user: str, token: str) -> Held | None:
        """The member's token for what Teams gave silently; ``None`` when they must consent first."""
        return _token(await self._ask("POST", "usertoken/exchange", self._whose(user), {"token": token}))

    async def sign_in(self, activity: Mapping[str, Any]) -> SignIn:
        """How who pressed signs in. ``activity`` is the press, as it came."""
        known = ("id", "channelId", "serviceUrl", "locale")
        reference = {"activityId" if name == "id" else name: activity.get(name) for name in known}
        reference |= {"user": activity.get("from"), "bot": activity.get("recipient")}
        reference["conversation"] = activity.get("conversation")
        state = {"connectionName": self.connection, "conversation": reference, "msAppId": self._app_id}
        packed = base64.b64encode(orjson.dumps(state)).decode()
        found = await self._ask("GET", "botsignin/GetSignInResource", {"state": packed})
        link, exchange = found.get("signInLink"), found.get("tokenExchangeResource")
        return SignIn(link if isinstance(link, str) else "", exchange if isinstance(exchange, dict) else None)

    async def sign_out(self, user: str) -> None:
        """The member's token is of no use any more: the service shall forget it."""
        await self._ask("DELETE", "usertoken/SignOut", self._whose(user))

    def _whose(self, user: str) -> dict[str, str]:
        return {"userId": user, "connectionName": self.connection, "channelId": CHANNEL}

    async def _ask(
        self, method: str, path: str, query: Mapping[str, str], body: Mapping[str, Any] | None = None
    ) -> Mapping[str, object]:
        url = (self._url / "api" / path).with_query(query)
        return await self._wire.make(Call(path, method, url, body, fine=NOT_SIGNED_IN))


def _token(answer: Mapping[str, object]) -> Held | None:
    token = answer.get("token")
    return Held(token) if isinstance(token, str) and token and token.isascii() and token.isprintable() else None
