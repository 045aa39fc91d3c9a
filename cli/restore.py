"""``restore``: what ``backup`` wrote becomes the database."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands import Wiring
from models.db.backup import CannotKeep, restore
from models.db.migrate import missing


@click.command("restore", help="Make FILE, which backup wrote, the SQLite database. The bot must not run.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Keep the database that is there as ….before, and go on.")
@click.pass_obj
def command(wiring: Wiring, file: Path, *, replace: bool) -> None:
    try:
        kept = restore(wiring.database_url, file, replace=replace)
    except CannotKeep as why:
        raise click.ClickException(f"{why} Nothing was changed.") from None
    click.echo(f"{kept.file} is the database of {file} now, at revision {kept.revision}.")
    if missing(wiring.database_url):
        click.echo("It is of an older version. Run: python app.py migrate")
