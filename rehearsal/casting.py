"""Who takes part: reads the community file and the cast."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rehearsal.options import Options
from rehearsal.people import Bot, Channel, Person, Team
from rehearsal.wire import Json, as_list, as_mapping, as_text
from rehearsal.world import World


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens in the opening, ``ago`` before the rehearsal begins.

    ``does`` is ``post``, ``reply``, ``react`` or ``mention``; ``name`` marks a post, so that ``to`` can point at it.
    """

    ago: timedelta
    by: str
    does: str
    text: str = ""
    name: str | None = None
    to: str | None = None
    reaction: str = "like"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and the opening. ``with_app``: ids of those who installed the app for themselves."""

    people: tuple[Person, ...]
    channel_names: dict[str, str]
    with_app: tuple[str, ...]
    opening: tuple[Step, ...]
    accounts: Json
    """By person id, what the company's directory holds beside the name."""


def read_cast(file: Path) -> Cast:
    """The cast file: participants, names of channels, and the opening, oldest step first."""
    told = as_mapping(json.loads(file.read_text(encoding="utf-8")))
    steps = [_step(as_mapping(step)) for step in as_list(told.get("opening"))]
    return Cast(
        people=tuple(_person(as_mapping(person), "ja") for person in as_list(told.get("people"))),
        channel_names={key: as_text(name) for key, name in as_mapping(told.get("channels")).items()},
        with_app=tuple(as_text(person_id) for person_id in as_list(told.get("with_app"))),
        opening=tuple(sorted(steps, key=lambda step: step.ago, reverse=True)),
        accounts=as_mapping(told.get("accounts")),
    )


def build_world(options: Options) -> World:
    """The world before anything happened in it."""
    told: Json = tomllib.loads(options.community_file.read_text(encoding="utf-8"))
    cast = read_cast(options.cast_file)
    community = as_mapping(told.get("community"))
    language = as_text(community.get("language")) or "ja"
    team = Team(as_text(community["team_id"]), as_text(community["name"]), as_text(community["tenant_id"]))
    watched = [as_text(channel_id) for channel_id in as_list(community.get("channels"))] or [team.id]
    channels = [Channel(channel_id, cast.channel_names.get(channel_id, team.name)) for channel_id in watched]
    members = [_person(as_mapping(member), language) for member in as_list(told.get("member"))]
    people = [*members, *cast.people]
    for person in people:
        account = as_mapping(cast.accounts.get(person.id))
        person.department = as_text(account.get("department")) or None
        person.office = as_text(account.get("office")) or None
        person.country = as_text(account.get("country")) or None
    return World(team, channels, people, Bot(f"28:{options.app_id}", options.bot_name))


def _person(told: Json, language: str) -> Person:
    return Person(
        id=as_text(told["id"]),
        name=as_text(told["name"]),
        roles=tuple(as_text(role) for role in as_list(told.get("roles"))),
        language=as_text(told.get("language")) or language,
        time_zone=as_text(told.get("time_zone")) or "Asia/Tokyo",
    )


def _step(told: Json) -> Step:
    hours, _, minutes = as_text(told["ago"]).partition(":")
    return Step(
        ago=timedelta(hours=int(hours), minutes=int(minutes)),
        by=as_text(told["as"]),
        does=as_text(told["do"]),
        text=as_text(told.get("text")),
        name=as_text(told.get("name")) or None,
        to=as_text(told.get("to")) or None,
        reaction=as_text(told.get("type")) or "like",
    )
