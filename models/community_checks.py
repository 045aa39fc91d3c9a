"""What must fit together in a community file: ids, seasons, owners, hours.

Reads the raw content and passes over what the schema finds fault with, so that all faults are told at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import combinations
from zoneinfo import ZoneInfo

from models.calendar_text import FIRST_DAY, LAST_DAY, any_date, closed_days, span
from models.community import Role
from models.community_faults import Fault, Source
from models.community_values import DUE
from models.season import fold, latest_end
from models.toml_lines import Path
from models.working_hours import WorkingHours


def misfits(source: Source) -> Iterator[Fault]:
    """All faults that no single value has on its own."""
    yield from _members(source)
    yield from _seasons(source)
    yield from _repeated(source, _texts(source, ("community", "channels")), "channel")
    yield from _hours(source, ("working_hours", "hours"))
    for whose, _ in (*_tables(source, ("member",)), *_tables(source, ("region",))):
        yield from _hours(source, (*whose, "hours"))
    yield from _steps(source)
    yield from _regions(source)


def out_of_bounds(source: Source) -> Iterator[Fault]:
    """What a file may not say now. A community that was stored before may, so that the bot goes on with it."""
    yield from _closed_days(source)
    yield from _bounds(source)
    yield from _codes(source, ("season",), "code", "season")
    for season, _ in _tables(source, ("season",)):
        yield from _codes(source, (*season, "theme"), "code", "theme")
        yield from _codes(source, (*season, "baseline"), "measure", "baseline")


def _tables(source: Source, path: Path) -> list[tuple[Path, dict[str, object]]]:
    found = source.at(path)
    tables = found if isinstance(found, list) else []
    return [((*path, position), table) for position, table in enumerate(tables) if isinstance(table, dict)]


def _texts(source: Source, path: Path) -> list[tuple[Path, str]]:
    found = source.at(path)
    texts = found if isinstance(found, list) else []
    return [((*path, position), text) for position, text in enumerate(texts) if isinstance(text, str)]


def _keys(source: Source, path: Path, key: str) -> list[tuple[Path, str]]:
    """The text under ``key`` of each table of an array."""
    found = [((*table, key), content.get(key)) for table, content in _tables(source, path)]
    return [(place, text) for place, text in found if isinstance(text, str)]


def _repeated(source: Source, texts: Iterable[tuple[Path, str]], what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, text in texts:
        if text.lower() in seen:
            yield source.fault(path, f"the {what} “{text}” stands there twice; keep one of them")
        seen.add(text.lower())


def _members(source: Source) -> Iterator[Fault]:
    yield from _repeated(source, _keys(source, ("member",), "id"), "member id")
    roles = [text for member, _ in _tables(source, ("member",)) for _, text in _texts(source, (*member, "roles"))]
    if Role.PMO not in roles:
        yield source.fault(("member",), 'no member has the role pmo; give at least one [[member]] roles = ["pmo"]')


def _seasons(source: Source) -> Iterator[Fault]:
    yield from _repeated(source, _keys(source, ("season",), "code"), "season code")
    yield from _season_days(source)
    members = {text.lower() for _, text in _keys(source, ("member",), "id")}
    for season, _ in _tables(source, ("season",)):
        themes, baselines = (*season, "theme"), (*season, "baseline")
        yield from _repeated(source, _keys(source, themes, "code"), "theme code")
        yield from _repeated(source, _keys(source, baselines, "measure"), "baseline")
        yield from _roles_of(source, season, members)
        for theme, _ in _tables(source, themes):
            for key in ("owners", "advisors"):
                for path, text in _texts(source, (*theme, key)):
                    if text.lower() not in members:
                        yield source.unfit(path, "write the id of a [[member]] of this file")


def _roles_of(source: Source, season: Path, members: Collection[str]) -> Iterator[Fault]:
    """A season may change what members are here for, but not leave the community without a PMO."""
    here = (*season, "member")
    yield from _repeated(source, _keys(source, here, "id"), "member id of a season")
    for path, text in _keys(source, here, "id"):
        if text.lower() not in members:
            yield source.unfit(path, "write the id of a [[member]] of this file")
    given = {str(one.get("id")).lower(): one.get("roles") for _, one in _tables(source, here)}
    always = {str(one.get("id")).lower(): one.get("roles") for _, one in _tables(source, ("member",))}
    roles = [role for some in (always | given).values() if isinstance(some, list) for role in some]
    if given and Role.PMO not in roles:
        line = (
            f'{source.shown(season)} has no member with the role pmo; give at least one of its members roles = ["pmo"]'
        )
        yield source.fault(here, line)


def _season_days(source: Source) -> Iterator[Fault]:
    seasons: list[tuple[date, date, Path]] = []
    for path, season in _tables(source, ("season",)):
        starts, ends = _day(season.get("starts")), _day(season.get("ends"))
        if starts is None or ends is None:
            continue
        if ends < starts:
            yield source.unfit((*path, "ends"), f"write a day from {starts}, the season's start, onwards")
        seasons.append((starts, ends, path))
    for (_, ends, earlier), (starts, _, later) in combinations(sorted(seasons), 2):
        if starts <= ends:
            line = f"{source.shown(earlier)} lasts until {ends}; let one season end before the next starts"
            yield source.unfit((*later, "starts"), line)


def _codes(source: Source, tables: Path, key: str, what: str) -> Iterator[Fault]:
    """Codes with a comma, of which a list makes two, and those that commands take for one since width is all that
    tells them apart.
    """
    first: dict[str, str] = {}
    for path, text in _keys(source, tables, key):
        if "," in fold(text):
            yield source.unfit(path, "write a short code without commas, like S6")
        before = first.setdefault(fold(text), text)
        if before.lower() != text.lower():
            yield source.unfit(path, f"the {what} “{before}” is called the same; write another code")


def _bounds(source: Source) -> Iterator[Fault]:
    """Days that nobody means, and seasons without an end."""
    for path, season in _tables(source, ("season",)):
        days = {key: _day(season.get(key)) for key in ("starts", "ends")}
        strange = [key for key, day in days.items() if day and not FIRST_DAY <= day <= LAST_DAY]
        for key in strange:
            yield source.unfit((*path, key), f"write a day from {FIRST_DAY} to {LAST_DAY}")
        starts, ends = days["starts"], days["ends"]
        if starts and ends and not strange and ends > (latest := latest_end(starts)):
            line = f"a season lasts two years at most; write a day up to {latest}, which can be moved later"
            yield source.unfit((*path, "ends"), line)


def _closed_days(source: Source) -> Iterator[Fault]:
    found = source.at(("working_hours", "closed"))
    for position, told in enumerate(found if isinstance(found, list) else []):
        try:
            first, last = closed_days(str(told))
        except ValueError:
            continue
        if first < FIRST_DAY or last > LAST_DAY:
            yield source.unfit(("working_hours", "closed", position), f"write days from {FIRST_DAY} to {LAST_DAY}")


def _steps(source: Source) -> Iterator[Fault]:
    for step, content in _tables(source, ("follow_up", "step"))[1:]:
        if content.get("when") == DUE:
            yield source.unfit((*step, "when"), 'only the first step is "due"; write a length like "4h", or nothing')


def _regions(source: Source) -> Iterator[Fault]:
    yield from _repeated(source, _keys(source, ("region",), "name"), "region")
    for key, what in (("channels", "channel of a region"), ("countries", "country of a region")):
        named = [one for region, _ in _tables(source, ("region",)) for one in _texts(source, (*region, key))]
        yield from _repeated(source, named, what)
    for region, content in _tables(source, ("region",)):
        if not content.get("channels") and not content.get("countries"):
            yield source.fault(region, "no post belongs to this region; write its channels or its countries")


def _day(value: object) -> date | None:
    try:
        return any_date(str(value))
    except ValueError:
        return None


def _hours(source: Source, path: Path) -> Iterator[Fault]:
    """Spans of one day that overlap."""
    try:
        spans = tuple(span(text) for _, text in _texts(source, path))
    except ValueError:
        return
    if spans:
        try:
            WorkingHours(ZoneInfo("UTC"), frozenset({0}), spans)
        except ValueError as fault:
            yield source.unfit(path, str(fault))
