"""What the Teams client of who wrote says of where it is: the country and the time zone that it is set to.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages
"""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.fields import SHORT, Raw, optional


def country(raw: Raw) -> str | None:
    """Two capital letters; ``None`` where nothing is said that is a country."""
    told = _said(raw).get("country")
    return told.upper() if isinstance(told, str) and re.fullmatch("[A-Za-z]{2}", told) else None


def time_zone(raw: Raw) -> str | None:
    """An IANA name; ``None`` where nothing is said that is a zone."""
    told = _said(raw).get("timezone") or optional(raw, "localTimezone")
    return _known_zone(told) if isinstance(told, str) and 0 < len(told) <= SHORT else None


def _said(raw: Raw) -> Raw:
    entities = raw.get("entities")
    told = (one for one in entities if isinstance(one, dict)) if isinstance(entities, list) else ()
    return next((one for one in told if one.get("type") == "clientInfo"), {})


@lru_cache(maxsize=1024)
def _known_zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
