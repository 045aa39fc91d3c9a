"""The report as a page: plain HTML that prints, without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from locales import say
from locales.formats import Dated
from models.statistics.tables import Table, Value
from models.statistics.told import Report, Week

STYLE = """
body { font: 16px/1.5 "Segoe UI", "Yu Gothic UI", "Hiragino Sans", sans-serif; color: #242424; margin: 2rem auto;
  max-width: 62rem; padding: 0 1rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { border-bottom: 1px solid #d1d1d1; padding: .35rem .6rem; text-align: right; vertical-align: top }
th:first-child, td:first-child { text-align: left } th { font-weight: 600 }
svg { width: 100%; height: auto } .posts { stroke: #115ea3 } .answered { stroke: #0e700e; stroke-dasharray: 6 3 }
p.note { color: #616161 }
@media print { body { margin: 0; font-size: 11pt } h2 { break-after: avoid } tr { break-inside: avoid } }
"""


UNNAMED = {
    "region": "stats-side-elsewhere",
    "department": "stats-side-unknown",
    "theme": "stats-side-no-theme",
}
"""What those are called that are in none."""


class Page:
    """A page in one language."""

    def __init__(self, language: str, time_zone: str) -> None:
        self.language, self._time_zone = language, time_zone

    def say(self, key: str, **values: object) -> str:
        return escape(say(key, values, self.language, self._time_zone))

    def value(self, column: str, value: Value) -> str:
        """A figure as people read it: lengths in words, numbers with one decimal at most."""
        match value:
            case None:
                return self.say("stats-not-yet") if _is_length(column) else "–"
            case timedelta():
                return self.say("stats-length", length=value)
            case date():
                return self.say("report-date", day=Dated.of(value))
            case str():
                return escape(value)
            case _:
                return self.say("report-number", number=value)

    def _month(self, first: date) -> str:
        return self.say("stats-month", year=str(first.year), month=first.month)

    def table(self, table: Table) -> str:
        title = f"<h2>{self.say(f'report-part-{table.part}')}</h2>"
        if not table.keys:
            rows = [(self.say(f"report-{name}"), self.value(name, value)) for _, name, value in table.figures()]
            return f"{title}<table>{''.join(_row('td', row) for row in rows)}</table>"
        columns = [name for name in table.columns if name != "member_id"]
        head = _row("th", [self.say(f"report-{name}") for name in columns])
        told = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
        rows_ = [_row("td", [self._cell(name, row, table.part) for name in columns]) for row in told]
        return f"{title}<table>{head}{''.join(rows_)}</table>"

    def _cell(self, name: str, row: dict[str, Value], part: str) -> str:
        value = row[name]
        if name == "latest_month" or (part, name) == ("months", "starts"):
            return self._month(value) if isinstance(value, date) else "–"
        if name == "kind":
            return self.say(f"report-kind-{value}")
        if name.endswith("_worst") and value is None:
            return "–"
        if (name == "name" and "kind" in row) or name.endswith("_worst"):
            return self._side(str(row["kind"]), str(value))
        if name == "layer":
            return self.say(f"prompt-layer-{value}")
        if name == "department":
            return escape(str(value)) or self.say("stats-layer-team")
        if name == "measure":
            return self.say(f"measure-{value}")
        if name == "link":
            return _link(str(value))
        return self.value(name, value)

    def _side(self, kind: str, name: str) -> str:
        if kind == "newcomer":
            return self.say("stats-side-first" if name == "first" else "stats-side-others")
        return escape(name) or self.say(UNNAMED[kind])


def page(report: Report, tables: Sequence[Table], language: str, time_zone: str) -> bytes:
    """The whole page."""
    made = Page(language, time_zone)
    whose = " ".join(escape(name) for name in (report.community, report.season, report.theme) if name)
    as_of = made.say("report-as-of", at=report.at)
    hours = ("stats-hours-explained",) if report.attempts and report.attempts.hours_told else ()
    notes = " ".join(made.say(key) for key in ("stats-explained", "stats-gap-explained", *hours))
    body = "".join(made.table(table) for table in tables if table.rows)
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{whose}</title><style>{STYLE}</style></head><body>
<h1>{whose}</h1><p class="note">{as_of}</p>
{_drawing(report.weeks, made)}{body}
<p class="note">{notes}</p>
</body></html>
""".encode()


def _link(address: str) -> str:
    """A way there, where it is one."""
    shown = escape(address)
    return f'<a href="{shown}">{shown}</a>' if address.startswith(("https://", "http://")) else "–"


def _drawing(weeks: Sequence[Week], made: Page) -> str:
    """Posts and answers week by week; the table of the weeks says the same."""
    if len(weeks) < 2:
        return ""
    highest = max(1, *(week.posts for week in weeks))
    lines = "".join(
        f'<polyline class="{name}" fill="none" stroke-width="2" points="{_points(counts, highest)}"/>'
        for name, counts in (
            ("posts", [week.posts for week in weeks]),
            ("answered", [week.answered for week in weeks]),
        )
    )
    title = made.say("report-drawing", highest=highest)
    drawn = f'<svg viewBox="0 0 600 140" role="img" aria-label="{title}">{lines}</svg>'
    return f'<figure>{drawn}<p class="note">{title}</p></figure>'


def _points(counts: Sequence[int], highest: int) -> str:
    step = 580 / (len(counts) - 1)
    return " ".join(f"{10 + step * at:.1f},{130 - 120 * count / highest:.1f}" for at, count in enumerate(counts))


def _row(cell: str, values: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{cell}>{value}</{cell}>' for value in values)}</tr>"


def _is_length(column: str) -> bool:
    return column.startswith(("median_", "p90_", "newcomers_median", "newcomers_p90")) or column.endswith("_longer")
