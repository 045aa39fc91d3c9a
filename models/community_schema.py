"""What may stand in the community file: its tables and keys in the example's order, and their defaults.

The defaults are those of the example and are written here alone; ``closed`` alone is empty, since no company is closed
unless it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from models.community_values import (
    AtLeastOne,
    Closed,
    Code,
    Count,
    Country,
    Day,
    Holidays,
    Hours,
    Id,
    Language,
    LayerName,
    Length,
    Number,
    PhaseName,
    ReachName,
    Reaction,
    Reading,
    RoleName,
    Text,
    Weekday,
    When,
    Zone,
)

KEYS: Mapping[str, str] = {"region": "name", "member": "id", "season": "code", "theme": "code", "baseline": "measure"}
"""Arrays of tables, and the key that tells their tables apart."""


class Table(BaseModel):
    """A table of the file: no other keys, no guessing of types. ``examples`` show how to write what must be there."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Entry(Table):
    """A table of which there may be many: a document leaves out what is empty."""

    @model_serializer(mode="wrap")
    def _without_empty(self, serialize: SerializerFunctionWrapHandler) -> dict[str, object]:
        return {key: value for key, value in serialize(self).items() if value not in (None, [])}


class ReactionTable(Table):
    kind: Reaction = "like"


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
    reading: Reading | None = None
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
    layer: LayerName | None = None


class SeasonMemberTable(Entry):
    """What a member is here for in one season, in place of what their own table says."""

    id: Id = Field(examples=["aaaaaaaa-0000-4000-8000-000000000001"])
    roles: list[RoleName] = []


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
    member: list[SeasonMemberTable] = []
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
    ("season", "member"): SeasonMemberTable,
    ("season", "theme"): ThemeTable,
    ("season", "baseline"): BaselineTable,
}
"""Each table by the names that lead to it."""
