"""``audit``: the count that shows whether anything was missed."""

from __future__ import annotations

import json

import click

from cli.commands import Wiring
from models.db.audit import audit

_WORDS = {
    "posts": "posts in the ledger",
    "waiting": "wait for a person's answer",
    "claimed": "are claimed",
    "promised": "are promised by a date",
    "answered": "were answered by a person",
    "settled": "were settled by a person, with a reason",
    "withdrawn": "were withdrawn by their authors",
    "lapsed": "are from before Aizuchi, and had no answer then",
    "further": "further questions in their threads, counted beside",
    "further_open": "of these are open",
    "late": "are late",
    "unreacted": "still wait for the bot's reaction",
    "undelivered": "deliveries that Teams refused for good (the log says why)",
    "uncertain": "deliveries of which nobody knows whether they arrived",
    "unreached": "nudges that did not reach the member, so that the next was asked",
}


@click.command("audit", help="Count every post by what became of it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def command(wiring: Wiring, *, as_json: bool) -> None:
    with wiring.store() as store:
        counted = store.look(audit, wiring.now()).as_dict()
    if as_json:
        click.echo(json.dumps(counted))
        return
    width = max(len(str(count)) for count in counted.values())
    for name, count in counted.items():
        click.echo(f"{count:>{width}}  {_WORDS[name]}")
