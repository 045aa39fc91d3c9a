"""``disclose``: all that is kept of a person, for that person."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import Any

import click

from cli.choosing import entra_id
from cli.commands import Wiring
from models.db import forgetting, trail
from models.db.transaction import Transaction
from models.trail import Line, Saw


@click.command("disclose", help="Write all that is kept of MEMBER, an Entra object id, as JSON: rows, by table.")
@click.argument("member", callback=entra_id)
@click.pass_obj
def command(wiring: Wiring, member: str) -> None:
    with wiring.store() as store:
        found = store.write(partial(_handed_out, member=member), wiring.now())
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=_written))


def _handed_out(tx: Transaction, member: str) -> dict[str, list[dict[str, Any]]]:
    found = forgetting.everything_of(tx, member)
    if found:
        trail.note(tx, Line(Saw.DISCLOSED, None, member))
    return found


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
