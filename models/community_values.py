"""What a single value of the community file may be: its check, and what the fault says when it is none.

A value stays as the file writes it ("2h"); only ids become lower case and TOML's own dates text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from models.calendar_text import DAYS, any_date, closed_days, day_number, span
from models.community import Layer, Phase, Reach, Role
from models.durations import length_of_time
from models.public_holidays import check_code
from models.reading import is_reading

LANGUAGES = ("ja", "en")
REACTIONS = ("like", "heart", "laugh", "surprised", "sad", "angry")

DUE = "due"
"""When the first step of the ladder comes, if not some time later."""

_EMOJI = re.compile(r"[0-9a-z]+(?:[_-][0-9a-z]+)*")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_CODE = re.compile(r"[^\s#.\[\]]+")


def _text(check: Callable[[str], object], allowed: str = "write text in quotes") -> BeforeValidator:
    """Text that ``check`` lets pass; its ValueError, or ``allowed``, says what to write instead."""

    def checked(value: object) -> str:
        if isinstance(value, date) and not isinstance(value, datetime):
            value = value.isoformat()
        if not isinstance(value, str):
            raise ValueError(allowed)
        check(value)
        return value

    return BeforeValidator(checked)


def _one_of(allowed: tuple[str, ...]) -> BeforeValidator:
    def check(value: str) -> None:
        if value not in allowed:
            raise ValueError(f"write one of {', '.join(allowed)}")

    return _text(check, f"write one of {', '.join(allowed)}")


def _filled(value: str) -> None:
    if not value.strip():
        raise ValueError("it is empty; write at least one character")


def _zone(value: str) -> None:
    try:
        ZoneInfo(value)
    except (LookupError, ValueError, OSError):
        raise ValueError("this time zone is not known; write one like Asia/Tokyo or Europe/Amsterdam") from None


def _uuid(value: object) -> str:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise ValueError("write an id as Entra shows it, like 11111111-1111-4111-8111-111111111111")
    return value.lower()


def _reaction(value: str) -> None:
    if not _EMOJI.fullmatch(value):
        raise ValueError(f"write one of {', '.join(REACTIONS)}, none, or a Teams emoji id like 1f44b_wavinghand")


def _reading(value: str) -> None:
    if not is_reading(value):
        raise ValueError("write how the name is read in kana or Latin letters, like うえだ はな")


def _country(value: str) -> None:
    if not _COUNTRY.fullmatch(value):
        raise ValueError("write a country as two capital letters, like NL")


def _when(value: str) -> None:
    if value != DUE:
        length_of_time(value)


def _code(value: str) -> None:
    if not _CODE.fullmatch(value):
        raise ValueError("write a short code without spaces, dots, brackets or #, like S6")


def _number(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("write a number without quotes, like 420")
    return value


Text = Annotated[str, _text(_filled)]
Id = Annotated[str, BeforeValidator(_uuid)]
Code = Annotated[str, _text(_code)]
Language = Annotated[str, _one_of(LANGUAGES)]
Zone = Annotated[str, _text(_zone)]
Length = Annotated[str, _text(length_of_time, 'write a number and s, m, h or d in quotes, like "30m"')]
Day = Annotated[str, _text(any_date)]
Weekday = Annotated[str, _text(day_number, f"write one of {', '.join(DAYS)}")]
Hours = Annotated[str, _text(span)]
Closed = Annotated[str, _text(closed_days)]
Holidays = Annotated[str, _text(check_code)]
RoleName = Annotated[str, _one_of(tuple(Role))]
ReachName = Annotated[str, _one_of(tuple(Reach))]
When = Annotated[str, _text(_when, 'write "due", or a number and s, m, h or d in quotes, like "4h"')]
Country = Annotated[str, _text(_country)]
Reading = Annotated[str, _text(_reading, "write how the name is read in quotes, like うえだ はな")]
Reaction = Annotated[str, _text(_reaction)]
LayerName = Annotated[str, _one_of(tuple(Layer))]
PhaseName = Annotated[str, _one_of(tuple(Phase))]
Number = Annotated[int | float, BeforeValidator(_number)]
Count = Annotated[int, Field(ge=1)]
AtLeastOne = Field(min_length=1)
