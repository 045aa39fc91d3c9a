"""What the Teams client of who wrote says of where it is: the country and the time zone that it is set to.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages
"""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.fields import SHORT, Raw, optional


def said(raw: Raw) -> Raw:
    """What the client says of itself; nothing where it is no client of Teams'."""
    entities = raw.get("entities")
    if isinstance(entities, list):
        for one in entities:
            if isinstance(one, dict) and one.get("type") == "clientInfo":
                return one
    return {}


def country(client: Raw) -> str | None:
    """Two capital letters; ``None`` where nothing is said that is a country."""
    told = client.get("country")
    return _known_country(told) if isinstance(told, str) and len(told) == len("JP") else None


def time_zone(client: Raw, raw: Raw) -> str | None:
    """An IANA name, else the activity's own; ``None`` where nothing is said that is a zone."""
    told = client.get("timezone") or optional(raw, "localTimezone")
    return _known_zone(told) if isinstance(told, str) and 0 < len(told) <= SHORT else None


@lru_cache(maxsize=1024)
def _known_country(told: str) -> str | None:
    return told.upper() if re.fullmatch("[A-Za-z]{2}", told) else None


@lru_cache(maxsize=1024)
def _known_zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
