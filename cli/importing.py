"""``import``: the history that Graph still has, or what was exported elsewhere, read in."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands import Wiring
from cli.import_history import read_history
from models.db import ledger_file
from models.db.ledger_file import LedgerFault


@click.group(
    "import",
    invoke_without_command=True,
    help="Read in the history that Graph still has, eight months at most (--since), or what was exported (ledger).",
)
@click.option("--since", help="History: from a day or a moment on, such as “2026-04-01”.")
@click.option("--open", "opens", is_flag=True, help="History: follow old posts up, and react to them, as if new.")
@click.pass_context
def command(context: click.Context, since: str | None, *, opens: bool) -> None:
    if context.invoked_subcommand is None:
        if since is None:
            raise click.ClickException("Say since when history is to be read: import --since 2026-04-01")
        read_history(context.obj, since, opens=opens)
    elif since is not None or opens:
        raise click.ClickException(
            f"--since and --open are for history; leave them out of import {context.invoked_subcommand}"
        )


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
