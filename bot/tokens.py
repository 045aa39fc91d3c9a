"""Whether a message at our door comes from Teams: its bearer token, checked against Microsoft's keys."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import aiohttp
import jwt

from bot.answers import as_object
from bot.keys import Key, Keys, NoKeysError, UnknownKeyError

ISSUER = "https://api.botframework.com"
ALGORITHM = "RS256"
CHANNEL = "msteams"
LONGEST_TOKEN = 8 * 1024
MOST_KNOWN = 1_000
SKEW = timedelta(minutes=5)
KNOWN_FOR = timedelta(hours=1)
"""A verified token is looked at again after this, so that a withdrawn key is noticed."""
_JWS = jwt.PyJWS(algorithms=[ALGORITHM])


class Refusal(enum.StrEnum):
    """Why a message was not believed."""

    UNSIGNED = "unsigned"
    MALFORMED = "malformed"
    ALGORITHM = "algorithm"
    UNKNOWN_KEY = "unknown_key"
    KEYS_UNREACHABLE = "keys_unreachable"
    SIGNATURE = "signature"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    NO_EXPIRY = "no_expiry"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    ENDORSEMENT = "endorsement"
    SERVICE_URL = "service_url"
    SERVICE_HOST = "service_host"
    TENANT = "tenant"
    NOT_LOOPBACK = "not_loopback"


class Unauthorized(Exception):
    """The message is not believed. With ``KEYS_UNREACHABLE`` it may be genuine: we could not check it."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Known:
    """A token that was verified, until when that holds, and the service it speaks for."""

    until: datetime
    service_url: str


class TokenVerifier:
    """Checks the token of each message; the same token twice costs a look into a dict.

    Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        app_id: str,
        metadata_url: str,
        now: Callable[[], datetime],
        issuer: str = ISSUER,
    ) -> None:
        self._app_id = app_id
        self._issuer = issuer
        self._now = now
        self._keys = Keys(session, metadata_url, now)
        self._known: dict[str, Known] = {}

    async def verify(self, authorization: str | None, service_url: str | None) -> None:
        """Return when the ``Authorization`` header is Teams' own and made for the activity's ``serviceUrl``.

        Raises Unauthorized, whatever the header holds.
        """
        known = await self.believe(authorization)
        if known.service_url != service_url and not _same_service(known.service_url, service_url):
            raise Unauthorized(Refusal.SERVICE_URL)

    async def believe(self, authorization: str | None) -> Known:
        """What the header proves, for whichever activity: it is Teams' own. Raises Unauthorized."""
        now = self._now()
        known = self._known.get(authorization or "")
        return known if known is not None and now < known.until else await self._prove(authorization or "", now)

    async def _prove(self, authorization: str, now: datetime) -> Known:
        token = _bearer(authorization)
        key = await self._key(_key_id(token))
        claims = _claims(token, key)
        ends_at = self._check(claims, now)
        if CHANNEL not in key.endorsements:
            raise Unauthorized(Refusal.ENDORSEMENT)
        service_url = claims.get("serviceurl", claims.get("serviceUrl"))
        if not isinstance(service_url, str):
            raise Unauthorized(Refusal.SERVICE_URL)
        left = min(ends_at + SKEW.total_seconds() - now.timestamp(), KNOWN_FOR.total_seconds())
        known = Known(now + timedelta(seconds=left), service_url)
        self._remember(authorization, known)
        return known

    async def _key(self, key_id: str) -> Key:
        try:
            return await self._keys.find(key_id)
        except UnknownKeyError as error:
            raise Unauthorized(Refusal.UNKNOWN_KEY) from error
        except NoKeysError as error:
            raise Unauthorized(Refusal.KEYS_UNREACHABLE) from error

    def _check(self, claims: Mapping[str, object], now: datetime) -> float:
        """When the token ends (Unix seconds); raises Unauthorized when a claim is not as it must be."""
        if claims.get("iss") != self._issuer:
            raise Unauthorized(Refusal.ISSUER)
        if claims.get("aud") != self._app_id:
            raise Unauthorized(Refusal.AUDIENCE)
        ends_at, begins_at = _seconds(claims, "exp"), _seconds(claims, "nbf")
        if ends_at is None:
            raise Unauthorized(Refusal.NO_EXPIRY)
        if now.timestamp() >= ends_at + SKEW.total_seconds():
            raise Unauthorized(Refusal.EXPIRED)
        if begins_at is not None and now.timestamp() < begins_at - SKEW.total_seconds():
            raise Unauthorized(Refusal.NOT_YET)
        return ends_at

    def _remember(self, authorization: str, known: Known) -> None:
        self._known.pop(authorization, None)
        if len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        self._known[authorization] = known


def _bearer(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthorized(Refusal.UNSIGNED)
    if len(token) > LONGEST_TOKEN or not token.isascii():
        raise Unauthorized(Refusal.MALFORMED)
    return token


def _key_id(token: str) -> str:
    """The id of the key that the token names. It is not to be believed yet, save for its choice among our keys."""
    try:
        header = _JWS.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise Unauthorized(Refusal.MALFORMED) from error
    if header.get("alg") != ALGORITHM:
        raise Unauthorized(Refusal.ALGORITHM)
    key_id = header.get("kid")
    if not isinstance(key_id, str):
        raise Unauthorized(Refusal.UNKNOWN_KEY)
    return key_id


def _claims(token: str, key: Key) -> dict[str, object]:
    try:
        return as_object(_JWS.decode(token, key.public, algorithms=[ALGORITHM]))
    except jwt.InvalidSignatureError as error:
        raise Unauthorized(Refusal.SIGNATURE) from error
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise Unauthorized(Refusal.MALFORMED) from error


def _seconds(claims: Mapping[str, object], name: str) -> float | None:
    """A claim in Unix seconds; ``None`` when it is missing."""
    value = claims.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise Unauthorized(Refusal.MALFORMED)
    return value


def _same_service(claimed: str, url: object) -> bool:
    """Whether two addresses are one; the case of the host and a slash at the end do not count."""
    try:
        return isinstance(url, str) and _plain(claimed) == _plain(url)
    except ValueError:
        return False


def _plain(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path.rstrip("/")).geturl()
