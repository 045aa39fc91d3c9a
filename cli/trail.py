"""``trail``: who saw or changed what of others."""

from __future__ import annotations

import json
from functools import partial

import click

from cli.choosing import entra_id
from cli.commands import Wiring
from models.db import trail
from models.trail import Line

OPERATOR = "an operator"
EVERYBODY = "everybody"


def _member(context: click.Context, argument: click.Parameter, told: str | None) -> str | None:
    return None if told is None else entra_id(context, argument, told)


@click.command("trail", help="Print who saw or changed what of others, oldest first: ids and moments, no texts.")
@click.option("--member", callback=_member, help="Only lines by or of this member, an Entra object id.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line.")
@click.pass_obj
def command(wiring: Wiring, member: str | None, *, as_json: bool) -> None:
    with wiring.store() as store:
        found = store.look(partial(trail.lines, person_id=member), wiring.now())
    for line in found:
        click.echo(json.dumps(_plain(line)) if as_json else _said(line))
    if not found and not as_json:
        click.echo("Nothing is written down yet.")


def _plain(line: Line) -> dict[str, str | None]:
    known = {"at": line.at.isoformat() if line.at else None, "by": line.by, "act": line.act.value, "of": line.of}
    return known | {"community": line.community_id, "detail": line.detail}


def _said(line: Line) -> str:
    what = f"{line.act.value} ({line.detail})" if line.detail else line.act.value
    return f"{line.at:%Y-%m-%d %H:%M} UTC  {line.by or OPERATOR}  {what}  of {line.of or EVERYBODY}"
