"""What the lead may change of the seasons in Teams. Works on the community's document; pure.

Each function gives a new document, equal to the old one where nothing is to do: so an act that comes twice is done
once. Raises Refused, which says what to do instead; models/db/seasons.py checks the whole before it keeps it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.calendar_text import nearest_date
from models.community import Layer, Phase, Role
from models.community_file import Document, digest
from models.refused import Refused
from models.season import fold, last_day_of, latest_end

_CODE = re.compile(r"[^\s#.,，\[\]]{1,50}")
"""What a new code may be; one that is kept already stays."""
NAME_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Outline:
    """A season as a form says it. ``baselines`` by measure; those that it does not name stay as they were."""

    code: str
    name: str
    starts: date
    ends: date
    phase: Phase
    target_members: int | None = None
    baselines: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """A theme as a form says it."""

    code: str
    name: str
    words: tuple[str, ...]
    owners: tuple[str, ...]
    advisors: tuple[str, ...]
    layer: Layer | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What of a season goes on in the next: themes by code, roles by member id, baselines by measure."""

    season: str
    themes: Collection[str] = ()
    roles: Collection[str] = ()
    baselines: Collection[str] = ()


def entry_of(document: Mapping[str, Any], code: str) -> Document:
    """A season's table. Raises Refused, naming those that there are."""
    for season in document.get("season", ()):
        if season["code"] == code:
            found: Document = season
            return found
    known = ", ".join(season["code"] for season in document.get("season", ()))
    raise Refused("refused-unknown-season", season=code[:40], known=known)


def mark(document: Mapping[str, Any], code: str) -> str:
    """Tells whether a season is still as a card showed it."""
    return digest(entry_of(document, code))[:16]


def outlined(document: Mapping[str, Any], outline: Outline) -> Document:
    """With a season's name, days, phase, target and baselines as told."""
    changed = copy.deepcopy(dict(document))
    _fits(changed, outline)
    _outline(entry_of(changed, outline.code), outline)
    return changed


def closed(document: Mapping[str, Any], code: str, today: date) -> Document:
    """With today as the last day of the season that is on."""
    changed = copy.deepcopy(dict(document))
    season = entry_of(changed, code)
    if nearest_date(season["starts"]) > today:
        raise Refused("refused-season-not-begun", season=season["name"], starts=nearest_date(season["starts"]))
    if nearest_date(season["ends"]) < today:
        raise Refused("refused-season-over", season=season["name"], ends=nearest_date(season["ends"]))
    season["ends"] = today.isoformat()
    return changed


def opened(document: Mapping[str, Any], code: str, today: date, ends: date | None) -> Document:
    """With a season that is on from today, or from tomorrow where another has its last day today.

    ``ends``: its last day, where it is another than the one that it has. What is on already stays as it is.
    """
    changed = copy.deepcopy(dict(document))
    season = entry_of(changed, code)
    starts, last = nearest_date(season["starts"]), ends or nearest_date(season["ends"])
    if last < today:
        raise Refused("refused-season-needs-end", season=season["name"], code=code, ends=last)
    if starts > today:
        others = [one for one in changed["season"] if one is not season]
        busy = any(nearest_date(one["starts"]) <= today == nearest_date(one["ends"]) for one in others)
        starts = min(starts, today + timedelta(days=1) if busy else today)
    _not_too_long(starts, last)
    season |= {"starts": starts.isoformat(), "ends": last.isoformat()}
    _free(changed, code, starts, last)
    return changed


def begun(document: Mapping[str, Any], outline: Outline, carried: Carried | None) -> Document:
    """With a new season, and in it what goes on of the one before."""
    changed = copy.deepcopy(dict(document))
    if any(fold(season["code"]) == fold(outline.code) for season in changed.get("season", ())):
        raise Refused("refused-season-code-taken", code=outline.code)
    if not _CODE.fullmatch(outline.code):
        raise Refused("refused-season-code")
    _fits(changed, outline)
    season: Document = {"code": outline.code}
    if carried is not None:
        before = copy.deepcopy(entry_of(changed, carried.season))
        for table, key, kept in (
            ("member", "id", carried.roles),
            ("theme", "code", carried.themes),
            ("baseline", "measure", carried.baselines),
        ):
            season[table] = [one for one in before.get(table, ()) if one[key] in kept]
    _outline(season, outline)
    _keeps_a_pmo(changed, season)
    changed["season"] = [*changed.get("season", ()), season]
    return changed


def with_theme(document: Mapping[str, Any], code: str, told: ThemeTold, *, new: bool) -> Document:
    """With a theme of a season as told."""
    changed = copy.deepcopy(dict(document))
    themes = entry_of(changed, code).setdefault("theme", [])
    if new and not _CODE.fullmatch(told.code):
        raise Refused("refused-theme-code")
    if not told.name:
        raise Refused("refused-theme-name")
    known, written = next((one for one in themes if one["code"] == told.code), None), _theme(told)
    if new and known != written and any(fold(one["code"]) == fold(told.code) for one in themes):
        raise Refused("refused-theme-code-taken", code=told.code)
    if known is None and not new:
        raise Refused("refused-theme-gone")
    if known is None:
        themes.append(written)
    else:
        known.clear()
        known |= written
    return changed


def without_theme(document: Mapping[str, Any], code: str, theme: str) -> Document:
    """Without a theme of a season."""
    changed = copy.deepcopy(dict(document))
    season = entry_of(changed, code)
    season["theme"] = [one for one in season.get("theme", ()) if one["code"] != theme]
    return changed


def proposal(document: Mapping[str, Any], today: date) -> tuple[Outline, str | None]:
    """The next half year after the last season that there is, and the code of that one; ``None``: there is none."""
    seasons = document.get("season", ())
    last = max(seasons, key=lambda one: one["ends"], default=None)
    if last is None:
        return Outline("S1", "S1", today, half_year(today), Phase.PILOT), None
    codes = {fold(one["code"]) for one in seasons}
    starts = max(nearest_date(last["ends"]) + timedelta(days=1), today)
    code = next(one for one in _counted_on(last["code"]) if fold(one) not in codes)
    name = next(_counted_on(last["name"]))
    target = last.get("target_members")
    return Outline(code, name, starts, half_year(starts), Phase(last["phase"]), target), last["code"]


def half_year(starts: date) -> date:
    """The last day of the half year that begins on a day."""
    return last_day_of(starts, months=6)


def _counted_on(text: str) -> Iterator[str]:
    """``S6`` becomes ``S7``, ``S8`` and so on; without a number at its end it gets one."""
    found = re.fullmatch(r"(.*?)(\d+)", text)
    head, number, width = (found[1], int(found[2]), len(found[2])) if found else (f"{text}-", 1, 1)
    while True:
        number += 1
        yield f"{head}{number:0{width}}"


def _fits(document: Mapping[str, Any], outline: Outline) -> None:
    if not outline.name:
        raise Refused("refused-season-name")
    if outline.ends < outline.starts:
        raise Refused("refused-season-days", starts=outline.starts)
    _not_too_long(outline.starts, outline.ends)
    _free(document, outline.code, outline.starts, outline.ends)


def _not_too_long(starts: date, ends: date) -> None:
    if ends > (latest := latest_end(starts)):
        raise Refused("refused-season-long", starts=starts.isoformat(), latest=latest.isoformat())


def _free(document: Mapping[str, Any], code: str, starts: date, ends: date) -> None:
    """No other season may be on on any of these days."""
    for other in document.get("season", ()):
        since, until = nearest_date(other["starts"]), nearest_date(other["ends"])
        if other["code"] != code and since <= ends and starts <= until:
            raise Refused("refused-season-overlaps", season=other["name"], starts=since, ends=until)


def _outline(season: Document, outline: Outline) -> None:
    baselines = {one["measure"]: one["value"] for one in season.get("baseline", ())} | dict(outline.baselines)
    season |= {
        "name": outline.name,
        "starts": outline.starts.isoformat(),
        "ends": outline.ends.isoformat(),
        "phase": outline.phase.value,
        "baseline": [{"measure": one, "value": value} for one, value in baselines.items() if value is not None],
    }
    season.pop("target_members", None)
    if outline.target_members is not None:
        season["target_members"] = outline.target_members
    for table in ("member", "theme", "baseline"):
        if not season.get(table, True):
            del season[table]


def _theme(told: ThemeTold) -> Document:
    written: Document = {"code": told.code, "name": told.name}
    for key, value in (("words", told.words), ("owners", told.owners), ("advisors", told.advisors)):
        if value:
            written[key] = list(value)
    if told.layer is not None:
        written["layer"] = told.layer.value
    return written


def _keeps_a_pmo(document: Mapping[str, Any], season: Mapping[str, Any]) -> None:
    given = {one["id"]: one.get("roles", []) for one in season.get("member", ())}
    always = {one["id"]: one.get("roles", []) for one in document["member"]}
    if given and not any(Role.PMO in roles for roles in (always | given).values()):
        raise Refused("refused-season-needs-pmo")
