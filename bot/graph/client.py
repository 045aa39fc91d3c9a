"""Asking Microsoft Graph: in turn, with our tokens, at the configured host alone; its no becomes one of ours."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeAlias, TypeVar
from urllib.parse import urlsplit

from bot.answers import Verdict, judge, retry_after, word
from bot.credentials import Tokens
from bot.fields import Raw
from bot.gates import is_loopback
from bot.graph.pace import ANYWHERE, Pace, Scope
from models.outgoing import RetryLater, Uncertain, Undeliverable
from models.watch import NOBODY

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph import GraphServiceClient

T = TypeVar("T")
Request: TypeAlias = "Callable[[GraphServiceClient], RequestInformation]"
"""A question that only reads, put together by the SDK."""
THROTTLED = 429

LIMIT = timedelta(seconds=30)
"""How long one call may take. A page of fifty threads with all their replies is large."""


class Answer(Protocol):
    """What became of one call, as bot/graph/sdk.py tells it."""

    status: int | None
    """``None``: nothing came that could be read; then ``code`` says what instead."""
    value: Any
    code: str | None
    retry_after: str | None
    never_left: bool
    """Whether the call cannot have reached Graph."""


class Refusal(Undeliverable):
    """Graph's own no, with its HTTP status: 401 is to the token that we showed, not to what we asked."""

    def __init__(self, reason: str, code: str, status: int) -> None:
        super().__init__(reason, code)
        self.status = status


class Graph:
    """One Graph, as one app or one person (whose ``tokens`` they are) may ask it. Use ``close`` at the end.

    ``base_url`` has no version: ``https://graph.microsoft.com``, or a national cloud's. The SDK, which is slow to
    import, is imported at the first call.
    """

    def __init__(
        self,
        base_url: str,
        tokens: Tokens,
        *,
        now: Callable[[], datetime],
        pace: Pace | None = None,
        limit: timedelta = LIMIT,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.scope = f"{self.base_url}/.default"
        self._tokens = tokens
        self._now = now
        self._pace = pace or Pace()
        self._limit = limit
        self._opening: asyncio.Task[Any] | None = None
        self.watch = NOBODY
        """Is told of each call; replace it right after the making."""

    async def ask(
        self,
        what: str,
        call: Callable[[GraphServiceClient], Awaitable[T]],
        *,
        scope: Scope = ANYWHERE,
        repeatable: bool = True,
    ) -> T:
        """What Graph answers to ``call``; ``what`` names it for an operator, ``repeatable``: twice does what once does.

        Raises RetryLater, Uncertain (never of a repeatable call) or Undeliverable, whose code is Graph's own word.
        """
        self._must_be_safe()
        session = await self._session()
        token = await self._tokens.token(self.scope)
        try:
            return await self._once(session, what, call, scope, repeatable=repeatable)
        except Refusal as refused:
            if token is None or refused.status != 401:
                raise
        self._tokens.forget(token)
        return await self._once(session, what, call, scope, repeatable=repeatable)

    async def read(self, what: str, request: Request, *, scope: Scope = ANYWHERE) -> Raw:
        """The JSON object that Graph answers to ``request``, with nothing in it believed yet. Raises like ``ask``.

        The SDK's own objects are no way to read many of something: each takes it some 8 ms of the event loop's time.
        """

        async def call(sdk: GraphServiceClient) -> Raw:
            from bot.graph.sdk import read

            return await read(sdk, request(sdk))

        return await self.ask(what, call, scope=scope)

    def is_ours(self, url: str) -> bool:
        """Whether an address that an answer gave leads to this Graph: our token goes nowhere else."""
        asked, ours = urlsplit(url), urlsplit(self.base_url)
        return (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc) and asked.path.startswith(f"{ours.path}/")

    async def close(self) -> None:
        """Let go of the connections."""
        if self._opening is not None:
            await (await self._opening).close()

    def _must_be_safe(self) -> None:
        address = urlsplit(self.base_url)
        if address.scheme == "https" or (address.scheme == "http" and is_loopback(address.hostname or "")):
            return
        raise Undeliverable(f"GRAPH_BASE_URL, {self.base_url}, must begin with https://.", "graph_base_url")

    async def _session(self) -> Any:
        if self._opening is None:
            self._opening = asyncio.create_task(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> Any:
        """The import takes a second, and the loop goes on meanwhile."""
        sdk = await asyncio.to_thread(importlib.import_module, "bot.graph.sdk")
        return sdk.Session(self.base_url, self._given, self._limit)

    async def _given(self) -> str | None:
        return await self._tokens.token(self.scope)

    async def _once(
        self,
        session: Any,
        what: str,
        call: Callable[[GraphServiceClient], Awaitable[T]],
        scope: Scope,
        *,
        repeatable: bool,
    ) -> T:
        await self._pace.turn(scope)
        began = perf_counter()
        answer: Answer = await session.make(call)
        self.watch.asked(_outcome(answer.status), perf_counter() - began)
        if answer.status is None:
            self._was_silent(what, answer, repeatable=repeatable)
        if not 200 <= answer.status < 300:
            self._said_no(f"{answer.status} to {what}", answer, scope, repeatable=repeatable)
        value: T = answer.value
        return value

    def _was_silent(self, what: str, answer: Answer, *, repeatable: bool) -> NoReturn:
        reason = f"No answer of Graph's to {what}: {answer.code}."
        if repeatable or answer.never_left:
            raise RetryLater(reason)
        raise Uncertain(reason)

    def _said_no(self, what: str, answer: Answer, scope: Scope, *, repeatable: bool) -> NoReturn:
        status = answer.status or 0
        code = word(answer.code) or str(status)
        reason = f"Graph answered {what}: {code}."
        wait = retry_after(answer.retry_after, self._now())
        match judge(status, repeatable=repeatable):
            case Verdict.LATER:
                if wait is not None:
                    self._pace.rest(scope, wait)
                raise RetryLater(reason, wait)
            case Verdict.UNCERTAIN:
                raise Uncertain(reason)
            case _:
                raise Refusal(reason, code, status)


def _outcome(status: int | None) -> str:
    """How a call ended, in a word (models/watch.py)."""
    if status is None:
        return "silent"
    if status == THROTTLED:
        return "throttled"
    return "done" if 200 <= status < 300 else "failed" if status >= 500 else "refused"
