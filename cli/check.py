"""``check``: is everything well? One line each: ok, or what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import click

from cli.commands import Check, Wiring
from cli.files import BadFiles, read
from models.db.engine import BadDatabaseUrl
from models.db.migrate import Unreachable, missing


@click.command("check", help="Look at settings, database, migrations, community file and credentials.")
@click.pass_obj
def command(wiring: Wiring) -> None:
    checks = [Check("settings"), *_database(wiring), _community(wiring), *asyncio.run(wiring.outside_checks())]
    for check in checks:
        click.echo(f"{check.what}: {'ok' if check.todo is None else check.todo}{check.note and f' ({check.note})'}")
    if any(check.todo for check in checks):
        raise SystemExit(1)


def _database(wiring: Wiring) -> Iterator[Check]:
    try:
        behind = missing(wiring.database_url)
    except (BadDatabaseUrl, Unreachable) as error:
        yield Check("database", str(error))
        return
    yield Check("database")
    yield Check("migrations", "some are missing; run: python app.py migrate" if behind else None)


def _community(wiring: Wiring) -> Check:
    if not wiring.community_file:
        return Check("community file", note="COMMUNITY_FILE is empty; communities come from `apply` alone")
    try:
        read(Path(wiring.community_file))
    except BadFiles as fault:
        return Check("community file", f"mend COMMUNITY_FILE, {wiring.community_file}\n{fault}")
    return Check("community file")
