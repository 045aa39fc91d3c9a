"""The fields of an activity, each looked at before it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from models.calendar_text import FIRST_DAY, LAST_DAY

Raw = Mapping[str, Any]

LOCALE, OBJECT_ID, SHORT, ID, LONG = 35, 64, 100, 200, 400
"""How long ids are at most: no longer than their columns (models/db/tables/), and much longer than Teams' own."""


class Malformed(ValueError):
    """An activity that Teams would not send. The message names what is wrong, never what it says."""


def moment(raw: Raw) -> datetime:
    """When it happened; aware UTC."""
    try:
        said = in_utc(needed(raw, "timestamp"))
    except (ValueError, OverflowError):
        raise Malformed("timestamp is missing or no moment") from None
    if not FIRST_DAY <= said.date() <= LAST_DAY:
        raise Malformed("timestamp is of another age")
    return said


def in_utc(told: str) -> datetime:
    """A moment in ISO form as aware UTC; it is in UTC where it names no zone. Raises ValueError or OverflowError."""
    moment = datetime.fromisoformat(told)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def at(raw: Raw, field: str) -> Raw:
    """The object in a field; an empty one when there is none."""
    value = raw.get(field)
    return value if isinstance(value, dict) else {}


def objects(told: object) -> list[Raw]:
    """The objects in a list; none where it is no list."""
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def needed(raw: Raw, field: str, at_most: int = SHORT) -> str:
    """The text that a field must hold. Raises Malformed."""
    value = optional(raw, field)
    if not value:
        raise Malformed(f"{field} is missing or no text")
    if len(value) > at_most:
        raise Malformed(f"{field} is too long")
    return value


def optional(raw: Raw, field: str) -> str | None:
    """The text in a field, less what no database holds; ``None`` when it is none."""
    value = raw.get(field)
    return value.replace("\x00", "") if isinstance(value, str) else None


def unless_long(value: str | None, at_most: int) -> str | None:
    return value if value is not None and len(value) <= at_most else None
