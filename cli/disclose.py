"""``disclose``: all that is kept of a person, for that person."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import Any

import click

from cli.choosing import entra_id
from cli.commands import Wiring
from models.db import forgetting


@click.command("disclose", help="Write all that is kept of MEMBER, an Entra object id, as JSON: rows, by table.")
@click.argument("member", callback=entra_id)
@click.pass_obj
def command(wiring: Wiring, member: str) -> None:
    with wiring.store() as store:
        found = store.look(partial(forgetting.everything_of, person_id=member), wiring.now())
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=_written))


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
