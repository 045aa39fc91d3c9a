"""The figures of attempts once more: slow, written from docs/figures.md, and obviously right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from models.statistics.attempts import Tried

FEWEST = 5


def whole(tried: Sequence[Tried]) -> dict[str, Any]:
    """The table of attempts."""
    hours, told, people = Fraction(0), 0, []
    for one in tried:
        numbers = (one.minutes_before, one.minutes_after, one.times_a_month, one.people)
        if None in numbers:
            continue
        before, after, times, many = (Fraction(number or 0) for number in numbers)
        hours += (before - after) * times * many / 60
        told += 1
        people.append(one.member_id)
    return {
        "attempts": len(tried),
        "people": len({one.member_id for one in tried}),
        "worked": len([one for one in tried if one.came_of_it == "worked"]),
        "partly": len([one for one in tried if one.came_of_it == "partly"]),
        "not_this_time": len([one for one in tried if one.came_of_it == "not_this_time"]),
        "hours_saved": float(hours),
        "hours_told": told,
        "hours_people": len(set(people)),
    }


def sides(tried: Sequence[Tried], themes: Mapping[str, str], departments: Mapping[str, str]) -> list[dict[str, Any]]:
    """The table of some attempts. ``themes``: names by code; ``departments``: by member."""
    found: list[dict[str, Any]] = []
    for kind in ("theme", "department"):
        names = sorted({_side_of(kind, one, departments) for one in tried})
        if len(names) == 1:
            continue
        for name in _shown(kind, names, tried, departments):
            told = whole([one for one in tried if _side_of(kind, one, departments) == name])
            counts = {field: told[field] for field in ("people", "attempts", "worked", "partly", "not_this_time")}
            found.append({"kind": kind, "name": themes.get(name, name) if kind == "theme" else name} | counts)
    return found


def of_theme(tried: Sequence[Tried], theme: str) -> dict[str, Any] | None:
    """The first table for a theme alone."""
    names = sorted({one.theme or "" for one in tried})
    if theme in names and theme not in _shown("theme", names, tried, {}):
        return None
    return whole([one for one in tried if one.theme == theme])


def _side_of(kind: str, one: Tried, departments: Mapping[str, str]) -> str:
    return (one.theme or "") if kind == "theme" else departments.get(one.member_id, "")


def _shown(kind: str, names: list[str], tried: Sequence[Tried], departments: Mapping[str, str]) -> list[str]:
    people = {name: {one.member_id for one in tried if _side_of(kind, one, departments) == name} for name in names}
    shown = [name for name in names if len(people[name]) >= FEWEST]
    while shown and len(shown) < len(names):
        if len({who for name in names if name not in shown for who in people[name]}) >= FEWEST:
            break
        fewest = min(len(people[name]) for name in shown)
        shown.remove(next(name for name in shown if len(people[name]) == fewest))
    return shown
