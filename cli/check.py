"""``check``: is everything well? One line each, in the order in which it is installed: ok, or what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import click

from cli.check_teams import teams
from cli.commands import Check, Wiring
from cli.files import BadFiles, read
from cli.rosters import rosters
from models import community_file
from models.community import Community
from models.community_file import CommunityFileFault
from models.db.engine import BadDatabaseUrl
from models.db.migrate import MigrationsMissing, Unreachable, absent, missing
from models.nudging import looks_after_answers


@click.command("check", help="Look at all that an installation takes, in its order: what is well, and what to do next.")
@click.pass_obj
def command(wiring: Wiring) -> None:
    outside = asyncio.run(wiring.outside_checks())
    checks = [
        Check("settings"),
        *outside,
        *_database(wiring),
        _community(wiring),
        *teams(wiring),
        *rosters(wiring),
        *_themes(wiring),
        _receipts(wiring),
        *wiring.notifications(),
    ]
    for check in checks:
        click.echo(f"{check.what}: {'ok' if check.todo is None else check.todo}{check.note and f' ({check.note})'}")
    if any(check.todo for check in checks):
        raise SystemExit(1)


def _database(wiring: Wiring) -> Iterator[Check]:
    try:
        behind = missing(wiring.database_url)
    except (BadDatabaseUrl, Unreachable) as error:
        yield Check("database", str(error))
        return
    file = absent(wiring.database_url)
    yield Check("database", note=f"{file} is not there yet; `migrate` makes it" if file else "")
    yield Check("migrations", "some are missing; run: python app.py migrate" if behind else None)


def _community(wiring: Wiring) -> Check:
    if not wiring.community_file:
        note = "COMMUNITY_FILE is empty; communities come from `apply`, and from teams to which the app is added"
        return Check("community file", note=note)
    try:
        read(Path(wiring.community_file))
    except BadFiles as fault:
        return Check("community file", f"mend COMMUNITY_FILE, {wiring.community_file}\n{fault}")
    return Check("community file")


def _themes(wiring: Wiring) -> Iterator[Check]:
    """Themes of the season that is on whose owners are passed by: docs/members.md, "Who loses a role"."""
    for community in _in_force(wiring):
        season = community.season_on(wiring.now())
        passed_by = [
            f"{community.members[owner].name} looks after “{theme.name}” and has no role whose replies are answers"
            for theme in (season.themes if season else ())
            for owner in theme.owners
            if owner in community.members and not looks_after_answers(community, owner)
        ]
        if passed_by:
            yield Check(f"themes of {community.name}", note="; ".join([*passed_by, "others are asked instead"]))


def _receipts(wiring: Wiring) -> Check:
    """Whether likes count, which is a matter of Graph, and what each community makes of receipts."""
    likes = (
        "Graph is connected: likes by people are read there, and are receipts some minutes later at most"
        if wiring.graph_is_connected
        else "Graph is not connected: likes by people are mostly not seen, and only a reply or the button “I’ve read "
        "it” is sure to be a receipt"
    )
    nudged = [_receipt_nudges(community) for community in _in_force(wiring)]
    return Check("receipts", note="; ".join([likes, *nudged]))


def _receipt_nudges(community: Community) -> str:
    if community.rules.nudge_for_receipts:
        return f"nudges for receipts are on in {community.name}, see nudge_for_receipts in its file"
    return f"nudges for receipts are off in {community.name}"


def _in_force(wiring: Wiring) -> list[Community]:
    """The communities of the database; before the first start those of COMMUNITY_FILE."""
    try:
        with wiring.store() as store:
            known = store.look(lambda tx: [one.community for one in tx.communities.values()], wiring.now())
    except (BadDatabaseUrl, Unreachable, MigrationsMissing):
        known = []
    if known or not wiring.community_file:
        return known
    try:
        return [community_file.community(document) for document in read(Path(wiring.community_file)).values()]
    except (BadFiles, CommunityFileFault):
        return []
