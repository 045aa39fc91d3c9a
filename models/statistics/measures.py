"""Measures that nobody can count but by hand: entered by month, held against the baseline."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum

from models.community import Season
from models.statistics.told import Measured


class Measure(enum.StrEnum):
    """What can be entered. A season's baselines go by the same names."""

    HELP_DESK_INQUIRIES = "help_desk_inquiries"
    SATISFACTION = "satisfaction"
    TARGET_MEMBERS = "target_members"
    LICENCES = "licences"
    TALKS = "talks"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered for a month. ``month`` is its first day."""

    measure: Measure
    month: date
    value: float


def measured(season: Season | None, entries: Iterable[Entry]) -> tuple[Measured, ...]:
    """Each measure that was entered, or has a baseline; of a season, the months whose first day lies in it count."""
    baselines: Mapping[str, float] = season.baselines if season else {}
    counted = [one for one in entries if season is None or season.starts <= one.month <= season.ends]
    known = {one.measure for one in counted} | {measure for measure in Measure if measure in baselines}
    return tuple(
        _measured(measure, {one.month: one.value for one in counted if one.measure is measure}, baselines)
        for measure in Measure
        if measure in known
    )


def targets(entries: Iterable[Entry]) -> dict[date, int]:
    """How many members a month was meant to have, where that was entered."""
    return {one.month: int(one.value) for one in entries if one.measure is Measure.TARGET_MEMBERS}


def _measured(measure: Measure, by_month: Mapping[date, float], baselines: Mapping[str, float]) -> Measured:
    latest_month = max(by_month, default=None)
    latest = None if latest_month is None else by_month[latest_month]
    baseline = baselines.get(measure)
    return Measured(
        measure=measure.value,
        latest=latest,
        latest_month=latest_month,
        mean=fsum(by_month.values()) / len(by_month) if by_month else None,
        baseline=baseline,
        change=None if latest is None or baseline is None else latest - baseline,
    )
