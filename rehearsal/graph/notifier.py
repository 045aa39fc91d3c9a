"""Tells subscribers that something changed: several changes in one call, and again when no 2xx comes.

Source: https://learn.microsoft.com/graph/change-notifications-delivery-webhooks and
https://learn.microsoft.com/graph/teams-changenotifications-chatmessage
"""

from __future__ import annotations

import asyncio
import secrets
import uuid
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

import aiohttp

from rehearsal.changes import Changes
from rehearsal.clock import Clock
from rehearsal.wire import Json, in_utc

ANSWER_WITHIN_SECONDS = 10.0
"""Real ones."""
AGAIN_AFTER = [timedelta(seconds=seconds) for seconds in (10, 30, 60, 300)] + [timedelta(minutes=10)] * 23
"""By the rehearsal's clock, up to four hours in all."""
MOST_AT_ONCE = 100


@dataclass(slots=True)
class Told:
    """One call of a notification address, for the log. ``status`` None: nothing came."""

    url: str
    value: list[Json]
    at: datetime
    status: int | None = None
    tries: int = 0

    def as_json(self) -> Json:
        return {
            "url": self.url,
            "at": in_utc(self.at),
            "status": self.status,
            "tries": self.tries,
            "value": self.value,
        }


class Notifier:
    """Use as ``async with``."""

    def __init__(self, clock: Clock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._pending: dict[str, list[Json]] = defaultdict(list)
        self._calls: set[asyncio.Task[None]] = set()
        self._pump: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        self.log: list[Told] = []

    async def __aenter__(self) -> Notifier:
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN_SECONDS), trust_env=False
        )
        self._pump = asyncio.create_task(self._call_all())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        running = [task for task in (self._pump, *self._calls) if task is not None]
        for task in running:
            task.cancel()
        for task in running:
            with suppress(asyncio.CancelledError):
                await task
        if self._session is not None:
            await self._session.close()

    def tell(self, url: str, notification: Json) -> None:
        """Soon; with others for the same address."""
        self._pending[url].append({"id": str(uuid.uuid4())} | notification)
        self._woken.set()

    async def echoes(self, url: str) -> bool:
        """Whether the address gives the token back as plain text, in time."""
        assert self._session is not None
        token = f"Validation: Testing client application reachability: {secrets.token_urlsafe(16)}"
        asked, plain_text = {"validationToken": token}, {"Content-Type": "text/plain; charset=utf-8"}
        try:
            async with self._session.post(url, params=asked, headers=plain_text) as answer:
                plain = answer.content_type == "text/plain"
                return answer.status == 200 and plain and await answer.text() == token
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def _call_all(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            pending, self._pending = self._pending, defaultdict(list)
            for url, value in pending.items():
                for start in range(0, len(value), MOST_AT_ONCE):
                    self._start(Told(url, value[start : start + MOST_AT_ONCE], self._clock.now()))

    def _start(self, told: Told) -> None:
        self.log.append(told)
        task = asyncio.create_task(self._call(told))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def _call(self, told: Told) -> None:
        for wait in [*AGAIN_AFTER, None]:
            told.tries += 1
            told.status = await self._once(told)
            self._changes.note()
            if wait is None or (told.status is not None and 200 <= told.status < 300):
                return
            await self._sleep(wait)

    async def _once(self, told: Told) -> int | None:
        assert self._session is not None
        try:
            async with self._session.post(told.url, json={"value": told.value}) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return None

    async def _sleep(self, wait: timedelta) -> None:
        """Until so much later by the rehearsal's clock, which can be moved on meanwhile."""
        due = self._clock.now() + wait
        while (left := (due - self._clock.now()).total_seconds()) > 0 and not self._changes.ended:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changes.after(self._changes.number), left / self._clock.rate)
