"""``reconcile``: what Teams holds and we do not is read through Graph, now."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from cli.choosing import in_force
from cli.commands import Wiring
from jobs.reconcile import Found
from models.named_moment import moment_or_day

_WORDS = {
    "PostArrived": "posts",
    "ReplyArrived": "replies",
    "MessageEdited": "edits",
    "MessageDeleted": "deletions",
    "MessageUndeleted": "put back",
    "ReactionChanged": "reactions",
}


@click.command("reconcile", help="Read what changed in every watched channel through Graph, and take in what is new.")
@click.option("--since", help="All that changed since a day or a moment, such as “2026-11-20 09:00”.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a channel.")
@click.pass_obj
def command(wiring: Wiring, since: str | None, *, as_json: bool) -> None:
    moment = None if since is None else _moment(wiring, since)
    found = wiring.reconcile(moment)
    for one in found:
        click.echo(json.dumps(_plain(one)) if as_json else _line(one))
    if not found and not as_json:
        click.echo("There is no channel to read: as far as the bot was told, the app is in no community's team.")
    if any(one.busy or one.refused for one in found):
        raise SystemExit(1)


def _moment(wiring: Wiring, words: str) -> datetime:
    """In the communities' zone, if they share one, else in UTC."""
    zones = {document["community"]["time_zone"] for document in in_force(wiring)}
    zone = ZoneInfo(zones.pop() if len(zones) == 1 else "UTC")
    moment = moment_or_day(words, wiring.now(), zone, end=False)
    if moment is None:
        raise click.ClickException(f"“{words}” is no moment; write one like “2026-11-20” or “2026-11-20 09:00”")
    return moment


def _plain(found: Found) -> dict[str, object]:
    names = ("community_id", "channel_id", "busy", "refused")
    return {name: getattr(found, name) for name in names} | {"counted": dict(found.counted)}


def _line(found: Found) -> str:
    if found.busy:
        return f"{found.channel_id}: another process is reading it; run this again in a minute"
    counts = [f"{found.counted[name]} {word}" for name, word in _WORDS.items() if found.counted[name]]
    news = f"had not reached us: {', '.join(counts)}" if counts else "nothing that had not reached us"
    refused = f"; not read to the end: {found.refused}" if found.refused else ""
    return f"{found.channel_id}: {found.counted['threads']} threads changed; {news}{refused}"
