"""The public keys that Teams' tokens are signed with: where to find them, and how long they are believed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from bot.answers import as_object, read_at_most

LONGEST_KEYS = 1024 * 1024
LEAST_KEY_BITS = 2048
KEPT_FOR = timedelta(hours=24)
TIME_LIMIT = timedelta(seconds=5)
PAUSE = timedelta(minutes=1)
"""The least time between two looks for keys."""
PAUSE_WITHOUT_KEYS = timedelta(seconds=5)
"""The same while there is no key at all: without one, every message is turned away."""

log = structlog.get_logger(__name__)


class NoKeysError(Exception):
    """No key could be fetched so far."""


class UnknownKeyError(Exception):
    """Microsoft's keys are known, and this is none of them."""


@dataclass(frozen=True, slots=True)
class Key:
    """One of Microsoft's public keys, and the channels it may sign for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class Keys:
    """Microsoft's keys by key id, fetched when first needed, once a day, and when an unknown one appears."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        now: Callable[[], datetime],
        time_limit: timedelta = TIME_LIMIT,
    ) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._now = now
        self._time_limit = time_limit
        self._keys: dict[str, Key] = {}
        self._fetched_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, key_id: str) -> Key:
        """The key of that id. Raises UnknownKeyError, or NoKeysError when none at all could be fetched."""
        if key_id not in self._keys or self._is_old():
            await self._fetch_once()
        if not self._keys:
            raise NoKeysError
        if key_id not in self._keys:
            raise UnknownKeyError
        return self._keys[key_id]

    def _is_old(self) -> bool:
        return self._fetched_at is None or self._now() - self._fetched_at >= KEPT_FOR

    async def _fetch_once(self) -> None:
        """Join the fetch that is under way, or start one unless the last is too recent."""
        if self._fetching is None or self._fetching.done():
            now = self._now()
            pause = PAUSE if self._keys else PAUSE_WITHOUT_KEYS
            if self._asked_at is not None and now - self._asked_at < pause:
                return
            self._asked_at = now
            self._fetching = asyncio.create_task(self._fetch(now))
        await asyncio.shield(self._fetching)

    async def _fetch(self, now: datetime) -> None:
        try:
            async with asyncio.timeout(self._time_limit.total_seconds()):
                metadata = await self._get(self._metadata_url)
                keys = _keys(await self._get(str(metadata.get("jwks_uri"))))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            log.warning("The keys of Teams' tokens could not be fetched.", error=repr(error), url=self._metadata_url)
            return
        if not keys:
            log.warning("The keys of Teams' tokens hold none that we can use.", url=self._metadata_url)
            return
        self._keys, self._fetched_at = keys, now

    async def _get(self, url: str) -> dict[str, object]:
        async with self._session.get(url) as response:
            response.raise_for_status()
            return as_object(await read_at_most(response, LONGEST_KEYS))


def _keys(key_set: Mapping[str, object]) -> dict[str, Key]:
    """The usable keys of a JSON web key set, by id; odd ones are left out."""
    entries = key_set.get("keys")
    found = [_key(entry) for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return {entry[0]: entry[1] for entry in found if entry}


def _key(entry: Mapping[str, object]) -> tuple[str, Key] | None:
    key_id, endorsements = entry.get("kid"), entry.get("endorsements")
    numbers = {name: entry.get(name) for name in ("kty", "n", "e")}
    if not isinstance(key_id, str) or not all(isinstance(number, str) for number in numbers.values()):
        return None
    try:
        public = RSAAlgorithm.from_jwk(numbers)
    except (jwt.PyJWTError, ValueError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < LEAST_KEY_BITS:
        return None
    channels = endorsements if isinstance(endorsements, list) else []
    return key_id, Key(public, frozenset(channel for channel in channels if isinstance(channel, str)))
