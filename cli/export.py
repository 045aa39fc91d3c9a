"""``export``: the ledger, or a community as a file."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import click
import tomli_w

from cli.commands import Wiring
from models import community_file
from models.cells import marked
from models.db import attempts_export, audit, ledger_file, trail
from models.db.transaction import Transaction
from models.trail import Line, Saw


@click.group("export", help="Write what is kept to standard output.")
def command() -> None:
    pass


@command.command("follow-ups", help="A row a follow-up; times are ISO 8601, UTC. docs/export.md tells every column.")
@click.option("--format", "layout", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.pass_obj
def follow_ups(wiring: Wiring, layout: str) -> None:
    with wiring.store() as store:
        rows = store.write(partial(_noted, detail="follow-ups", export=audit.export), wiring.now())
    _write(rows, audit.EXPORT_COLUMNS, layout)


@command.command(
    "attempts", help="A row for each attempt of a member, without words. docs/export.md tells every column."
)
@click.option("--format", "layout", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.pass_obj
def attempts(wiring: Wiring, layout: str) -> None:
    with wiring.store() as store:
        rows = store.write(partial(_noted, detail="attempts", export=attempts_export.export), wiring.now())
    _write(rows, attempts_export.ATTEMPT_COLUMNS, layout)


def _write(rows: Iterable[Mapping[str, object]], columns: Sequence[str], layout: str) -> None:
    if layout == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    writer = csv.DictWriter(sys.stdout, columns)
    writer.writeheader()
    writer.writerows({name: plain(value) for name, value in row.items()} for row in rows)


def _noted(
    tx: Transaction, detail: str, export: Callable[[Transaction], Iterable[Mapping[str, object]]]
) -> list[Mapping[str, object]]:
    """The rows, and a line of the trail that they were written out."""
    trail.note(tx, Line(Saw.EXPORTED, None, detail=detail))
    return list(export(tx))


def plain(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return marked(value) if isinstance(value, str) else value


@command.command("ledger", help="All that is kept, as JSON lines, for `import ledger`. It holds texts and names.")
@click.pass_obj
def ledger(wiring: Wiring) -> None:
    with wiring.store() as store:
        store.write(lambda tx: trail.note(tx, Line(Saw.EXPORTED, None, detail="ledger")), wiring.now())
    for line in ledger_file.dump(wiring.database_url, wiring.now()):
        click.echo(line)


@command.command("community", help="A community as a file that `apply` reads; NAME where there are several.")
@click.argument("name", required=False)
@click.pass_obj
def community(wiring: Wiring, name: str | None) -> None:
    with wiring.store() as store:
        known = store.look(lambda tx: [settled.current for settled in tx.communities.values()], wiring.now())
    names = [document["community"]["name"] for document in known]
    wanted = [document for document in known if name in (None, document["community"]["name"])]
    if not known:
        raise click.ClickException("No community is known yet. Write one as a file and run: python app.py apply FILE")
    if len(wanted) != 1:
        raise click.ClickException(f"Name one of: {', '.join(names)}")
    click.echo(tomli_w.dumps(community_file.ordered(wanted[0])), nl=False)
