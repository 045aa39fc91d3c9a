"""POST /api/graph: Graph says that something changed. It is believed by its secret alone, noted, and answered at once.

Change and lifecycle notifications come to this one address. Source:
https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
"""

from __future__ import annotations

import hmac
import html
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.bodies import Unread, Unreadable, object_of
from bot.fields import Malformed
from bot.gates import is_loopback
from models.notices import Life, Notice
from models.sparing import Sparing

log = structlog.get_logger(__name__)

AT_MOST = 1_000
"""Notifications of one body that are looked at; LARGEST of bot/bodies.py holds about 250 of Graph's."""
AT_ONCE = 64
"""Bodies that are waited for at once, by one process."""
LONGEST_TOKEN = 1_024
"""Letters of a validation token; Graph's own have about 120."""
LONGEST_ID = 100


class NotificationEndpoint:
    """Where Graph knocks. Without ``secret`` nothing was subscribed, and nobody is let in.

    ``note`` gets what is believed: it may only write it down. ``local``: only this machine may knock.
    """

    def __init__(self, secret: str, note: Callable[[Notice], None], *, local: bool) -> None:
        self._secret = secret.encode()
        self._note = note
        self._local = local
        self._reading = 0
        self.unreadable: Counter[str] = Counter(dict.fromkeys(Unreadable, 0))
        """Bodies that could not be read, by what was wrong with them."""
        self.counted: Counter[str] = Counter(noted=0, refused=0, malformed=0)
        """Notifications since the start: ``noted``, ``refused`` (another secret, or none) and ``malformed``."""
        self._sparing = Sparing()

    async def post(self, request: web.Request) -> web.Response:
        if not self._secret:
            return web.Response(status=404)
        if self._local and not is_loopback(request.remote or ""):
            return self._refused(1, "not_loopback")
        token = request.query.get("validationToken")
        if token is not None:
            return _handshake(token)
        try:
            brought = _notifications(await self._read(request))
        except Unread as fault:
            self.unreadable[fault.what] += 1
            self.counted["malformed"] += 1
            self._warn("A notification could not be read.", fault=fault.what.value)
            return web.Response(status=fault.status, text=str(fault))
        except Malformed as fault:
            self.counted["malformed"] += 1
            self._warn("A notification was malformed.", fault=str(fault))
            return web.Response(status=400, text=str(fault))
        ours = [one for one in brought if self._carries_secret(one)]
        notices = [notice for one in ours if (notice := _notice(one)) is not None]
        for notice in notices:
            self._note(notice)
        self.counted["noted"] += len(notices)
        self.counted["malformed"] += len(ours) - len(notices)
        if len(ours) < len(brought):
            refused = self._refused(len(brought) - len(ours), "secret")
            return refused if not ours else web.Response(status=202)
        return web.Response(status=202)

    async def _read(self, request: web.Request) -> Mapping[str, Any]:
        """Who knocks proves nothing before the body is read, so only so many bodies are waited for at once."""
        if self._reading >= AT_ONCE:
            raise Unread(Unreadable.CROWDED, "too many are speaking; try again later")
        self._reading += 1
        try:
            return await object_of(request)
        finally:
            self._reading -= 1

    def _carries_secret(self, raw: Mapping[str, Any]) -> bool:
        said = raw.get("clientState")
        return isinstance(said, str) and hmac.compare_digest(said.encode(errors="replace"), self._secret)

    def _refused(self, count: int, reason: str) -> web.Response:
        self.counted["refused"] += count
        self._warn("A notification was refused.", count, reason=reason)
        return web.Response(status=403)

    def _warn(self, sentence: str, count: int = 1, **why: str) -> None:
        if self._sparing.lets(sentence, why, count):
            log.warning(sentence, count=count, **why)


def _handshake(token: str) -> web.Response:
    """Says back what Graph sends when a subscription is made.

    As plain text, and escaped as Microsoft asks, so that a browser which was led here runs nothing.
    """
    if not 0 < len(token) <= LONGEST_TOKEN:
        return web.Response(status=400)
    said = html.escape(token, quote=False)
    return web.Response(text=said, content_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})


def _notifications(raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The notifications of a body. Raises Malformed."""
    brought = raw.get("value")
    if not isinstance(brought, list) or len(brought) > AT_MOST:
        raise Malformed(f"the body has no “value” with at most {AT_MOST} notifications")
    return [one if isinstance(one, dict) else {} for one in brought]


def _notice(raw: Mapping[str, Any]) -> Notice | None:
    """One that carried our secret; ``None`` where it names no subscription, or an event that we do not know."""
    subscription_id, tenant_id, event = raw.get("subscriptionId"), raw.get("tenantId"), raw.get("lifecycleEvent")
    if not isinstance(subscription_id, str) or not 0 < len(subscription_id) <= LONGEST_ID:
        return None
    tenant = tenant_id.lower() if isinstance(tenant_id, str) and len(tenant_id) <= LONGEST_ID else ""
    if event is None:
        return Notice(subscription_id, tenant)
    known = next((life for life in Life if life.value == event), None)
    return Notice(subscription_id, tenant, known) if known else None
