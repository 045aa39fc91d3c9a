"""``roll``: everybody who took part in a season, by name, as a page that rolls, a table or slides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cli.choosing import choose, in_force, season_named
from cli.commands import Wiring
from cli.files import write
from cli.roll_files import slides
from cli.roll_files.page import page
from cli.roll_files.table import table
from cli.roll_files.words import Words
from locales import LANGUAGES
from models.db import roll as ledger
from models.db import trail
from models.db.transaction import Transaction
from models.roll import Roll
from models.trail import Line, Saw

LAYOUTS: dict[str, Callable[[Roll, Words], bytes]] = {
    "html": lambda roll, words: page(roll, words).encode(),
    "csv": table,
    "pptx": slides,
}


@click.command("roll", help="Write everybody who took part in a season, the current one unless SEASON names another.")
@click.argument("season", required=False)
@click.option("--format", "layout", type=click.Choice(list(LAYOUTS)), default="html", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; needed for pptx.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the sentences; by itself the community's.")
@click.option("--community", "wanted", help="Name or team_id, where there are several.")
@click.pass_obj
def command(wiring: Wiring, /, season: str | None, layout: str, out: Path | None, **chosen: Any) -> None:
    if layout == "pptx" and out is None:
        raise click.ClickException("Slides are no text; name the file to write with --out")
    document = choose(in_force(wiring), chosen["wanted"])["community"]
    with wiring.store() as store:
        made = store.write(lambda tx: _made(tx, document["team_id"], season), wiring.now())
    written = LAYOUTS[layout](made, Words(chosen["language"] or document["language"], document["time_zone"]))
    if out is None:
        click.echo(written, nl=False)
    else:
        write(out, written)
        click.echo(f"{out}: {summary(made)}")
    if made.missing:
        raise click.ClickException(complaint(made))


def _made(tx: Transaction, community_id: str, named: str | None) -> Roll:
    season = season_named(tx.communities[community_id].community, named, tx.now)
    if season is None:
        raise click.ClickException("The community has no season that has begun, so there is no roll yet")
    trail.note(tx, Line(Saw.EXPORTED, None, community_id=community_id, detail="roll"))
    return ledger.of_season(tx, community_id, season)


def summary(made: Roll) -> str:
    """Who is on it, in numbers that can be added up."""
    counts = f"{len(made.credits)} named, {len(made.unnamed)} who wish not to be, {len(made.gone)} forgotten"
    return f"{counts}; {len(made.everybody)} in all. {'' if made.missing else 'Nobody is missing.'}".rstrip()


def complaint(made: Roll) -> str:
    return f"{len(made.missing)} of the ledger are missing on the roll: {', '.join(sorted(made.missing))}"
