"""Brings activities to the bot as Teams does: in order within a conversation, and again when the bot is slow."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from urllib.parse import urljoin

import aiohttp

from rehearsal.options import Options
from rehearsal.wire import Json, as_mapping, as_text, in_utc

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the bot answered. ``status`` None: nothing came in time, or nobody was there."""

    status: int | None
    body: object = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """One activity that was brought to the bot, for the log."""

    activity: Json
    at: datetime
    status: int | None
    tries: int
    milliseconds: int

    def as_json(self) -> Json:
        return {
            "type": self.activity.get("type"),
            "id": self.activity.get("id"),
            "status": self.status,
            "tries": self.tries,
            "ms": self.milliseconds,
            "at": in_utc(self.at),
            "conversation": as_mapping(self.activity.get("conversation")).get("id"),
            "event": as_mapping(self.activity.get("channelData")).get("eventType"),
        }


class Delivery:
    """Use as ``async with``. ``sign`` gives the headers that prove where an activity comes from."""

    def __init__(self, options: Options, now: Callable[[], datetime], sign: Callable[[Json], dict[str, str]]) -> None:
        self._options = options
        self._now = now
        self._sign = sign
        self._turn_of: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._session: aiohttp.ClientSession | None = None
        self.log: list[Delivered] = []
        self.reachable = False
        self.last_status: int | None = None

    async def __aenter__(self) -> Delivery:
        timeout = aiohttp.ClientTimeout(total=self._options.bot_timeout.total_seconds())
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=connector, trust_env=False)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def bring(self, activity: Json, headers: Mapping[str, str] | None = None, *, in_turn: bool = True) -> Outcome:
        """Delivers one activity and waits for the answer. ``headers`` are added, and win over our own.

        ``in_turn``: messages of one conversation wait for each other. Invokes never do: people press at the same time.
        """
        if activity.get("type") == "invoke" or not in_turn:
            return await self._bring_now(activity, headers or {})
        conversation_id = as_text(as_mapping(activity.get("conversation")).get("id"))
        async with self._turn_of[conversation_id]:
            return await self._bring_now(activity, headers or {})

    async def bot_is_up(self) -> bool:
        """Whether the bot's /healthz answers 200."""
        assert self._session is not None
        try:
            async with self._session.get(urljoin(self._options.bot_url, "/healthz")) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def _bring_now(self, activity: Json, headers: Mapping[str, str]) -> Outcome:
        started = time.monotonic()
        at = self._now()
        outcome, tries = Outcome(None), 0
        while tries < self._options.tries:
            tries += 1
            try:
                outcome = await self._once(activity, headers)
            except TimeoutError:
                log.warning("The bot was too slow; %s %s is delivered again.", activity.get("type"), activity.get("id"))
                continue
            except aiohttp.ClientError:
                log.warning("The bot does not answer; %s %s is lost.", activity.get("type"), activity.get("id"))
            break
        self.reachable, self.last_status = outcome.status is not None, outcome.status
        elapsed = round((time.monotonic() - started) * 1000)
        self.log.append(Delivered(activity, at, outcome.status, tries, elapsed))
        return outcome

    async def _once(self, activity: Json, headers: Mapping[str, str]) -> Outcome:
        assert self._session is not None
        sent = {"Content-Type": "application/json; charset=utf-8"} | self._sign(activity) | dict(headers)
        payload = json.dumps(activity, ensure_ascii=False).encode()
        async with self._session.post(self._options.bot_url, data=payload, headers=sent) as answer:
            return Outcome(answer.status, _as_json(await answer.read()))


def _as_json(raw: bytes) -> object:
    """The bot's answer; None when it is empty, the text when it is no JSON."""
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return raw.decode(errors="replace")
