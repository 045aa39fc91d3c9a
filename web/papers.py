"""``/papers/{token}``: a page for one person, by a link from a private card.

The link is the key, so nothing keeps it: no cache, no search engine, no page that a link on it leads to.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from hashlib import sha256
from html import escape

from aiohttp import web

from locales import LANGUAGES, say
from models.papers import Page

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

KEPT_BY_NOBODY = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_STYLE = """
body { font: 16px/1.7 "Segoe UI", "Yu Gothic UI", "Hiragino Sans", "Noto Sans JP", sans-serif; color: #242424;
  margin: 20vh auto 2rem; max-width: 34rem; padding: 0 1.2rem }
"""


def routes(opened: Callable[[str], Awaitable[Page | None]]) -> list[web.RouteDef]:
    """``opened``: the page of a token; ``None`` when there is none, or its time is over."""

    async def paper(request: web.Request) -> web.Response:
        token = request.match_info["token"]
        page = await opened(token) if TOKEN.fullmatch(token) else None
        return _answer(page, 200) if page else _answer(_nothing(), 404)

    return [web.get(r"/papers/{token:[\s\S]*}", paper)]


def _answer(page: Page, status: int) -> web.Response:
    headers = KEPT_BY_NOBODY | {"Content-Security-Policy": policy(page)}
    if page.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{page.file_name}"'
    if isinstance(page.body, bytes):
        return web.Response(body=page.body, status=status, content_type=page.content_type, headers=headers)
    return web.Response(text=page.body, status=status, content_type=page.content_type, charset="utf-8", headers=headers)


def policy(page: Page) -> str:
    """Nothing is loaded, and nothing styles or runs but what the page's maker wrote.

    Source: https://www.w3.org/TR/CSP3/#grammardef-hash-source
    """
    own = {"style-src": page.style, "script-src": page.script}
    hashed = [
        f"{what} 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for what, text in own.items() if text
    ]
    return "; ".join(["default-src 'none'", *hashed, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])


def _nothing() -> Page:
    """Whose link it was is not known any more: it is said in every language."""
    said = "".join(f'<p lang="{one}">{escape(say("paper-over", {}, one, "UTC"))}</p>' for one in LANGUAGES)
    title = escape(say("paper-over-title", {}, LANGUAGES[0], "UTC"))
    body = f"""<!doctype html>
<html lang="{LANGUAGES[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>{_STYLE}</style></head><body><main>{said}</main></body></html>
"""
    return Page(body, _STYLE)
