"""What the bot asks Microsoft for, on loopback: the keys of Teams' tokens, its own token, and reactions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP_ID = "bbbbbbbb-0000-4000-8000-000000000000"
KEY_ID = "bench"


@dataclass(slots=True)
class Microsoft:
    """``reacted`` holds each reaction that the bot set: of which message, and when by ``time.perf_counter``."""

    address: str = ""
    reacted: asyncio.Queue[tuple[str, float]] = field(default_factory=asyncio.Queue)
    _key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def service_url(self) -> str:
        return f"{self.address}/teams/"

    def authorization(self) -> str:
        """The header that Teams would send with each activity, the same for an hour."""
        now = int(time.time())
        claims = {
            "iss": "https://api.botframework.com",
            "aud": APP_ID,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": self.service_url,
        }
        return "Bearer " + jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY_ID})

    def application(self) -> web.Application:
        application = web.Application()
        application.add_routes(
            [
                web.get("/metadata", self._metadata),
                web.get("/keys", self._keys),
                web.post("/{tenant}/oauth2/v2.0/token", self._token),
                web.put("/teams/v3/conversations/{thread}/activities/{message}/reactions/{kind}", self._reacted),
            ]
        )
        return application

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": f"{self.address}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        public: dict[str, Any] = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return web.json_response({"keys": [public | {"kid": KEY_ID, "endorsements": ["msteams"]}]})

    async def _token(self, _: web.Request) -> web.Response:
        return web.json_response({"token_type": "Bearer", "expires_in": 3600, "access_token": "bench"})

    async def _reacted(self, request: web.Request) -> web.Response:
        self.reacted.put_nowait((request.match_info["message"], time.perf_counter()))
        return web.Response(status=200)


@asynccontextmanager
async def microsoft() -> AsyncIterator[Microsoft]:
    """A Microsoft of our own, for as long as it is needed."""
    made = Microsoft()
    runner = web.AppRunner(made.application(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        made.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield made
    finally:
        await runner.cleanup()
