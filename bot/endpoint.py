"""POST /api/messages: who speaks to us, and which HTTP status they get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol

import orjson
import structlog
from aiohttp import web
from botbuilder.core import InvokeResponse

from bot.about import OTHER, about, correlation_of, kind_of
from bot.bodies import Unread, Unreadable, object_of
from bot.fields import Malformed
from bot.tokens import Refusal, Unauthorized
from bot.turns import Adapter, Turns
from models import correlation
from models.sparing import Sparing
from models.watch import NOBODY, Watch

log = structlog.get_logger(__name__)


class Gate(Protocol):
    """Who may come in. Raises Unauthorized."""

    async def at_the_door(self, authorization: str | None, remote: str | None) -> None:
        """Asked before anything of the body is read: who proves nothing is not listened to."""

    async def admit(self, authorization: str | None, remote: str | None, raw: Mapping[str, Any]) -> None:
        """Asked of the whole activity."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a request, in a word, and its answer. ``kind`` is told of activities that are believed."""

    outcome: str
    answer: web.Response
    kind: str = OTHER


class Endpoint:
    """The messaging endpoint.

    It answers 5xx only when the fault is ours, as when the database is away: Teams would bring it again and again.
    """

    def __init__(self, gate: Gate, adapter: Adapter, turns: Turns, watch: Watch = NOBODY) -> None:
        self._gate = gate
        self._adapter = adapter
        self._turns = turns
        self._watch = watch
        self.refused: Counter[str] = Counter(dict.fromkeys(Refusal, 0))
        """Activities that were not believed since the start, by reason."""
        self.unreadable: Counter[str] = Counter(dict.fromkeys(Unreadable, 0))
        """Those that could not be read, by what was wrong with them."""
        self._sparing = Sparing()

    async def post(self, request: web.Request) -> web.Response:
        began = perf_counter()
        with correlation.within(""):
            done = await self._post(request)
            self._watch.taken(done.kind, done.outcome, perf_counter() - began)
        return done.answer

    async def _post(self, request: web.Request) -> _Done:
        raw: Mapping[str, Any] = {}
        try:
            authorization = _authorization(request)
            await self._gate.at_the_door(authorization, request.remote)
            raw = await object_of(request)
            await self._gate.admit(authorization, request.remote, raw)
            correlation.is_now(correlation_of(raw))
            turned = await self._adapter.process(raw, self._turns)
        except Unauthorized as refused:
            self.refused[refused.reason] += 1
            self._warn("An activity was refused.", reason=refused.reason.value)
            return _Done("refused", web.Response(status=401))
        except Unread as fault:
            self.unreadable[fault.what] += 1
            self._warn("An activity could not be read.", fault=fault.what.value)
            return _Done("not read", web.Response(status=fault.status, text=str(fault)))
        except Malformed as fault:
            self.unreadable[Unreadable.MALFORMED] += 1
            self._warn("An activity was malformed.", fault=str(fault))
            return _Done("malformed", web.Response(status=400, text=str(fault)), kind_of(raw))
        except Exception:
            log.exception("An activity could not be handled.", kind=kind_of(raw))
            return _Done("failed", web.Response(status=500), kind_of(raw))
        log.debug("An activity was handled.", kind=kind_of(raw), outcome=turned.outcome, **about(turned.event))
        return _Done(turned.outcome or "passed over", _answer(turned.answered), kind_of(raw))

    def _warn(self, sentence: str, **why: str) -> None:
        if self._sparing.lets(sentence, why):
            log.warning(sentence, **why)


def _answer(answered: InvokeResponse | None) -> web.Response:
    """What a turn came to, as HTTP."""
    if answered is None:
        return web.Response(status=200)
    if answered.body is None:
        return web.Response(status=int(answered.status))
    return web.Response(status=int(answered.status), body=orjson.dumps(answered.body), content_type="application/json")


def _authorization(request: web.Request) -> str | None:
    """The one header that proves who speaks. Raises Unauthorized where there are several to choose from."""
    said = request.headers.getall("Authorization", [])
    if len(said) > 1:
        raise Unauthorized(Refusal.MALFORMED)
    return said[0] if said else None
