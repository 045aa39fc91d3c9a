"""``migrate``: brings the database to the shape that this version wants."""

from __future__ import annotations

import click

from cli.commands import Wiring
from models.db.migrate import migrate


@click.command("migrate", help="Apply the migrations that are missing.")
@click.pass_obj
def command(wiring: Wiring) -> None:
    click.echo(f"The database is at revision {migrate(wiring.database_url)}.")
