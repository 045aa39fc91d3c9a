"""``rehearse``: the bot with a stand-in for Teams, on this machine, to be tried in a browser."""

from __future__ import annotations

import click

from cli.commands import Wiring


@click.command("rehearse", help="Try Aizuchi here, with a stand-in for Teams. Each time begins anew.")
@click.pass_obj
def command(wiring: Wiring) -> None:
    wiring.rehearse()
