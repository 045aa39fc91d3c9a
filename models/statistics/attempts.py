"""What members tried, in figures: what came of it, by theme and department, and what hours they say it saves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.attempts import Came
from models.statistics.gap import hidden
from models.statistics.told import Attempts, AttemptSide, Report
from models.statistics.values import Ledger


@dataclass(frozen=True, slots=True)
class Tried:
    """Of an attempt what figures need: models/attempts.py, Told, with the same meaning."""

    member_id: str
    came_of_it: str
    theme: str | None = None
    minutes_before: int | None = None
    minutes_after: int | None = None
    times_a_month: int | None = None
    people: int | None = None

    @property
    def minutes_saved(self) -> int | None:
        """In a month, as it was written; ``None``: not all of it was written."""
        before, after, times, people = self.minutes_before, self.minutes_after, self.times_a_month, self.people
        if before is None or after is None or times is None or people is None:
            return None
        return (before - after) * times * people


def attempts(tried: Sequence[Tried]) -> Attempts:
    hours = [one for one in tried if one.minutes_saved is not None]
    return Attempts(
        attempts=len(tried),
        people=len(_people(tried)),
        worked=_count(Came.WORKED, tried),
        partly=_count(Came.PARTLY, tried),
        not_this_time=_count(Came.NOT_THIS_TIME, tried),
        hours_saved=sum(one.minutes_saved or 0 for one in hours) / 60,
        hours_told=len(hours),
        hours_people=len(_people(hours)),
    )


def sides(tried: Sequence[Tried], ledger: Ledger) -> tuple[AttemptSide, ...]:
    """By theme and by department, those that may be shown; a kind in which all are alike has none."""
    names = {theme.code: theme.name for theme in (ledger.season.themes if ledger.season else ())}
    by_department = _by(tried, (ledger.departments.get(one.member_id, "") for one in tried))
    return (*_of_kind("theme", by_theme(tried), names), *_of_kind("department", by_department, {}))


def by_theme(tried: Sequence[Tried]) -> dict[str, list[Tried]]:
    """By the code of the theme; what is of none under an empty one."""
    return _by(tried, (one.theme or "" for one in tried))


def with_attempts(report: Report, ledger: Ledger, tried: Sequence[Tried], before: Sequence[Tried] | None) -> Report:
    """A report that tells of attempts, too. ``before``: those of the season before; ``None``: there is none."""
    return replace(
        report,
        attempts=_of_theme(tried, ledger.theme),
        attempts_before=None if before is None else _of_theme(before, ledger.theme),
        attempt_sides=sides(tried, ledger) if ledger.theme is None else (),
    )


def _of_theme(tried: Sequence[Tried], theme: str | None) -> Attempts | None:
    """Of a theme alone; ``None`` where it may not be shown beside the others."""
    if theme is None:
        return attempts(tried)
    themes = by_theme(tried)
    return None if theme in hidden(_people_of(themes)) else attempts(themes.get(theme, ()))


def _of_kind(kind: str, by_code: Mapping[str, Sequence[Tried]], names: Mapping[str, str]) -> Iterator[AttemptSide]:
    if len(by_code) < 2:
        return
    unseen = hidden(_people_of(by_code))
    for code in sorted(by_code.keys() - unseen):
        of = attempts(by_code[code])
        counts = {"worked": of.worked, "partly": of.partly, "not_this_time": of.not_this_time}
        yield AttemptSide(kind, names.get(code, code), of.people, of.attempts, **counts)


def _by(tried: Sequence[Tried], names: Iterable[str]) -> dict[str, list[Tried]]:
    found: dict[str, list[Tried]] = defaultdict(list)
    for one, name in zip(tried, names, strict=True):
        found[name].append(one)
    return dict(found)


def _people_of(by_name: Mapping[str, Sequence[Tried]]) -> dict[str, set[str]]:
    return {name: _people(of) for name, of in by_name.items()}


def _people(tried: Iterable[Tried]) -> set[str]:
    return {one.member_id for one in tried}


def _count(came: Came, tried: Iterable[Tried]) -> int:
    return sum(one.came_of_it == came for one in tried)
