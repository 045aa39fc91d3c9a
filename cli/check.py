"""``check``: is everything well? One line each: ok, or what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import click

from cli.apply import files_of
from cli.commands import Check, Wiring
from models.community_file import CommunityFileFault, parse
from models.db.engine import BadDatabaseUrl
from models.db.migrate import Unreachable, missing


@click.command("check", help="Look at settings, database, migrations, community file and credentials.")
@click.pass_obj
def command(wiring: Wiring) -> None:
    checks = [Check("settings"), *_database(wiring), *_community(wiring), *asyncio.run(wiring.outside_checks())]
    for check in checks:
        click.echo(f"{check.what}: {'ok' if check.todo is None else check.todo}{check.note and f' ({check.note})'}")
    if any(check.todo for check in checks):
        raise SystemExit(1)


def _database(wiring: Wiring) -> Iterator[Check]:
    try:
        behind = missing(wiring.database_url)
    except (BadDatabaseUrl, Unreachable) as error:
        yield Check("database", f"cannot be reached; see DATABASE_URL ({error})")
        return
    yield Check("database")
    yield Check("migrations", "some are missing; run: python app.py migrate" if behind else None)


def _community(wiring: Wiring) -> Iterator[Check]:
    path = Path(wiring.community_file)
    if not wiring.community_file:
        yield Check("community file", note="COMMUNITY_FILE is empty; communities come from `apply` alone")
        return
    if not path.exists():
        yield Check("community file", f"COMMUNITY_FILE names {path}, which is not there")
        return
    for file in files_of(path):
        try:
            parse(file.read_text(encoding="utf-8"), name=file.name)
            yield Check(f"community file {file.name}")
        except (CommunityFileFault, UnicodeDecodeError) as fault:
            yield Check(f"community file {file.name}", f"mend it\n{fault}")
