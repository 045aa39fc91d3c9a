"""What a member tried, as they write it down: a try that did not work is an experience, not a failure. Pure."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.community import Season
from models.numbers import number_of
from models.refused import Refused

WORDS_AT_MOST = 1000
"""Of what was tried, and of what was learned, each."""
MINUTES_AT_MOST = 100_000
TIMES_AT_MOST = 10_000
PEOPLE_AT_MOST = 100_000
_WHOLE = re.compile(r"(\d{1,9})\s*(?:分|回|人|名|min|minutes?|times?|people)?")
_NUMBERS: Mapping[str, tuple[str, int, int]] = {
    "minutes_before": ("refused-attempt-minutes", 0, MINUTES_AT_MOST),
    "minutes_after": ("refused-attempt-minutes", 0, MINUTES_AT_MOST),
    "times_a_month": ("refused-attempt-times", 1, TIMES_AT_MOST),
    "people": ("refused-attempt-people", 1, PEOPLE_AT_MOST),
}
"""Each number that may be written: the sentence that says no, the least and the most."""


class Came(enum.StrEnum):
    """What came of an attempt, in its author's eyes."""

    WORKED = "worked"
    PARTLY = "partly"
    NOT_THIS_TIME = "not_this_time"


@dataclass(frozen=True, slots=True)
class Told:
    """What a member wrote of an attempt. Numbers that they did not write are ``None``."""

    tried: str
    came_of_it: Came
    theme: str | None = None
    """Its code; ``None``: of none."""
    learned: str = ""
    minutes_before: int | None = None
    """What it took each time, and ``minutes_after`` what it takes now."""
    minutes_after: int | None = None
    times_a_month: int | None = None
    """How often each person does it."""
    people: int | None = None
    """How many do it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt as it is kept. ``version`` counts from 1; ``posted_as`` is the key of the effect that posted it."""

    id: str
    community_id: str
    season: str
    member_id: str
    told: Told
    at: datetime
    edited_at: datetime | None = None
    version: int = 1
    channel_id: str | None = None
    posted_as: str | None = None
    message_id: str | None = None
    """Teams' id of its post; ``None``: it is in no channel, or not yet, or nobody knows whether it is."""
    removed_at: datetime | None = None
    """Its author took it away: nothing of what they told is kept, and it counts nowhere."""


def told(fields: Mapping[str, str], season: Season | None, had: str | None = None) -> Told:
    """What a form holds, each field as it was typed, trimmed; one that is not there is empty. Raises Refused.

    ``had``: the theme that the attempt has by now, which it may keep when the season has it no more.
    """
    tried, learned = fields.get("tried", ""), fields.get("learned", "")
    if not tried:
        raise Refused("refused-attempt-nothing")
    if max(len(tried), len(learned)) > WORDS_AT_MOST:
        raise Refused("refused-attempt-long", limit=WORDS_AT_MOST)
    came = fields.get("came_of_it", "")
    if came not in set(Came):
        raise Refused("refused-attempt-came")
    numbers = {name: _number(name, fields.get(name, "")) for name in _NUMBERS}
    theme = _theme(fields.get("theme", ""), season, had)
    return Told(tried, Came(came), theme, learned, **_without_alone(numbers))


def typed(known: Told) -> dict[str, str]:
    """The other way round: the fields of the form that holds it."""
    numbers = {name: getattr(known, name) for name in _NUMBERS}
    fields = {"tried": known.tried, "came_of_it": known.came_of_it.value, "theme": known.theme or ""}
    written = {name: "" if number is None else str(number) for name, number in numbers.items()}
    return fields | {"learned": known.learned} | written


def _theme(code: str, season: Season | None, had: str | None) -> str | None:
    if code and code != had and code not in {theme.code for theme in (season.themes if season else ())}:
        raise Refused("refused-attempt-theme")
    return code or None


def _number(name: str, written: str) -> int | None:
    """A whole number. Width does not matter, nor a comma in thousands, nor the unit behind it."""
    text = number_of(written)
    if not text:
        return None
    key, least, most = _NUMBERS[name]
    found = _WHOLE.fullmatch(text)
    if not found or not least <= int(found[1]) <= most:
        raise Refused(key, value=written.strip()[:20], least=least, most=most)
    return int(found[1])


def _without_alone(numbers: dict[str, int | None]) -> dict[str, int | None]:
    """How many people do it says nothing by itself: the form has it filled in."""
    if all(number is None for name, number in numbers.items() if name != "people"):
        return numbers | {"people": None}
    return numbers
