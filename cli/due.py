"""``due``: for a post at a moment, when receipt and answer are due, each nudge, and what is jumped on the way."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from cli.choosing import choose, in_force, of_file
from cli.commands import Wiring
from models import community_file
from models.community import Community
from models.community_file import CommunityFileFault
from models.foreseen import Preview
from models.named_moment import moment_named
from models.preview import preview

_WHY = {"break": "a break", "night": "the night", "days": "days that are not worked"}
_DAY = {"holiday": "public holiday", "closed": "closed", "day_off": "no working day of the week"}


@click.command("due", help="Say when what is owed to a post at MOMENT (by itself now) is due, and each of its nudges.")
@click.argument("moment", default="")
@click.option("--region", help="A region of the community file; its zone and hours are taken.")
@click.option("--newcomer", is_flag=True, help="The author never posted before.")
@click.option("--community", "wanted", help="Its name or team_id, where there are several.")
@click.option("--policy", type=click.Path(path_type=Path), help="By the rules of this community file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def command(wiring: Wiring, /, **given: Any) -> None:
    documents = of_file(given["policy"]) if given["policy"] else in_force(wiring)
    try:
        community = community_file.community(choose(documents, given["wanted"]))
    except CommunityFileFault as fault:
        raise click.ClickException(str(fault)) from None
    zone = _home(community, given["region"]).hours.zone
    at = moment_named(given["moment"], wiring.now(), zone)
    if at is None:
        raise click.ClickException(f"“{given['moment']}” is no moment; write one like “2026-12-25 17:30”")
    found = preview(community, at, region=given["region"], newcomer=given["newcomer"])
    if given["as_json"]:
        click.echo(json.dumps(dataclasses.asdict(found), default=_iso, ensure_ascii=False))
        return
    click.echo("\n".join(_lines(found, community, zone)))


def _home(community: Community, region: str | None) -> Community:
    known = [one.name for one in community.regions]
    if region is not None and region not in known:
        choices = ", ".join(known) or "none; leave --region out"
        raise click.ClickException(f"{community.name} has no region “{region}”; it has: {choices}")
    return community.in_region(region)


def _iso(value: date) -> str:
    return value.isoformat()


def _lines(found: Preview, community: Community, zone: ZoneInfo) -> Iterator[str]:
    def here(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%a %Y-%m-%d %H:%M}"

    yield f"{community.name}: a post at {here(found.at)} ({zone.key})"
    yield f"  receipt due  {here(found.receive_by)}"
    yield f"    a newcomer's  {here(found.receive_newcomer_by)}"
    yield f"  answer due  {here(found.answer_by)}"
    if not community.rules.nudge_for_receipts:
        yield "  nudges for receipts are off: a missing receipt alone brings none (nudge_for_receipts)"
    for one in found.rounds:
        yield f"  nudges while the {one.owed} is missing"
        for rung in one.rungs:
            yield f"    {rung.number}.  {here(rung.at)}  {', '.join(rung.to)}"
        yield f"    again from  {here(one.again_at)}"
    if found.jumps:
        yield "  not counted on the way"
    for jump in found.jumps:
        yield f"    {here(jump.since)} to {here(jump.until)}: {_WHY[jump.why]}"
        for idle in jump.days:
            yield f"      {idle.day:%a %Y-%m-%d} {idle.name or _DAY[idle.why]}"
