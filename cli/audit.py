"""``audit``: the count that shows whether anything was missed."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial

import click

from cli.commands import Wiring
from models.consent import READ_MESSAGES
from models.db import consents, day_counts
from models.db.audit import audit
from models.db.day_counts import Day

DAYS = 7
"""So many are shown of those that were counted."""

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
        days = store.look(partial(day_counts.recent, days=DAYS), wiring.now())
        lacking = store.look(consents.lacking, wiring.now())
    if as_json:
        told: dict[str, object] = {"days": [_plain(one) for one in days]} if days else {}
        told |= {"without_consent": [one.community_id for one in lacking]} if lacking else {}
        click.echo(json.dumps(counted | told))
        return
    width = max(len(str(count)) for count in counted.values())
    for name, count in counted.items():
        click.echo(f"{count:>{width}}  {_WORDS[name]}")
    for said in day_counts.lines(days):
        click.echo(said)
    for one in lacking:
        click.echo(f"{one.name}: the team's consent lacks {READ_MESSAGES}, as of {one.looked_at:%Y-%m-%d %H:%M} UTC")


def _plain(one: Day) -> dict[str, object]:
    where = {"day": one.day.isoformat(), "community": one.community_id, "channel": one.channel_id}
    return where | asdict(one.count) | {"owed": one.owed, "received": one.received}
