"""``forget``: a person who asked for it becomes nobody; what they did still counts."""

from __future__ import annotations

from functools import partial

import click

from cli.choosing import entra_id
from cli.commands import Wiring
from locales import say
from models.db import forgetting, trail
from models.db.forgetting import Gone, StillNamed
from models.db.transaction import Transaction
from models.trail import Line, Saw


@click.command("forget", help="Make MEMBER, an Entra object id, nobody: no name, no text of theirs; figures stay.")
@click.argument("member", callback=entra_id)
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_obj
def command(wiring: Wiring, member: str, *, yes: bool) -> None:
    if not yes:
        click.confirm(f"Forget {member}? Their texts and their name are gone for good", abort=True)
    with wiring.store() as store:
        try:
            gone = store.write(partial(_forget, member=member), wiring.now())
        except StillNamed as named:
            raise click.ClickException(
                f"The community file of {named} names {member}. Take them out of it and apply it first; "
                "else the next apply would bring them back."
            ) from None
    if not gone.rows:
        click.echo(f"Nothing is kept of {member}.")
        return
    click.echo(
        f"Forgot {member}: {gone.texts} texts went, {gone.rows} rows name nobody now. Every figure is as it was."
    )


def _forget(tx: Transaction, member: str) -> Gone:
    gone = forgetting.forget(tx, member, forgetting.called_nobody(tx, _nobody))
    if gone.rows:
        trail.note(tx, Line(Saw.FORGOT, None, gone.alias))
    return gone


def _nobody(language: str) -> str:
    return say("forgotten-name", {}, language, "UTC")
