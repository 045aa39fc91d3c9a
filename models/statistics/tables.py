"""A report as tables, for files: each figure as it was reckoned, neither rounded nor put into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from typing import Any

from models.statistics.told import (
    Attempts,
    AttemptSide,
    Figures,
    LayerReach,
    Load,
    Loads,
    Measured,
    Month,
    Report,
    Said,
    Side,
    Spread,
    Week,
)

Value = str | int | float | date | timedelta | None


@dataclass(frozen=True, slots=True)
class Table:
    """Some figures of one kind. The first ``keys`` columns say what a row is of, the others are figures."""

    part: str
    keys: int
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def figures(self) -> Iterator[tuple[str, str, Value]]:
        """Each figure by itself: what it is of (empty: of all), what it is called, and how much."""
        for row in self.rows:
            of = "/".join(str(key) for key in row[: self.keys])
            for name, value in zip(self.columns[self.keys :], row[self.keys :], strict=True):
                yield of, name, value


def tables(report: Report, loads: Loads | None = None) -> tuple[Table, ...]:
    """All of a report; with ``loads``, what the PMO carries as well."""
    told = [
        _table("season", 0, Figures, [report.figures]),
        _table("before", 0, Figures, [report.before] if report.before else []),
        _table("weeks", 1, Week, report.weeks),
        _table("months", 1, Month, report.months),
        _table("sides", 2, Side, report.sides),
        _table("spreads", 1, Spread, report.spreads),
        _table("measures", 1, Measured, report.measures),
        _table("attempts", 0, Attempts, [report.attempts] if report.attempts else []),
        _table("attempts_before", 0, Attempts, [report.attempts_before] if report.attempts_before else []),
        _table("attempt_sides", 2, AttemptSide, report.attempt_sides),
        _table("mentions", 3, Said, report.mentions),
        _table("layers", 2, LayerReach, report.layers),
    ]
    if loads is not None:
        told.append(_table("load", 2, Load, loads.members))
        told.append(Table("pmo", 0, ("fairness",), ((loads.fairness,),)))
    return tuple(told)


def _table(part: str, keys: int, kind: type[Any], rows: Sequence[Any]) -> Table:
    columns = tuple(field.name for field in fields(kind))
    return Table(part, keys, columns, tuple(astuple(row) for row in rows))
