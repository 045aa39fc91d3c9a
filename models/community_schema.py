"""What may stand in the community file: its keys in the example's order, their defaults, what each may hold.

The defaults are those of the example and are written here alone; ``closed`` alone is empty, since no company is closed
unless it says so. A value stays as the file writes it ("2h"); only ids become lower case and TOML's own dates text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from models.calendar_text import DAYS, closed_days, day_number, one_date, span
from models.community import Phase, Reach, Role
from models.durations import length_of_time
from models.public_holidays import check_code

LANGUAGES = ("ja", "en")
REACTIONS = ("like", "heart", "laugh", "surprised", "sad", "angry")
KEYS: Mapping[str, str] = {"region": "name", "member": "id", "season": "code", "theme": "code", "baseline": "measure"}
"""Arrays of tables, and the key that tells their tables apart."""

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
Day = Annotated[str, _text(one_date)]
Weekday = Annotated[str, _text(day_number, f"write one of {', '.join(DAYS)}")]
Hours = Annotated[str, _text(span)]
Closed = Annotated[str, _text(closed_days)]
Holidays = Annotated[str, _text(check_code)]
RoleName = Annotated[str, _one_of(tuple(Role))]
ReachName = Annotated[str, _one_of(tuple(Reach))]
When = Annotated[str, _text(_when, 'write "due", or a number and s, m, h or d in quotes, like "4h"')]
Country = Annotated[str, _text(_country)]
PhaseName = Annotated[str, _one_of(tuple(Phase))]
Number = Annotated[int | float, BeforeValidator(_number)]
Count = Annotated[int, Field(ge=1)]
AtLeastOne = Field(min_length=1)


class Table(BaseModel):
    """A table of the file: no other keys, no guessing of types. ``examples`` show how to write what must be there."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Entry(Table):
    """A table of which there may be many: a document leaves out what is empty."""

    @model_serializer(mode="wrap")
    def _without_empty(self, serialize: SerializerFunctionWrapHandler) -> dict[str, object]:
        return {key: value for key, value in serialize(self).items() if value not in (None, [])}


class ReactionTable(Table):
    kind: Annotated[str, _text(_reaction)] = "like"


class CommunityTable(Table):
    name: Text = Field(examples=["AIZAQ"])
    language: Language = "ja"
    time_zone: Zone = "Asia/Tokyo"
    tenant_id: Id = Field(examples=["11111111-1111-4111-8111-111111111111"])
    team_id: Text = Field(examples=["19:team-aizaq@thread.tacv2"])
    channels: list[Text] = []
    reaction: ReactionTable = ReactionTable()


class StepTable(Entry):
    when: When | None = None
    to: Annotated[list[ReachName], AtLeastOne] = Field(examples=[["owner"]])


class FollowUpTable(Table):
    receive_within: Length = "2h"
    receive_newcomer_within: Length = "30m"
    nudge_for_receipts: bool = False
    answer_within: Length = "1d"
    nudge_every: Length = "4h"
    nudges_per_day: Count = 4
    remind_promise: Length = "2h"
    claim_expires_after: Length = "8h"
    responders: Annotated[list[RoleName], AtLeastOne] = ["pmo", "advisor", "champion", "executive"]
    peer_reply_answers: bool = False
    holding_words: list[Text] = ["調べて", "確認します", "折り返し", "後ほど", "will check", "get back to you"]
    retain_text_for: Length = "400d"
    step: list[StepTable] = []


class WorkingHoursTable(Table):
    days: Annotated[list[Weekday], AtLeastOne] = ["mon", "tue", "wed", "thu", "fri"]
    hours: Annotated[list[Hours], AtLeastOne] = ["09:00-12:00", "13:00-18:00"]
    holidays: Holidays = "JP"
    closed: list[Closed] = []


class RegionTable(Entry):
    """A region's days, hours and holidays replace the community's one by one; ``None``: as the community."""

    name: Text = Field(examples=["Amsterdam"])
    time_zone: Zone = Field(examples=["Europe/Amsterdam"])
    days: Annotated[list[Weekday], AtLeastOne] | None = None
    hours: Annotated[list[Hours], AtLeastOne] | None = None
    holidays: Holidays | None = None
    channels: list[Text] = []
    countries: list[Country] = []


class MemberTable(Entry):
    """A member's own days, hours and holidays replace the community's one by one; ``None``: as the community."""

    id: Id = Field(examples=["aaaaaaaa-0000-4000-8000-000000000001"])
    name: Text = Field(examples=["上田 花"])
    roles: list[RoleName] = []
    language: Language | None = None
    time_zone: Zone | None = None
    days: Annotated[list[Weekday], AtLeastOne] | None = None
    hours: Annotated[list[Hours], AtLeastOne] | None = None
    holidays: Holidays | None = None


class ThemeTable(Entry):
    code: Code = Field(examples=["meeting"])
    name: Text = Field(examples=["議事録と会議"])
    words: list[Text] = []
    owners: list[Id] = []
    advisors: list[Id] = []


class BaselineTable(Entry):
    measure: Code = Field(examples=["help_desk_inquiries"])
    value: Number = Field(examples=[420])


class SeasonTable(Entry):
    code: Code = Field(examples=["S6"])
    name: Text = Field(examples=["シーズン6"])
    starts: Day = Field(examples=["2026-10-01"])
    ends: Day = Field(examples=["2027-03-31"])
    phase: PhaseName = "company"
    target_members: Count | None = None
    theme: list[ThemeTable] = []
    baseline: list[BaselineTable] = []


class CommunityFile(Entry):
    community: CommunityTable
    follow_up: FollowUpTable = FollowUpTable()
    working_hours: WorkingHoursTable = WorkingHoursTable()
    region: list[RegionTable] = []
    member: list[MemberTable] = []
    season: list[SeasonTable] = []


TABLES: Mapping[tuple[str, ...], type[Table]] = {
    (): CommunityFile,
    ("community",): CommunityTable,
    ("community", "reaction"): ReactionTable,
    ("follow_up",): FollowUpTable,
    ("follow_up", "step"): StepTable,
    ("working_hours",): WorkingHoursTable,
    ("region",): RegionTable,
    ("member",): MemberTable,
    ("season",): SeasonTable,
    ("season", "theme"): ThemeTable,
    ("season", "baseline"): BaselineTable,
}
"""Each table by the names that lead to it."""
