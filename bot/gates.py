"""Who may come in: Teams with its token in signed mode, whoever is on this machine in local mode."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from yarl import URL

from bot.tokens import Refusal, TokenVerifier, Unauthorized


class SignedGate:
    """Teams' own token, made for this service address; an allowed service; an activity of our tenant."""

    def __init__(self, verifier: TokenVerifier, tenant_id: str, allowed_host: Callable[[str], bool]) -> None:
        self._verifier = verifier
        self._tenant_id = tenant_id.lower()
        self._is_allowed = lru_cache(maxsize=64)(lambda service_url: allowed_host(host_of(service_url)))

    async def at_the_door(self, authorization: str | None, remote: str | None) -> None:
        """Raises Unauthorized."""
        await self._verifier.believe(authorization)

    async def admit(self, authorization: str | None, remote: str | None, raw: Mapping[str, Any]) -> None:
        """Raises Unauthorized."""
        told = raw.get("serviceUrl")
        service_url = told if isinstance(told, str) else None
        await self._verifier.verify(authorization, service_url)
        if not self._is_allowed(service_url):
            raise Unauthorized(Refusal.SERVICE_HOST)
        if tenant_of(raw) != self._tenant_id:
            raise Unauthorized(Refusal.TENANT)


class LocalGate:
    """No tokens; so only what comes from this machine, and answers to this machine only."""

    async def at_the_door(self, authorization: str | None, remote: str | None) -> None:
        """Raises Unauthorized."""
        if not is_loopback(remote or ""):
            raise Unauthorized(Refusal.NOT_LOOPBACK)

    async def admit(self, authorization: str | None, remote: str | None, raw: Mapping[str, Any]) -> None:
        """Raises Unauthorized."""
        await self.at_the_door(authorization, remote)
        if not is_loopback(host_of(raw.get("serviceUrl"))):
            raise Unauthorized(Refusal.SERVICE_HOST)


def is_loopback(host: str) -> bool:
    """Whether an address, or a host's name, is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(service_url: object) -> str:
    """The host of a service's address; empty when there is none."""
    try:
        return (URL(service_url).host or "").lower() if isinstance(service_url, str) else ""
    except ValueError:
        return ""


def tenant_of(raw: Mapping[str, Any]) -> str | None:
    """The tenant that an activity says it is of, in lower case."""
    for holder, field in ((_at(raw, "channelData", "tenant"), "id"), (_at(raw, "conversation"), "tenantId")):
        found = holder.get(field)
        if isinstance(found, str) and found:
            return found.lower()
    return None


def _at(raw: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    found: Any = raw
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}
