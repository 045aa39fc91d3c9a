"""What others say of us, beside the measures: the lines that were entered, and how many a month has of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.mentions import Mention
from models.statistics.measures import Entry
from models.statistics.told import Report, Said


def with_lines(entries: Sequence[Entry], lines: Iterable[Mention]) -> tuple[Entry, ...]:
    """The measures, and for a month of which no number was entered as many talks or press as there are lines of it."""
    entered = {(one.measure, one.month) for one in entries}
    counted = Counter((line.measure, line.day.replace(day=1)) for line in lines)
    more = (Entry(*which, float(count)) for which, count in sorted(counted.items()) if which not in entered)
    return (*entries, *more)


def with_mentions(report: Report, lines: Iterable[Mention]) -> Report:
    """A report that tells of them, too: of the days of its season. Of a theme alone it does not."""
    if report.theme is not None:
        return report
    told = (Said(line.measure.value, line.day, line.title, line.link) for line in lines)
    return replace(report, mentions=tuple(told))
