"""How the bot proves to Microsoft who it is: tokens from the login, fetched when needed and kept while they hold."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Protocol
from urllib.parse import quote

import aiohttp

from bot.answers import Verdict, as_object, judge, length, read_at_most, retry_after, word
from models.outgoing import RetryLater, Undeliverable

AUTHORITY = "https://login.microsoftonline.com"
TEAMS_SCOPE = "https://api.botframework.com/.default"
EARLY = timedelta(minutes=5)
"""How long before its end a token is replaced; half its life when that is shorter."""
LONGEST_ANSWER = 64 * 1024
LIMITS = aiohttp.ClientTimeout(total=10, connect=3)

REMEDIES: Mapping[str, str] = {
    "AADSTS7000215": "It is none of the app's: set MICROSOFT_APP_PASSWORD to the secret's value, not to its id.",
    "AADSTS7000222": "It has expired: add a new one to the app in Entra, set MICROSOFT_APP_PASSWORD, and start anew.",
    "AADSTS700027": "Its certificate is not entered at the app in Entra, or has expired.",
    "AADSTS700016": "There is no such app in the tenant: see MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID.",
    "AADSTS90002": "There is no such tenant: see MICROSOFT_APP_TENANT_ID.",
    "AADSTS70011": "It knows nothing by the address that the token is for: see GRAPH_BASE_URL.",
    "AADSTS500011": "The tenant knows nothing by the address that the token is for: see GRAPH_BASE_URL.",
    "AADSTS7000112": "The app is disabled in the tenant: an administrator can enable it under Enterprise applications.",
}
"""What to do about Entra's own numbers.
Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes"""


class Tokens(Protocol):
    """Whoever can give the bot a token."""

    async def token(self, scope: str = TEAMS_SCOPE) -> str | None:
        """A token that holds now; ``None`` where none is needed. Raises RetryLater or Undeliverable."""

    def forget(self, refused: str | None) -> None:
        """Microsoft refused this token; the next call fetches another, unless a newer one is there already."""


class NoTokens:
    """Local mode: nobody asks for a token."""

    fault = None

    async def token(self, scope: str = TEAMS_SCOPE) -> None:
        """Always ``None``."""

    def forget(self, refused: str | None) -> None:
        """Nothing is kept."""


class App(Protocol):
    """The bot's registration in a tenant, and how it proves to the login that it is the one."""

    @property
    def app_id(self) -> str:
        """Its Entra application id."""

    @property
    def tenant_id(self) -> str:
        """The tenant that it belongs to."""

    @property
    def proved_by(self) -> str:
        """What an operator looks at when the login refuses it."""

    def proof(self, login: str, now: datetime) -> dict[str, str]:
        """The form's fields that prove it to the address ``login``."""


@dataclass(frozen=True, slots=True)
class AppSecret:
    """Proves itself by its client secret, which stays out of every ``repr``."""

    app_id: str
    tenant_id: str
    secret: str = field(repr=False)
    proved_by: ClassVar[str] = "secret"

    def proof(self, login: str, now: datetime) -> dict[str, str]:
        """The secret itself."""
        return {"client_secret": self.secret}


@dataclass(frozen=True, slots=True)
class Kept:
    """A token, and when to replace it."""

    token: str = field(repr=False)
    replace_at: datetime

    @classmethod
    def until(cls, token: str, now: datetime, life: timedelta) -> Kept:
        return cls(token, now + life - min(EARLY, life / 2))


class Source(Protocol):
    """Where tokens come from: the login, or the machine that the bot runs on."""

    async def ask(self, scope: str) -> Kept:
        """A new token. Raises RetryLater, or Undeliverable with the code ``credentials``."""


class TokenSource:
    """Tokens from a source, kept while they hold. However many ask at once, the source is asked once for each scope."""

    def __init__(self, source: Source, now: Callable[[], datetime]) -> None:
        self._source = source
        self._now = now
        self._kept: dict[str, Kept] = {}
        self._asking: dict[str, asyncio.Task[Kept]] = {}
        self._refused: dict[str, str] = {}

    @property
    def fault(self) -> str | None:
        """Why we were refused when we asked last, for any scope; ``None`` when we were not."""
        return next(iter(self._refused.values()), None)

    async def token(self, scope: str = TEAMS_SCOPE) -> str:
        """A token that holds for some minutes yet.

        Raises RetryLater when the source cannot be reached or is busy, and Undeliverable with the code ``credentials``
        when it refuses us: a wrong or expired secret, until somebody mends the settings.
        """
        kept = self._kept.get(scope)
        if kept is None or self._now() >= kept.replace_at:
            kept = await asyncio.shield(self._under_way(scope))
        return kept.token

    def forget(self, refused: str | None) -> None:
        """Drop a token that Microsoft refused. One that another caller has replaced meanwhile stays."""
        for scope in [scope for scope, kept in self._kept.items() if kept.token == refused]:
            del self._kept[scope]

    def _under_way(self, scope: str) -> asyncio.Task[Kept]:
        task = self._asking.get(scope)
        if task is None or task.done():
            task = self._asking[scope] = asyncio.create_task(self._ask(scope))
        return task

    async def _ask(self, scope: str) -> Kept:
        try:
            kept = self._kept[scope] = await self._source.ask(scope)
        except Undeliverable as refused:
            self._refused[scope] = str(refused)
            raise
        self._refused.pop(scope, None)
        return kept


class Login:
    """Microsoft's login, by the client credentials grant.

    azure-identity refuses a login without TLS, and so could not be tried against the rehearsal.
    Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        app: App,
        *,
        now: Callable[[], datetime],
        authority: str = AUTHORITY,
        limits: aiohttp.ClientTimeout = LIMITS,
    ) -> None:
        self._session = session
        self._app = app
        self._now = now
        self._url = f"{authority.rstrip('/')}/{quote(app.tenant_id, safe='')}/oauth2/v2.0/token"
        self._limits = limits

    async def ask(self, scope: str) -> Kept:
        """A new token for a scope. Raises as TokenSource's ``token`` does."""
        now = self._now()
        form = {"grant_type": "client_credentials", "client_id": self._app.app_id, "scope": scope}
        form |= self._app.proof(self._url, now)
        try:
            async with self._session.post(
                self._url, data=form, timeout=self._limits, allow_redirects=False
            ) as response:
                answer = as_object(await read_at_most(response, LONGEST_ANSWER))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise RetryLater(f"The login gave no answer: {type(error).__name__}.") from None
        self._must_be_granted(response, answer, now)
        return _kept(answer, now)

    def _must_be_granted(self, response: aiohttp.ClientResponse, answer: dict[str, object], now: datetime) -> None:
        code = word(answer.get("error")) or str(response.status)
        verdict = judge(response.status, repeatable=True)
        if verdict is Verdict.LATER or code == "temporarily_unavailable":
            wait = retry_after(response.headers.get("Retry-After"), now)
            raise RetryLater(f"The login asks to come later: {response.status} {code}.", wait)
        if verdict is not Verdict.DONE:
            numbers = _numbers(answer)
            why = " ".join([code, *numbers])
            reason = f"The login refuses {self._app.app_id}: {why}. Check its {self._app.proved_by}."
            remedies = (REMEDIES[one] for one in numbers if one in REMEDIES)
            raise Undeliverable(" ".join([reason, *remedies]), "credentials")


def _kept(answer: dict[str, object], now: datetime) -> Kept:
    """The token of an answer. Raises RetryLater when there is none that could go into a header."""
    token = answer.get("access_token")
    if not isinstance(token, str) or not token or not token.isascii() or not token.isprintable() or " " in token:
        raise RetryLater("The login answered without a token.")
    return Kept.until(token, now, length(answer.get("expires_in")) or timedelta(0))


def _numbers(answer: dict[str, object]) -> list[str]:
    """Entra's own numbers for what is wrong: AADSTS7000215 is a wrong secret, AADSTS7000222 an expired one."""
    numbers = answer.get("error_codes")
    found = numbers[:3] if isinstance(numbers, list) else []
    return [f"AADSTS{number}" for number in found if isinstance(number, int)]
