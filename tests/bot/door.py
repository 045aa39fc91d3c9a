"""A door that Teams knocks at, and a Microsoft that publishes keys and signs tokens."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import aiohttp
import jwt
import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.tokens import ISSUER, Refusal, TokenVerifier, Unauthorized

APP: Final = "11111111-2222-3333-4444-555555555555"
SERVICE: Final = "https://smba.trafficmanager.net/emea/tenant/"
START: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PRIVATE: Final = {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("one", "two")}


class Clock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def move(self, by: timedelta) -> None:
        self.moment += by


@dataclass
class Microsoft:
    """Publishes keys as login.botframework.com does."""

    keys: list[Any] = field(default_factory=list)
    fetches: int = 0
    status: int = 200
    pause: float = 0

    async def metadata(self, request: web.Request) -> web.Response:
        self.fetches += 1
        await asyncio.sleep(self.pause)
        return web.json_response({"jwks_uri": str(request.url.with_path("/keys"))}, status=self.status)

    async def published(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": self.keys}, status=self.status)


@dataclass
class Door:
    microsoft: Microsoft
    verifier: TokenVerifier
    clock: Clock

    async def refuses(self, authorization: str | None, service_url: str | None = SERVICE) -> Refusal:
        with pytest.raises(Unauthorized) as refused:
            await self.verifier.verify(authorization, service_url)
        return refused.value.reason


@contextlib.asynccontextmanager
async def a_door(*keys: Mapping[str, Any]) -> AsyncIterator[Door]:
    microsoft, clock = Microsoft(list(keys or [published("one")])), Clock()
    app = web.Application()
    app.add_routes([web.get("/metadata", microsoft.metadata), web.get("/keys", microsoft.published)])
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        verifier = TokenVerifier(session, app_id=APP, metadata_url=str(server.make_url("/metadata")), now=clock)
        yield Door(microsoft, verifier, clock)


def published(name: str, **changes: Any) -> dict[str, Any]:
    entry = RSAAlgorithm.to_jwk(PRIVATE[name].public_key(), as_dict=True)
    return {**entry, "kid": name, "endorsements": ["msteams", "webchat"], **changes}


def bearer(key: str = "one", kid: str | None = None, **changes: Any) -> str:
    """A good header, but for ``changes`` to its claims; one that is None is left out."""
    seconds = START.timestamp()
    claims = {"iss": ISSUER, "aud": APP, "nbf": seconds - 60, "exp": seconds + 3600, "serviceurl": SERVICE, **changes}
    kept = {name: value for name, value in claims.items() if value is not None}
    return "Bearer " + jwt.encode(kept, PRIVATE[key], algorithm="RS256", headers={"kid": kid or key})


def by_hand(header: Any, payload: Any = b"{}", signature: bytes = b"x") -> str:
    parts = [part if isinstance(part, bytes) else orjson.dumps(part) for part in (header, payload, signature)]
    return "Bearer " + ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
