"""What an answer of Microsoft's means for the one who asked: done, later, never, or nobody knows."""

from __future__ import annotations

import asyncio
import enum
import re
from collections.abc import Container
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import orjson

LONGEST_WAIT = timedelta(hours=1)
"""No answer makes us wait longer, whatever its Retry-After says."""

_SECONDS = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)


class Verdict(enum.StrEnum):
    """What became of a call."""

    DONE = "done"
    LATER = "later"
    UNCERTAIN = "uncertain"
    NEVER = "never"


_MEANING: tuple[tuple[Container[int], Verdict, Verdict], ...] = (
    # status, of a call that may be made twice, of one that must not
    (range(200, 300), Verdict.DONE, Verdict.DONE),
    ({412, 429}, Verdict.LATER, Verdict.LATER),
    ({408}, Verdict.LATER, Verdict.UNCERTAIN),
    (range(500, 600), Verdict.LATER, Verdict.UNCERTAIN),
)


def judge(status: int, *, repeatable: bool) -> Verdict:
    """What an HTTP status means; all that the table does not name is never.

    Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages (status
    codes). It would try a POST again after 502 to 504; in the field that posted twice, so such a POST is uncertain.
    """
    for statuses, when_repeatable, when_not in _MEANING:
        if status in statuses:
            return when_repeatable if repeatable else when_not
    return Verdict.NEVER


def judge_silence(error: Exception, *, repeatable: bool) -> Verdict:
    """What it means that no answer came (a timeout, a cut connection); later when nothing can have been sent."""
    never_connected = isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError))
    return Verdict.LATER if repeatable or never_connected else Verdict.UNCERTAIN


def length(seconds: object) -> timedelta | None:
    """A length of time that stands in an answer as seconds, in digits or as a number; ``None`` when it does not."""
    text = str(seconds).strip()
    return timedelta(seconds=float(text)) if _SECONDS.fullmatch(text) else None


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """How long a Retry-After (seconds, or an HTTP date) asks us to wait, an hour at most.

    ``None`` when it is missing or says nothing that we understand.
    """
    asked = length(header)
    try:
        asked = _moment(header or "") - now if asked is None else asked
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(asked, timedelta(0)), LONGEST_WAIT)


def _moment(http_date: str) -> datetime:
    moment = parsedate_to_datetime(http_date)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_object(body: bytes) -> dict[str, object]:
    """The JSON object of a body; an empty one when it holds anything else."""
    try:
        found = orjson.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def word(value: object) -> str | None:
    """An error code that may stand in our own sentences; ``None`` for anything that does not look like one."""
    return value if isinstance(value, str) and _CODE.fullmatch(value) else None


async def read_at_most(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body, of ``limit`` bytes at most. Raises ValueError when there is more."""
    try:
        await response.content.readexactly(limit + 1)
    except asyncio.IncompleteReadError as end_of_body:
        return end_of_body.partial
    raise ValueError(f"the answer is longer than {limit} bytes")
