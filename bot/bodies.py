"""The body of a request, read within bounds: how long it may take, how large and how deep it may be, and what it is.

Nothing of a body is believed here; it is only made sure that reading it harms nobody.
"""

from __future__ import annotations

import asyncio
import enum
import json
import zlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import orjson
from aiohttp import web

from bot.fields import Malformed

LARGEST = 256 * 1024
"""Bytes of a body, unpacked. Teams' own are about 2 KB; its messages end at about 100 KB."""
DEEPEST = 250
"""Objects and lists within each other. Teams' own have about six; a card in a message may have some dozens."""
WITHIN = timedelta(seconds=5)
"""How long a body may take to come, from the end of its headers on. Teams waits 15 s for the answer."""
_JSON = "application/json"
_CODINGS = {"gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class Unreadable(enum.StrEnum):
    """What is wrong with a body, as it is counted."""

    CONTENT_TYPE = "content_type"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    MALFORMED = "malformed"
    CROWDED = "crowded"


_STATUS = {
    Unreadable.CONTENT_TYPE: 415,
    Unreadable.TOO_LARGE: 413,
    Unreadable.TOO_SLOW: 408,
    Unreadable.MALFORMED: 400,
    Unreadable.CROWDED: 429,
}


class Unread(Malformed):
    """A body that was not read. The message names what is wrong, never what it says."""

    def __init__(self, what: Unreadable, why: str) -> None:
        super().__init__(why)
        self.what = what
        self.status = _STATUS[what]


async def object_of(request: web.Request, within: timedelta = WITHIN) -> Mapping[str, Any]:
    """The JSON object of a body. Lone surrogates, which no database takes, become U+FFFD. Raises Unread.

    Only what says that it is JSON: a page in somebody's browser cannot say so of a body that it sends to an address of
    another, so none can speak to a bot on its reader's machine. Source: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
    """
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != _JSON:
        raise Unread(Unreadable.CONTENT_TYPE, f"the body is not said to be {_JSON}")
    body, coding = await _bytes(request, within), request.headers.get("Content-Encoding")
    return read_object(_unpacked(body, coding.strip().lower()) if coding else body)


async def _bytes(request: web.Request, within: timedelta) -> bytes:
    try:
        if request.content.is_eof():
            return await request.read()
        async with asyncio.timeout(within.total_seconds()):
            return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Unread(Unreadable.TOO_LARGE, f"the body has more than {LARGEST} bytes") from None
    except TimeoutError:
        raise Unread(Unreadable.TOO_SLOW, "the body did not come in time") from None
    except (web.RequestPayloadError, ConnectionError):
        raise Unread(Unreadable.MALFORMED, "the body is cut off") from None


def _unpacked(body: bytes, coding: str) -> bytes:
    """What was compressed, and no more of it than a body may have."""
    if coding == "identity":
        return body
    if coding not in _CODINGS:
        raise Unread(Unreadable.CONTENT_TYPE, "the body is coded in a way that is not read here")
    unpacking = zlib.decompressobj(_CODINGS[coding])
    try:
        plain = unpacking.decompress(body, LARGEST + 1)
    except zlib.error:
        raise Unread(Unreadable.MALFORMED, "the body is not coded as its headers say") from None
    if len(plain) > LARGEST:
        raise Unread(Unreadable.TOO_LARGE, f"the body has more than {LARGEST} bytes")
    if not unpacking.eof:
        raise Unread(Unreadable.MALFORMED, "the body is cut off")
    return plain


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object that a body holds. Raises Unread."""
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        raw = _leniently(body)
    if not isinstance(raw, dict):
        raise Unread(Unreadable.MALFORMED, "the body is no JSON object")
    if body.count(b"{") + body.count(b"[") > DEEPEST and _is_deep(raw):
        raise Unread(Unreadable.MALFORMED, f"the body is deeper than {DEEPEST}")
    return raw


def _leniently(body: bytes) -> Any:
    try:
        read = json.loads(body.decode())
        return orjson.loads(
            json.dumps(read, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
    except (ValueError, RecursionError):
        raise Unread(Unreadable.MALFORMED, "the body is no JSON") from None


def _is_deep(raw: object) -> bool:
    level = [raw]
    for _ in range(DEEPEST):
        level = [one for holder in level for one in _parts(holder) if isinstance(one, dict | list)]
        if not level:
            return False
    return True


def _parts(holder: object) -> Any:
    return holder.values() if isinstance(holder, dict) else holder
