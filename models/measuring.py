"""Measures as people write them: one in a form, or many as lines of a table. Pure."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.calendar_text import FIRST_DAY, LAST_DAY
from models.mentions import Mention, looks_like_a_day, mention
from models.numbers import number_of
from models.refused import Refused
from models.season import fold
from models.statistics.measures import Measure

LARGEST = 1e9
LINES_AT_MOST = 500
COLUMNS = ("month", "measure", "value")
_FIGURE = re.compile(r"\d+\.?\d*|\.\d+")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody entered. ``month`` is its first day; a value of ``None`` takes away what there was."""

    measure: Measure
    month: date
    value: float | None


def given(measure: str, month: str, value: str) -> Given:
    """One entry. Width does not matter, nor a comma in thousands. Raises Refused."""
    folded = fold(measure).strip()
    if folded not in {known.value for known in Measure}:
        raise Refused(
            "refused-measure", measure=measure.strip()[:40], known=", ".join(known.value for known in Measure)
        )
    return Given(Measure(folded), month_of(month), _value(Measure(folded), value))


def month_of(written: str) -> date:
    """The first day of “2026-10”, “2026/10” or “2026年10月”. Raises Refused."""
    found = _MONTH.fullmatch(fold(written).strip())
    year, number = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (FIRST_DAY.year <= year <= LAST_DAY.year and 1 <= number <= 12):
        first, last = f"{FIRST_DAY:%Y-%m}", f"{LAST_DAY:%Y-%m}"
        raise Refused("refused-measure-month", month=written.strip()[:20], first=first, last=last)
    return date(year, number, 1)


def table(text: str) -> tuple[Given | Mention, ...]:
    """The lines of a table: month, measure, value, parted by commas or tabs; a line of these words may stand on top.

    A line that begins with a day is one of what others say of us: day, measure, title and, if there is one, link. A
    later line takes the place of an earlier one of the same month and measure. Raises Refused, naming the line.
    """
    found: dict[object, Given | Mention] = {}
    for number, cells in _lines(text):
        if not any(cell.strip() for cell in cells) or (number == 1 and tuple(map(_plain, cells[:3])) == COLUMNS):
            continue
        if looks_like_a_day(cells[0]) and len(cells) in (3, 4):
            day, kind, *rest = cells
            line = mention(kind, day, *rest)
            found[line.key] = line
            continue
        if len(cells) != len(COLUMNS):
            raise Refused("refused-measure-line", line=number)
        if number > LINES_AT_MOST:
            raise Refused("refused-measure-lines", limit=LINES_AT_MOST)
        month, measure, value = cells
        one = given(measure, month, value)
        found[one.measure, one.month] = one
    if not found:
        raise Refused("refused-measure-nothing")
    return tuple(found.values())


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The cells of each line, by its number from 1. Raises Refused for one that no table has, or far too long."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        try:
            cells: Sequence[str] = next(csv.reader(io.StringIO(line), delimiter="\t" if "\t" in line else ","), [])
        except csv.Error:
            raise Refused("refused-measure-line", line=number) from None
        yield number, cells


def _plain(cell: str) -> str:
    return fold(cell).strip()


def _value(measure: Measure, written: str) -> float | None:
    text = number_of(written)
    if not text:
        return None
    value = float(text) if _FIGURE.fullmatch(text) else math.inf
    if value > LARGEST:
        raise Refused("refused-measure-value", value=written.strip()[:20])
    if measure is Measure.TARGET_MEMBERS and not value.is_integer():
        raise Refused("refused-measure-whole", value=written.strip()[:20])
    return value
