"""``backup``: the database of SQLite as one file, while the bot goes on."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands import Wiring
from models.db.backup import CannotKeep, back_up


@click.command("backup", help="Copy the SQLite database into FILE, a new one; the bot may go on meanwhile.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def command(wiring: Wiring, file: Path) -> None:
    try:
        kept = back_up(wiring.database_url, file)
    except CannotKeep as why:
        raise click.ClickException(f"{why} Nothing was written.") from None
    click.echo(f"{kept.file}: {kept.size} bytes, revision {kept.revision}, looked at and whole")
