"""The community file: its text becomes a document, the document a Community, and both find all faults at once.

A *document* is what the file says as a plain JSON-able dict: the tables, keys and values of community.example.toml. The
settings in [community], [follow_up] and [working_hours] are complete, defaults filled in; entries ([[member]],
[[season]] and theirs) leave out what is empty. models/community_merge.py brings a file to what is stored.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from models.calendar_text import nearest_date
from models.community import Community, FollowUpRules, Layer, Member, Phase, Reach, Region, Role, Season, Step, Theme
from models.community_checks import misfits, out_of_bounds
from models.community_faults import CommunityFileFault, Fault, Source, schema_fault
from models.community_schema import (
    TABLES,
    CommunityFile,
    FollowUpTable,
    MemberTable,
    RegionTable,
    SeasonTable,
    ThemeTable,
)
from models.community_values import DUE
from models.durations import length_of_time
from models.toml_lines import line_numbers
from models.working_hours import WorkingHours

__all__ = ["CommunityFileFault", "Document", "Fault", "check", "community", "digest", "ordered", "parse"]

Document = dict[str, Any]
"""``Any``: what JSON can say, in the shape that models/community_schema.py gives."""

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse(text: str, *, name: str = "community.toml") -> Document:
    """The document of a file's text, held to more than what is stored is. Raises CommunityFileFault with every fault,
    each with its line.
    """
    text = text.removeprefix("\ufeff")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CommunityFileFault([_syntax_fault(text, name, str(error))]) from None
    source = Source(name, raw, line_numbers(text))
    return _document(_read(source, out_of_bounds(source)))


def check(document: Mapping[str, Any], *, name: str = "the stored community") -> Document:
    """A document made elsewhere (stored, changed in Teams, merged), normalised. Raises CommunityFileFault."""
    return _document(_read(Source(name, document, None)))


def community(document: Mapping[str, Any], *, name: str = "the stored community") -> Community:
    """The values that the rules work with. Raises CommunityFileFault when the document does not hold together."""
    file = _read(Source(name, document, None))
    head = file.community
    hours = _hours(file, None)
    return Community(
        id=head.team_id,
        name=head.name,
        language=head.language,
        time_zone=ZoneInfo(head.time_zone),
        tenant_id=head.tenant_id,
        channels=frozenset(head.channels),
        reaction=None if head.reaction.kind == "none" else head.reaction.kind,
        rules=_rules(file.follow_up, hours),
        hours=hours,
        members={member.id: _member(file, member) for member in file.member},
        seasons=tuple(map(_season, file.season)),
        regions=tuple(_region(file, region) for region in file.region),
    )


def ordered(document: Mapping[str, Any]) -> Document:
    """The document with its keys in the example's order, ready to be written as TOML; unknown keys come last."""
    return _ordered(document, ())


def digest(document: Mapping[str, Any]) -> str:
    """The same for equal documents, whatever the order of their keys; 64 hexadecimal digits."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _read(source: Source, more: Iterable[Fault] = ()) -> CommunityFile:
    faults = list(more)
    file = None
    try:
        file = CommunityFile.model_validate(source.raw)
    except ValidationError as error:
        faults += [schema_fault(source, found) for found in error.errors(include_url=False)]
    faults += misfits(source)
    if file is None or faults:
        raise CommunityFileFault(faults)
    return file


def _document(file: CommunityFile) -> Document:
    return file.model_dump()


def _syntax_fault(text: str, name: str, message: str) -> Fault:
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else len(text.splitlines()) or 1
    twice = "overwrite" in message or "twice" in message
    instead = "the same name stands above; keep one of the two" if twice else "mind the quotes, brackets and commas"
    return Fault(name, line, f"this is not TOML: {_PLACE.sub('', message)}; {instead}")


def _ordered(table: Mapping[str, Any], names: tuple[str, ...]) -> Document:
    known = TABLES[names].model_fields if names in TABLES else {}
    found = {key: table[key] for key in known if key in table} | dict(table)
    return {key: _ordered_value(value, (*names, key)) for key, value in found.items()}


def _ordered_value(value: object, names: tuple[str, ...]) -> object:
    match value:
        case dict():
            return _ordered(value, names)
        case list():
            return [_ordered_value(element, names) for element in value]
        case _:
            return value


def _hours(file: CommunityFile, whose: MemberTable | RegionTable | None) -> WorkingHours:
    """The community's hours, or a member's, or a region's: what these do not say is as the community's."""
    own, shared = whose or MemberTable.model_construct(), file.working_hours
    return WorkingHours.parse(
        own.time_zone or file.community.time_zone,
        own.days or shared.days,
        own.hours or shared.hours,
        shared.holidays if own.holidays is None else own.holidays,
        shared.closed,
    )


def _rules(table: FollowUpTable, hours: WorkingHours) -> FollowUpRules:
    day = hours.day_length()
    return FollowUpRules(
        receive_within=length_of_time(table.receive_within, day),
        receive_newcomer_within=length_of_time(table.receive_newcomer_within, day),
        nudge_for_receipts=table.nudge_for_receipts,
        answer_within=length_of_time(table.answer_within, day),
        nudge_every=length_of_time(table.nudge_every, day),
        nudges_per_day=table.nudges_per_day,
        remind_promise=length_of_time(table.remind_promise, day),
        steps=_steps(table, day),
        claim_expires_after=length_of_time(table.claim_expires_after, day),
        responders=frozenset(map(Role, table.responders)),
        peer_reply_answers=table.peer_reply_answers,
        holding_words=tuple(table.holding_words),
        retain_text_for=length_of_time(table.retain_text_for),
    )


def _steps(table: FollowUpTable, day: timedelta) -> tuple[Step, ...]:
    """The ladder; without one in the file the owner, then the PMO, then the lead as well."""
    to = [step.to for step in table.step] or [["owner"], ["pmo"], ["pmo", "lead"]]
    whens = [step.when for step in table.step] or [None, None, None]
    lengths = [
        timedelta() if when == DUE or (when is None and not number) else length_of_time(when or table.nudge_every, day)
        for number, when in enumerate(whens)
    ]
    return tuple(Step(length, tuple(map(Reach, names))) for length, names in zip(lengths, to, strict=True))


def _region(file: CommunityFile, table: RegionTable) -> Region:
    return Region(table.name, _hours(file, table), frozenset(table.channels), frozenset(table.countries))


def _member(file: CommunityFile, table: MemberTable) -> Member:
    own = (table.time_zone, table.days, table.hours, table.holidays)
    return Member(
        id=table.id,
        name=table.name,
        roles=frozenset(map(Role, table.roles)),
        language=table.language,
        time_zone=ZoneInfo(table.time_zone) if table.time_zone else None,
        hours=None if all(value is None for value in own) else _hours(file, table),
        reading=table.reading,
    )


def _season(table: SeasonTable) -> Season:
    return Season(
        code=table.code,
        name=table.name,
        starts=nearest_date(table.starts),
        ends=nearest_date(table.ends),
        phase=Phase(table.phase),
        target_members=table.target_members,
        themes=tuple(map(_theme, table.theme)),
        roles={member.id: frozenset(map(Role, member.roles)) for member in table.member},
        baselines={baseline.measure: baseline.value for baseline in table.baseline},
    )


def _theme(table: ThemeTable) -> Theme:
    return Theme(
        code=table.code,
        name=table.name,
        words=tuple(table.words),
        owners=tuple(table.owners),
        advisors=tuple(table.advisors),
        layer=Layer(table.layer) if table.layer else None,
    )
