"""The bot as Microsoft knows it: who may speak to it, to whom it speaks, and how it proves who it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

import aiohttp

from bot.certificate import AppCertificate, BadCertificate
from bot.credentials import App, AppSecret, Login, NoTokens, Source, TokenSource
from bot.gates import LocalGate, SignedGate, is_loopback
from bot.managed_identity import ManagedIdentity
from bot.tokens import TokenVerifier
from models.outgoing import RetryLater, Undeliverable

Now = Callable[[], datetime]

_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


@dataclass(frozen=True, slots=True)
class Registration:
    """What the settings say of it. Without an ``app_id`` Microsoft does not know it: local mode."""

    app_id: str
    tenant_id: str
    secret: str = field(repr=False)
    certificate: str
    """The path of a PEM file; empty: none."""
    managed: bool
    """Whether the machine that it runs on proves who it is."""
    metadata_url: str
    authority: str
    service_hosts: str
    """Patterns with commas between: hosts that may get the bot's token."""

    def speaks_to(self, host: str) -> bool:
        """Whether the bot calls this host: in local mode this machine alone, else those of the list."""
        if not self.app_id:
            return is_loopback(host)
        patterns = (one.strip().lower() for one in self.service_hosts.split(","))
        return any(fnmatch(host.lower(), pattern) for pattern in patterns if pattern)

    def gate(self, session: aiohttp.ClientSession, now: Now) -> LocalGate | SignedGate:
        if not self.app_id:
            return LocalGate()
        verifier = TokenVerifier(session, app_id=self.app_id, metadata_url=self.metadata_url, now=now)
        return SignedGate(verifier, self.tenant_id, self.speaks_to)

    def tokens(self, session: aiohttp.ClientSession, now: Now) -> TokenSource | NoTokens:
        """Where the bot's own tokens come from. Raises BadCertificate."""
        if not self.app_id:
            return NoTokens()
        source: Source = ManagedIdentity(self.app_id, now)
        if not self.managed:
            source = Login(session, self._app(), now=now, authority=self.authority)
        return TokenSource(source, now)

    def _app(self) -> App:
        if self.certificate:
            return AppCertificate.read(self.app_id, self.tenant_id, Path(self.certificate))
        return AppSecret(self.app_id, self.tenant_id, self.secret)

    async def fault(self, scope: str, now: Now) -> str | None:
        """What to do so that Microsoft gives us a token for ``scope``; ``None`` when it does."""
        async with aiohttp.ClientSession() as session:
            try:
                await self.tokens(session, now).token(scope)
            except BadCertificate as bad:
                return f"see MICROSOFT_APP_CERTIFICATE ({bad})"
            except Undeliverable as refused:
                return f"see MICROSOFT_APP_ID, {self._proves_itself_by()}, MICROSOFT_APP_TENANT_ID ({refused})"
            except RetryLater as silent:
                return f"see LOGIN_AUTHORITY, {self.authority} ({silent})"
        return None

    def misfit(self) -> str | None:
        """What of the registration cannot be as Entra writes it; ``None`` when it can."""
        told = {"MICROSOFT_APP_ID": self.app_id, "MICROSOFT_APP_TENANT_ID": self.tenant_id}
        odd = [f"{name} is {value!r}" for name, value in told.items() if not _UUID.fullmatch(value)]
        if not odd:
            return None
        return f"{' and '.join(odd)}; write an id as Entra shows it, like 11111111-1111-4111-8111-111111111111"

    @property
    def proved_how(self) -> str:
        """In words, how the bot proves who it is."""
        if self.managed:
            return "by a managed identity"
        return "by a certificate" if self.certificate else "by a client secret"

    def _proves_itself_by(self) -> str:
        if self.managed:
            return "MICROSOFT_APP_TYPE"
        return "MICROSOFT_APP_CERTIFICATE" if self.certificate else "MICROSOFT_APP_PASSWORD"
