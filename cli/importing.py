"""``import``: what was exported elsewhere, read in."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands import Wiring
from models.db import ledger_file
from models.db.ledger_file import LedgerFault


@click.group("import", help="Read in what was exported elsewhere.")
def command() -> None:
    pass


@command.command("ledger", help="All that `export ledger` wrote, into an empty database; all of it or nothing.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def ledger(wiring: Wiring, file: Path) -> None:
    try:
        with wiring.store() as store, file.open("rb") as lines:
            count = store.write(lambda tx: ledger_file.load(tx, lines), wiring.now())
    except LedgerFault as fault:
        raise click.ClickException(f"{file.name}: {fault}") from None
    click.echo(f"{file.name}: {count} rows read")
