"""Which community, season or member an operator means."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from cli.commands import Wiring
from cli.files import BadFiles, read
from models.community import Community, Season
from models.community_file import Document
from models.season import fold
from models.statistics.report import season_asked

NONE_YET = "No community is known yet. Write one as a file and run: python app.py apply FILE"


def choose(documents: Sequence[Document], wanted: str | None) -> Document:
    """The one of this name or team id, or the only one there is."""
    found = [one for one in documents if wanted in (None, one["community"]["name"], one["community"]["team_id"])]
    if not documents:
        raise click.ClickException(NONE_YET)
    if len(found) != 1:
        names = ", ".join(one["community"]["name"] for one in documents)
        raise click.ClickException(f"Name one with --community, by its name or its team_id: {names}")
    return found[0]


def season_named(community: Community, named: str | None, now: datetime) -> Season | None:
    """The season of this code or name; without one the current, else the last that has begun, if any has."""
    if named is None:
        return season_asked(community, None, now)
    for season in community.seasons:
        if fold(named) in (fold(season.code), fold(season.name)):
            return season
    known = ", ".join(season.code for season in community.seasons) or "none"
    raise click.ClickException(f"There is no season “{named}”. There is: {known}")


def entra_id(_: click.Context, argument: click.Parameter, told: str) -> str:
    """A member's Entra object id, as the ledger writes it."""
    try:
        return str(uuid.UUID(told))
    except ValueError:
        raise click.BadParameter(f"{told!r} is no Entra object id, as the export shows them.", param=argument) from None


def in_force(wiring: Wiring) -> list[Document]:
    """The communities of the database, as they are now."""
    with wiring.store() as store:
        return store.look(lambda tx: [dict(one.current) for one in tx.communities.values()], wiring.now())


def of_file(path: Path) -> list[Document]:
    """The communities of a file, or of a folder of them."""
    try:
        return list(read(path).values())
    except BadFiles as fault:
        raise click.ClickException(str(fault)) from None
