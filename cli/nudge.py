"""``nudge --dry-run``: who would have been nudged, under today's rules or those of another community file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from structlog.testing import capture_logs

from cli.choosing import choose, in_force, of_file
from cli.commands import Wiring
from jobs.dry_run import DryRun, dry_run
from models import community_file
from models.community import Community
from models.community_file import Document
from models.db import people
from models.db.transaction import Transaction
from models.named_moment import moment_or_day
from models.nudging import Told
from models.showing import link

WEEKS = timedelta(weeks=4)
BY_THE_SERVER = (
    "Nudges are sent by the server itself, whenever one is due. "
    "To see who would have been nudged, and when: python app.py nudge --dry-run"
)
WHY = {
    "owner": "it is theirs",
    "advisor": "they advise on its theme",
    "pmo": "they are of the PMO",
    "lead": "they lead",
    "promise": "their promise ends soon",
    "everyone": "all others are away",
    "morning": "it is owed that day",
}


@click.command("nudge", help="Say who would have been nudged in the past, when and why. Sends and changes nothing.")
@click.option("--dry-run", "dry", is_flag=True, help="Needed: nudges are sent by the server itself.")
@click.option("--policy", type=click.Path(path_type=Path), help="Under the rules of this community file.")
@click.option("--community", "wanted", help="Its name or team_id, where there are several.")
@click.option("--from", "since", help="A day or a moment, in the community's zone. By itself four weeks back.")
@click.option("--to", "until", help="A day, with all its hours, or a moment. By itself now.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def command(wiring: Wiring, /, **given: Any) -> None:
    asked = _Asked(**given)
    if not asked.dry:
        raise click.ClickException(BY_THE_SERVER)
    document = _under(choose(in_force(wiring), asked.wanted), asked.policy)
    zone = ZoneInfo(document["community"]["time_zone"])
    since, until = _span(asked, zone, wiring.now())
    with wiring.store() as store, capture_logs() as logged:
        run = asyncio.run(dry_run(store, document, since=since, until=until))
        rows = store.look(lambda tx: _rows(tx, document, run.nudges), wiring.now())
    click.echo(_json(run, rows) if asked.as_json else _table(run, rows, zone))
    faults = sum("exc_info" in entry for entry in logged)
    if faults:
        raise click.ClickException(f"{faults} faults of ours came up, and the list may lack something. Please tell us.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What stands on the command line."""

    dry: bool
    policy: Path | None
    wanted: str | None
    since: str | None
    until: str | None
    as_json: bool


def _under(document: Document, policy: Path | None) -> Document:
    """The same community by another file, if one is named."""
    if policy is None:
        return document
    team_id = document["community"]["team_id"]
    found = [one for one in of_file(policy) if one["community"]["team_id"] == team_id]
    if not found:
        name = document["community"]["name"]
        raise click.ClickException(
            f"{policy} is of another community than {name}: its community.team_id must be {team_id}"
        )
    return found[0]


def _span(asked: _Asked, zone: ZoneInfo, now: datetime) -> tuple[datetime, datetime]:
    until = last = now + timedelta.resolution
    if asked.until:
        until = min(_moment("--to", asked.until, now, zone, end=True), last)
    since = _moment("--from", asked.since, now, zone, end=False) if asked.since else until - WEEKS
    if since >= until:
        raise click.ClickException("--from must be before --to, and in the past; mend one of the two")
    return since, until


def _moment(option: str, words: str, now: datetime, zone: ZoneInfo, *, end: bool) -> datetime:
    found = moment_or_day(words, now, zone, end=end)
    if found is None:
        raise click.ClickException(f"{option} “{words}” is no moment; write 2026-12-01, or “2026-12-01 09:00”")
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list, in words."""

    told: Told
    member: str
    author: str
    theme: str | None
    link: str


def _rows(tx: Transaction, document: Document, nudged: Iterable[Told]) -> list[_Row]:
    community: Community = community_file.community(document)
    home = tx.communities[community.id].home
    found = []
    for one in nudged:
        follow_up = tx.follow_up(one.follow_up_id)
        post = tx.post(follow_up.thread_id) if follow_up else None
        if follow_up is None or post is None:
            continue
        names = people.names(tx, community, (one.member_id, follow_up.author_id))
        theme = community.theme(post.season, post.theme)
        where = link(community, post, home.group_id, follow_up.asked_id)
        author = names.get(follow_up.author_id, post.author_name)
        found.append(_Row(one, names.get(one.member_id, one.member_id), author, theme.name if theme else None, where))
    return found


def _json(run: DryRun, rows: Iterable[_Row]) -> str:
    def of(row: _Row) -> dict[str, Any]:
        told = row.told
        return {
            "at": _iso(told.at), "member_id": told.member_id, "member": row.member, "follow_up": told.follow_up_id,
            "author": row.author, "theme": row.theme, "link": row.link, "why": told.asks, "nudge": told.number,
            "card": told.card,
        }  # fmt: skip

    stops = [{"from": _iso(since), "to": _iso(until)} for since, until in run.stops]
    told = {"from": _iso(run.since), "to": _iso(run.until), "nudges": [of(row) for row in rows], "stops": stops}
    return json.dumps(told, ensure_ascii=False)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _table(run: DryRun, rows: list[_Row], zone: ZoneInfo) -> str:
    def here(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%a %Y-%m-%d %H:%M:%S}"

    lines = [f"From {here(run.since)} to {here(run.until)} ({zone.key}); nothing was sent."]
    lines += [f"  nobody looked from {here(since)} to {here(until)}" for since, until in run.stops]
    for row in rows:
        told, theme = row.told, f", {row.theme}" if row.theme else ""
        number = f"nudge {told.number}" if told.number else "morning card"
        lines.append(
            f"{here(told.at)}  {row.member}, card {told.card}: {number} for {row.author}{theme}: "
            f"{WHY[told.asks]}  {told.follow_up_id}"
        )
    cards = len({(row.told.member_id, row.told.card) for row in rows})
    steps = sum(row.told.number is not None for row in rows)
    members = len({row.told.member_id for row in rows})
    lines.append(f"In all: nudges {steps}, cards {cards}, members {members}.")
    return "\n".join(lines)
