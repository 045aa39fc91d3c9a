"""``report``: all the figures of a season in one file, for those who must show that the community works."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from cli import report_page, report_sheets
from cli.choosing import choose, in_force, season_named
from cli.commands import Wiring
from cli.export import plain
from cli.files import write
from locales import LANGUAGES
from models.community import Season
from models.db import statistics, trail
from models.db.transaction import Transaction
from models.season import fold
from models.statistics.tables import Table, Value, tables
from models.statistics.told import Loads, Report
from models.trail import Line, Saw


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be written, for whom."""

    report: Report
    loads: Loads | None
    language: str
    time_zone: str

    @property
    def tables(self) -> tuple[Table, ...]:
        return tables(self.report, self.loads)


@click.command("report", help="Write all figures of a season, the current one unless SEASON names another.")
@click.argument("season", required=False)
@click.option(
    "--format", "layout", type=click.Choice(["html", "json", "csv", "xlsx"]), default="html", show_default=True
)
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; needed for xlsx.")
@click.option("--theme", help="Of one theme alone, by its code.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the page; by itself the community's.")
@click.option("--pmo", "for_the_pmo", is_flag=True, help="With what each of the PMO carries: for the PMO alone.")
@click.option("--community", "wanted", help="Name or team_id, where there are several.")
@click.pass_obj
def command(wiring: Wiring, /, season: str | None, layout: str, to: Path | None, **chosen: Any) -> None:
    if layout == "xlsx" and to is None:
        raise click.ClickException("A spreadsheet is no text; name the file to write with --to")
    document = choose(in_force(wiring), chosen["wanted"])["community"]
    with wiring.store() as store:
        told = store.write(lambda tx: _told(tx, document["team_id"], season, chosen), wiring.now())
    written = _LAYOUTS[layout](told)
    if to is None:
        click.echo(written, nl=False)
    else:
        write(to, written)
        click.echo(f"{to}: {len(written)} bytes")


def _told(tx: Transaction, community_id: str, season: str | None, chosen: dict[str, Any]) -> Told:
    community = tx.communities[community_id].community
    found = season_named(community, season, tx.now)
    theme = _theme(found, chosen["theme"])
    report, loads = statistics.of_season(tx, community, found.code if found else None, theme)
    shown = loads if chosen["for_the_pmo"] else None
    if shown is not None:
        trail.note(tx, Line(Saw.LOAD, None, community_id=community_id))
    return Told(report, shown, chosen["language"] or community.language, community.time_zone.key)


def _theme(season: Season | None, named: str | None) -> str | None:
    themes = {fold(theme.code): theme.code for theme in (season.themes if season else ())}
    if named is not None and fold(named) not in themes:
        raise click.ClickException(f"There is no theme “{named}”. There is: {', '.join(themes.values()) or 'none'}")
    return None if named is None else themes[fold(named)]


def _json(told: Told) -> bytes:
    report = told.report
    whose = {"community": report.community, "season": report.season, "theme": report.theme}
    parts: dict[str, Any] = {"at": report.at.isoformat(), "before_season": report.before_season}
    for table in told.tables:
        rows = [dict(zip(table.columns, map(bare, row), strict=True)) for row in table.rows]
        parts[table.part] = rows if table.keys else (rows[0] if rows else None)
    return (json.dumps(whose | parts, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(told: Told) -> bytes:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(("part", "of", "figure", "value"))
    for table in told.tables:
        writer.writerows((table.part, plain(of), name, plain(bare(value))) for of, name, value in table.figures())
    return lines.getvalue().encode()


def bare(value: Value) -> str | int | float | None:
    """A figure as files have it: a length in seconds of working time, a day as ISO 8601."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.isoformat() if isinstance(value, date) else value


_LAYOUTS: dict[str, Callable[[Told], bytes]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": lambda told: report_sheets.workbook(told.tables),
    "html": lambda told: report_page.page(told.report, told.tables, told.language, told.time_zone),
}
