"""POST /api/messages: who speaks to us, and which HTTP status they get."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

import orjson
import structlog
from aiohttp import web
from botbuilder.core import InvokeResponse

from bot.about import about, correlation_of, kind_of
from bot.fields import Malformed
from bot.tokens import Refusal, Unauthorized
from bot.turns import Adapter, Turns
from models import correlation

log = structlog.get_logger(__name__)

LARGEST = 256 * 1024
"""Bytes of a body. Teams' own are about 2 KB; its messages end at about 100 KB."""


class Gate(Protocol):
    """Who may come in. Raises Unauthorized."""

    async def admit(self, authorization: str | None, remote: str | None, raw: Mapping[str, Any]) -> None: ...


class Endpoint:
    """The messaging endpoint.

    It answers 5xx only when the fault is ours, as when the database is away: Teams would bring it again and again.
    """

    def __init__(self, gate: Gate, adapter: Adapter, turns: Turns) -> None:
        self._gate = gate
        self._adapter = adapter
        self._turns = turns

    async def post(self, request: web.Request) -> web.Response:
        with correlation.within(""):
            return await self._post(request)

    async def _post(self, request: web.Request) -> web.Response:
        raw: Mapping[str, Any] = {}
        try:
            raw = read_object(await body_of(request))
            await self._gate.admit(_authorization(request), request.remote, raw)
            correlation.is_now(correlation_of(raw))
            turned = await self._adapter.process(raw, self._turns)
        except Unauthorized as refused:
            log.warning("An activity was refused.", reason=refused.reason.value)
            return web.Response(status=401)
        except Malformed as fault:
            log.warning("An activity was malformed.", fault=str(fault))
            return web.Response(status=400, text=str(fault))
        except web.HTTPException:
            raise
        except Exception:
            log.exception("An activity could not be handled.", kind=kind_of(raw))
            return web.Response(status=500)
        log.debug("An activity was handled.", kind=kind_of(raw), outcome=turned.outcome, **about(turned.event))
        return _answer(turned.answered)


def _answer(answered: InvokeResponse | None) -> web.Response:
    """What a turn came to, as HTTP."""
    if answered is None:
        return web.Response(status=200)
    if answered.body is None:
        return web.Response(status=int(answered.status))
    return web.Response(status=int(answered.status), body=orjson.dumps(answered.body), content_type="application/json")


async def body_of(request: web.Request) -> bytes:
    try:
        return await request.read()
    except (web.RequestPayloadError, ConnectionError):
        raise Malformed("the body is cut off, or not coded as its headers say") from None


def _authorization(request: web.Request) -> str | None:
    """The one header that proves who speaks. Raises Unauthorized where there are several to choose from."""
    said = request.headers.getall("Authorization", [])
    if len(said) > 1:
        raise Unauthorized(Refusal.MALFORMED)
    return said[0] if said else None


def read_object(body: bytes) -> Mapping[str, Any]:
    """The JSON object of a body. Lone surrogates, which no database takes, become U+FFFD. Raises Malformed."""
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        raw = _leniently(body)
    if not isinstance(raw, dict):
        raise Malformed("the body is no JSON object")
    return raw


def _leniently(body: bytes) -> Any:
    try:
        read = json.loads(body)
        return orjson.loads(
            json.dumps(read, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
    except (ValueError, RecursionError):
        raise Malformed("the body is no JSON") from None
