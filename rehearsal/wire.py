"""What goes over the wire: JSON as values, and the ways to say no."""

from __future__ import annotations

import json
from datetime import UTC, datetime

Json = dict[str, object]


class BadInput(Exception):
    """The page or a test asked for something that cannot be; ``sentence`` says what to do instead."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class Refusal(Exception):
    """Teams says no to the bot. ``code`` and ``message`` go into Teams' error shape."""

    def __init__(self, status: int, code: str, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def body(self) -> Json:
        return {"error": {"code": self.code, "message": self.message}}

    def headers(self) -> dict[str, str]:
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


def as_mapping(value: object) -> Json:
    """The value when it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """The value when it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """The value when it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def needed_text(body: Json, key: str) -> str:
    """A string that must be there. Raises BadInput."""
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise BadInput(f"“{key}” is missing; give it as a string.")
    return value


def optional_number(body: Json, key: str) -> float | None:
    """A number, or None when it is not there. Raises BadInput for anything else."""
    value = body.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"“{key}” must be a number, not {value!r}.")
    return float(value)


def optional_flag(body: Json, key: str, *, default: bool) -> bool:
    """True or false, or the default when it is not there. Raises BadInput for anything else."""
    value = body.get(key, default)
    if not isinstance(value, bool):
        raise BadInput(f"“{key}” must be true or false, not {value!r}.")
    return value


def json_object(raw: bytes) -> Json:
    """The JSON object of a request's body; an empty body is an empty object. Raises BadInput."""
    if not raw:
        return {}
    try:
        value = json.loads(raw)
    except ValueError as error:
        raise BadInput("The body is not JSON.") from error
    if not isinstance(value, dict):
        raise BadInput("The body must be a JSON object.")
    return value


def in_utc(moment: datetime) -> str:
    """A moment as Teams writes it: ``2026-11-25T01:00:00.000000Z``."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def in_milliseconds(moment: datetime) -> str:
    """A moment as Graph writes it: ``2026-11-25T01:00:00.000Z``."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
