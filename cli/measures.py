"""``measures``: what is counted by hand, read in from a file or written out."""

from __future__ import annotations

import csv
import sys
from decimal import Decimal
from pathlib import Path

import click

from cli.choosing import choose, in_force
from cli.commands import Wiring
from cli.export import plain
from models.db import measures, mentions
from models.measuring import COLUMNS, Given, table
from models.mentions import Mention
from models.refused import Refused

_SAYS = {
    "refused-measure": "“{measure}” is no measure; write one of: {known}",
    "refused-measure-month": "“{month}” is no month; write one like 2026-10, from {first} to {last}",
    "refused-measure-value": "“{value}” is no figure; write a number from 0 on",
    "refused-measure-whole": "“{value}” is no whole number; people are counted without decimals",
    "refused-measure-line": "line {line} cannot be read; write three cells: month,measure,value",
    "refused-measure-lines": "at most {limit} lines are read at once; read it in in parts",
    "refused-mention-kind": "“{measure}” is nothing that has lines of days; write one of: {known}",
    "refused-mention-day": "“{day}” is no day; write one like 2026-10-14, from {first} to {last}",
    "refused-mention-title": "a line of a day has no title, or one of more than {limit} characters",
    "refused-mention-link": "“{link}” is no address; write one that begins with https://, or leave it out",
    "refused-measure-nothing": "there is no figure in it; write lines of month,measure,value",
}
"""What models/measuring.py refuses, as an operator reads it."""


@click.group("measures", help="What is counted by hand, by month: help desk inquiries, satisfaction, licences …")
def command() -> None:
    pass


@command.command("read", help="Read a CSV file of month,measure,value; an empty value takes away what there was.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--community", "wanted", help="Name or team_id, where there are several.")
@click.pass_obj
def read(wiring: Wiring, file: Path, wanted: str | None) -> None:
    given = _given(file)
    document = choose(in_force(wiring), wanted)["community"]
    with wiring.store() as store:
        store.write(lambda tx: measures.keep(tx, document["team_id"], given, None), wiring.now())
    click.echo(f"{document['name']}: {len(given)} read")


@command.command("write", help="Write them to standard output, as `read` takes them.")
@click.option("--community", "wanted", help="Name or team_id, where there are several.")
@click.pass_obj
def write(wiring: Wiring, wanted: str | None) -> None:
    document = choose(in_force(wiring), wanted)["community"]
    with wiring.store() as store:
        known = store.look(lambda tx: measures.entered(tx, document["team_id"]), wiring.now())
        said = store.look(lambda tx: mentions.of_season(tx, document["team_id"], None), wiring.now())
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((f"{one.month:%Y-%m}", one.measure.value, _figure(one.value)) for one in known)
    writer.writerows((one.day.isoformat(), one.measure.value, plain(one.title), one.link) for one in said)


def _figure(value: float) -> str:
    """In full, however small: no power of ten, which nobody reads back."""
    return f"{Decimal(f'{value:.15g}'):f}"


def _given(file: Path) -> tuple[Given | Mention, ...]:
    try:
        return table(file.read_text(encoding="utf-8-sig"))
    except Refused as refused:
        raise click.ClickException(f"{file.name}: {_SAYS[refused.key].format(**refused.values)}") from None
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name}: this is not UTF-8; save the file as UTF-8") from None
