"""By which names the bot may be called in local mode, where whoever reaches it is believed.

A page from elsewhere can make its own name lead to this machine (DNS rebinding), and would then speak to the bot by the
browser of whoever reads it, as if both were one. It cannot help saying its name in ``Host``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

SAID: Final = (
    "Without MICROSOFT_APP_ID the bot answers to localhost, 127.0.0.1 and [::1] alone, and to the host of PUBLIC_URL"
    " where that is set.\n"
)
_HOST: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([0-9a-z.-]+))(?::[0-9]*)?", re.ASCII | re.IGNORECASE)


def called_by(is_ours: Callable[[str], bool]) -> Middleware:
    """Lets in what is sent to a host that ``is_ours``, at whatever port; all else gets 421."""

    @lru_cache(maxsize=64)
    def known(header: str) -> bool:
        host = host_in(header)
        return host is not None and is_ours(host)

    @web.middleware
    async def named(request: web.Request, handler: Handler) -> web.StreamResponse:
        if known(request.headers.get("Host", "")):
            return await handler(request)
        return web.Response(status=421, text=SAID)

    return named


def host_in(header: str) -> str | None:
    """The host of a ``Host`` header, without its port, in lower case; ``None`` where it is none."""
    found = _HOST.fullmatch(header)
    return (found[1] or found[2]).lower() if found else None
