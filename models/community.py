"""What a community is: its people, its rules and its seasons, as values.

models/community_file.py reads and writes them.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.working_hours import WorkingHours


class Role(enum.StrEnum):
    """What a member is here for. Without any of these one is a participant."""

    PMO = "pmo"
    LEAD = "lead"
    ADVISOR = "advisor"
    CHAMPION = "champion"
    EXECUTIVE = "executive"


class Reach(enum.StrEnum):
    """Whom a step of the ladder reaches."""

    OWNER = "owner"
    ADVISOR = "advisor"
    PMO = "pmo"
    LEAD = "lead"


class Layer(enum.StrEnum):
    """For whom a theme or a prompt is."""

    BASIC = "basic"
    """All."""
    APPLIED = "applied"
    """Who carries it into a department."""
    EXPERT = "expert"
    """Who runs it."""


class Phase(enum.StrEnum):
    """How far a season reaches into the company."""

    PILOT = "pilot"
    ROLLOUT = "rollout"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Member:
    """A person whom the community file names. ``id`` is the Entra object id."""

    id: str
    name: str
    roles: frozenset[Role] = frozenset()
    language: str | None = None
    time_zone: ZoneInfo | None = None
    hours: WorkingHours | None = None
    reading: str | None = None
    """How the name is read (models/reading.py)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of a season. ``owners`` and ``advisors`` are member ids, in the file's order."""

    code: str
    name: str
    words: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    advisors: tuple[str, ...] = ()
    layer: Layer | None = None
    """``None``: it is of no layer."""


@dataclass(frozen=True, slots=True)
class Season:
    """Half a year, say, of the community's life; both ends included, days in the community's zone."""

    code: str
    name: str
    starts: date
    ends: date
    phase: Phase
    target_members: int | None = None
    themes: tuple[Theme, ...] = ()
    baselines: Mapping[str, float] = field(default_factory=dict)
    roles: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    """What members are here for in this season, by id; the others as always."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where authors live and work: posts of its channels, or from its countries, are due in its hours."""

    name: str
    hours: WorkingHours
    channels: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    """ISO 3166 codes of two capital letters."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder: how much working time after the one before (the first: after it is due), and to whom."""

    when: timedelta
    to: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """What we owe each post, and by when. Lengths of time are working time unless a line says otherwise."""

    receive_within: timedelta
    receive_newcomer_within: timedelta
    nudge_for_receipts: bool
    """Whether a missing receipt alone is reason for a nudge: no good where we do not hear of likes."""
    answer_within: timedelta
    nudge_every: timedelta
    nudges_per_day: int
    remind_promise: timedelta
    """Before a promise ends."""
    steps: tuple[Step, ...]
    """The ladder, at least one step; it is climbed again and again."""
    claim_expires_after: timedelta
    responders: frozenset[Role]
    peer_reply_answers: bool
    holding_words: tuple[str, ...]
    retain_text_for: timedelta
    """Calendar time."""


@dataclass(frozen=True, slots=True)
class Community:
    """One community: a team, its watched channels, its rules.

    ``id`` is the team's id in Teams (``19:…@thread.tacv2``).
    """

    id: str
    name: str
    language: str
    time_zone: ZoneInfo
    tenant_id: str
    channels: frozenset[str]
    """Watched channels; empty: every channel of the team."""
    reaction: str | None
    """``like``, ``heart``, … or a Teams emoji id; ``None``: the bot does not react."""
    rules: FollowUpRules
    hours: WorkingHours
    members: Mapping[str, Member]
    seasons: tuple[Season, ...]
    regions: tuple[Region, ...] = ()

    def theme(self, season: str | None, theme: str | None) -> Theme | None:
        """A theme by its season's code and its own; ``None``: a post of none, or of a season that is no more."""
        of_season = (one for known in self.seasons if known.code == season for one in known.themes)
        return next((one for one in of_season if one.code == theme), None)

    def owners_for(self, season: str | None, theme: str | None, author_id: str) -> tuple[str, ...]:
        """Whom the theme of a post names; nobody answers themself."""
        named = self.theme(season, theme)
        return tuple(one for one in (named.owners if named else ()) if one != author_id and one in self.members)

    def region_of(self, channel_id: str, country: str | None) -> str | None:
        """The name of the region that a post of this channel, from this country, belongs to; ``None``: of none."""
        by_channel = (region.name for region in self.regions if channel_id in region.channels)
        by_country = (region.name for region in self.regions if country in region.countries)
        return next(by_channel, None) or next(by_country, None)

    def in_region(self, name: str | None) -> Community:
        """The same community where due times run in the hours of one of its regions."""
        region = next((region for region in self.regions if region.name == name), None)
        return self if region is None else replace(self, hours=region.hours)

    def hours_of(self, member_id: str) -> WorkingHours:
        """When a member works: their own hours, else the community's."""
        member = self.members.get(member_id)
        return (member.hours if member else None) or self.hours

    def without(self, gone: Collection[str]) -> Community:
        """The same community without some of its members, for as long as they are not in the team."""
        return replace(self, members={one: member for one, member in self.members.items() if one not in gone})

    def with_zones(self, zones: Mapping[str, str]) -> Community:
        """The same community where members work the community's hours in zones of their own; IANA names by id.

        A member to whom the file gives a zone, days, hours or holidays keeps to these.
        """
        moved = {
            one: replace(self.members[one], time_zone=ZoneInfo(zone), hours=replace(self.hours, zone=ZoneInfo(zone)))
            for one, zone in zones.items()
            if one in self.members and self.members[one].hours is None
        }
        return replace(self, members={**self.members, **moved}) if moved else self

    def on(self, moment: datetime) -> Community:
        """The same community with the roles of the season that is on at ``moment`` (aware)."""
        season = self.season_on(moment)
        given = {one: roles for one, roles in (season.roles if season else {}).items() if one in self.members}
        if not given:
            return self
        cast = {one: replace(self.members[one], roles=roles) for one, roles in given.items()}
        return replace(self, members={**self.members, **cast})

    def watches(self, channel_id: str) -> bool:
        return not self.channels or channel_id in self.channels

    def with_role(self, role: Role) -> tuple[Member, ...]:
        """Members of one role, in the file's order."""
        return tuple(member for member in self.members.values() if role in member.roles)

    def is_responder(self, member_id: str | None) -> bool:
        """Whether this person's reply counts as an answer."""
        member = self.members.get(member_id or "")
        return member is not None and not self.rules.responders.isdisjoint(member.roles)

    def season_on(self, moment: datetime) -> Season | None:
        """The season whose days hold ``moment`` (aware), reckoned in the community's zone."""
        day = moment.astimezone(self.time_zone).date()
        return next((season for season in self.seasons if season.starts <= day <= season.ends), None)
