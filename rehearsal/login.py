"""The login: gives the bot its tokens, publishes the keys, and signs what is sent to the bot.

Source: https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from __future__ import annotations

import base64
import hashlib
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from rehearsal.options import Options
from rehearsal.wire import Json

ISSUER = "https://api.botframework.com"
LIFE_SECONDS = 3600
SCOPE = "https://api.botframework.com/.default"


class SigningKey:
    """An RSA key with the names under which it is published."""

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = self.private.public_key()
        der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.kid = base64.urlsafe_b64encode(hashlib.sha1(der).digest()).decode().rstrip("=")

    def published(self) -> Json:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.kid,
            "x5t": self.kid,
            "n": _base64_of(numbers.n),
            "e": _base64_of(numbers.e),
            "endorsements": ["msteams"],
        }


class Login:
    """``address`` is asked each time: the server's own address is known only once it listens.

    ``now`` is the rehearsal's clock. What is sent to the bot holds by that clock and by the real one, for a bot may
    follow either; the bot's own tokens live in real time.
    """

    def __init__(
        self, options: Options, tenant_id: str, address: Callable[[], str], now: Callable[[], datetime]
    ) -> None:
        self._options = options
        self._tenants = (tenant_id, "botframework.com")
        self._address = address
        self._now = now
        self._in_use: dict[tuple[str, str], tuple[float, str]] = {}
        self.requests = 0
        self.secret_is = "good"
        """``good``, ``expired`` or ``revoked``, as an administrator has it in Entra."""

    @cached_property
    def keys(self) -> list[SigningKey]:
        """Those that are published; the first signs."""
        return [SigningKey()]

    @cached_property
    def _ever_used(self) -> list[SigningKey]:
        return list(self.keys)

    @cached_property
    def other_key(self) -> SigningKey:
        """A key that is never published, to forge with."""
        return SigningKey()

    def rotate(self, *, keep_old: bool) -> str:
        """Signs with a new key from now on. Returns its kid; ``keep_old``: the old ones stay published."""
        new = SigningKey()
        self._ever_used.append(new)
        self.keys[:] = [new, *(self.keys if keep_old else [])]
        return new.kid

    def sign(
        self,
        claims: Mapping[str, object] | None = None,
        *,
        key: SigningKey | None = None,
        algorithm: str = "RS256",
        headers: Mapping[str, object] | None = None,
    ) -> str:
        """A token as Teams sends it to the bot. ``claims`` win over ours; one that is None is left out.

        To forge: ``key=login.other_key``, ``algorithm="none"``, ``claims={"exp": None}``, ``{"aud": "…"}``.
        """
        earliest, latest = sorted((int(time.time()), int(self._now().timestamp())))
        ours: dict[str, object] = {
            "iss": ISSUER,
            "aud": self._options.app_id,
            "serviceurl": f"{self._address()}/teams/",
            "nbf": earliest - 300,
            "exp": latest + LIFE_SECONDS,
        }
        payload = {name: value for name, value in (ours | dict(claims or {})).items() if value is not None}
        return self._encode(payload, key or self.keys[0], algorithm, headers or {})

    def sign_for(self, service_url: str) -> str:
        """The token that goes with an activity; the same one until half its life is over, by either clock."""
        place = (self.keys[0].kid, service_url)
        latest = max(time.time(), self._now().timestamp())
        until, token = self._in_use.get(place, (0.0, ""))
        if latest >= until:
            until, token = latest + LIFE_SECONDS / 2, self.sign({"serviceurl": service_url})
            self._in_use[place] = (until, token)
        return token

    def metadata(self) -> Json:
        """What ``OPENID_METADATA_URL`` answers."""
        return {
            "issuer": ISSUER,
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": f"{self._address()}/login/v1/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }

    def published_keys(self) -> Json:
        return {"keys": [key.published() for key in self.keys]}

    def tenant_metadata(self, tenant: str) -> Json:
        """What a sign-in library asks for before its first token."""
        here = f"{self._address()}/login/{tenant}"
        return {
            "issuer": f"{here}/v2.0",
            "authorization_endpoint": f"{here}/oauth2/v2.0/authorize",
            "token_endpoint": f"{here}/oauth2/v2.0/token",
            "jwks_uri": f"{self._address()}/login/v1/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def give_token(self, tenant: str, form: Mapping[str, str]) -> tuple[int, Json]:
        """Answers a client-credentials request: status and body."""
        self.requests += 1
        if tenant not in self._tenants:
            return _no(400, "invalid_request", 90002, f"Tenant '{tenant}' not found.")
        if form.get("grant_type") != "client_credentials":
            return _no(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.")
        if form.get("client_id") != self._options.app_id:
            return _no(400, "unauthorized_client", 700016, "Application was not found in the directory.")
        if self.secret_is == "expired":
            return _no(401, "invalid_client", 7000222, "The provided client secret keys are expired.")
        if form.get("client_secret") != self._options.app_secret or self.secret_is == "revoked":
            return _no(401, "invalid_client", 7000215, "Invalid client secret provided.")
        audience = {SCOPE: ISSUER, f"{self.graph_audience()}/.default": self.graph_audience()}.get(
            form.get("scope", "")
        )
        if audience is None:
            return _no(400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.")
        return 200, self._token(tenant, audience, {})

    def graph_audience(self) -> str:
        """Whom a token for Graph is for: what the bot has as GRAPH_BASE_URL."""
        return f"{self._address()}/graph"

    def delegate(self, person_id: str, scopes: Iterable[str] = ("ChannelMessage.Send",)) -> Json:
        """A token for Graph in a person's name, as the token endpoint gives it: ``oid`` names them."""
        claims: dict[str, object] = {"oid": person_id, "scp": " ".join(scopes), "idtyp": "user"}
        return self._token(self._tenants[0], self.graph_audience(), claims)

    def accepts(self, authorization: str | None) -> bool:
        """Whether this is a live bearer token that this login gave to the bot for Teams."""
        return self.claims(authorization, ISSUER) is not None

    def claims(self, authorization: str | None, audience: str) -> Json | None:
        """What a live bearer token says that this login gave to the bot for this audience; None: it is none."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        return next((found for key in self._ever_used if (found := self._opened(token, key, audience))), None)

    def _opened(self, token: str, key: SigningKey, audience: str) -> Json | None:
        try:
            claims: Json = jwt.decode(token, key.private.public_key(), algorithms=["RS256"], audience=audience)
        except jwt.InvalidTokenError:
            return None
        return claims if claims.get("appid") == self._options.app_id else None

    def _token(self, tenant: str, audience: str, more: Json) -> Json:
        now, life = int(time.time()), int(self._options.token_life.total_seconds())
        claims: dict[str, object] = {
            "iss": f"https://sts.windows.net/{tenant}/",
            "aud": audience,
            "appid": self._options.app_id,
            "tid": tenant,
            "iat": now,
            "nbf": now - 300,
            "exp": now + life,
            "uti": uuid.uuid4().hex,
        } | more
        token = self._encode(claims, self._ever_used[-1], "RS256", {})
        return {"token_type": "Bearer", "expires_in": life, "ext_expires_in": life, "access_token": token}

    def _encode(self, claims: dict[str, object], key: SigningKey, algorithm: str, headers: Mapping[str, object]) -> str:
        named: dict[str, object] = {"kid": key.kid, "x5t": key.kid} | dict(headers)
        if algorithm == "none":
            return jwt.encode(claims, "", algorithm="none", headers=named)
        return jwt.encode(claims, key.private, algorithm=algorithm, headers=named)


def _no(status: int, error: str, number: int, sentence: str) -> tuple[int, Json]:
    trace = str(uuid.uuid4())
    return status, {
        "error": error,
        "error_description": f"AADSTS{number}: {sentence} Trace ID: {trace}",
        "error_codes": [number],
        "trace_id": trace,
        "correlation_id": str(uuid.uuid4()),
        "error_uri": f"https://login.microsoftonline.com/error?code={number}",
    }


def _base64_of(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
