"""``erase``: everything that is kept of a community goes, once the app was removed from its team."""

from __future__ import annotations

import click

from cli.choosing import NONE_YET
from cli.commands import Wiring
from models.db.communities import Settled
from models.db.erasing import erase
from models.db.transaction import Transaction


@click.command("erase", help="Erase everything that is kept of COMMUNITY, its name or team id, for good.")
@click.argument("community")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_obj
def command(wiring: Wiring, community: str, *, yes: bool) -> None:
    with wiring.store() as store:
        known = store.look(lambda tx: list(tx.communities.values()), wiring.now())
        found = _meant(known, community)
        name, team = found.community.name, found.community.id
        _must_be_gone(found)
        if not yes:
            click.confirm(f"Erase all that is kept of {name}, {team}? It is gone for good", abort=True)
        went = store.write(lambda tx: _erased(tx, team), wiring.now())
    counts = ", ".join(f"{count} of {table}" for table, count in sorted(went.items()))
    click.echo(f"Erased {name}: {counts or 'nothing was there any more'}.")
    if wiring.community_file:
        click.echo("If COMMUNITY_FILE still names it, take it out: else the next start brings it back, empty.")


def _meant(known: list[Settled], wanted: str) -> Settled:
    if not known:
        raise click.ClickException(NONE_YET)
    found = [one for one in known if wanted in (one.community.name, one.community.id)]
    if len(found) != 1:
        names = ", ".join(f"{one.community.name} ({one.community.id})" for one in known)
        raise click.ClickException(f"Name one, by its name or its team id: {names}")
    return found[0]


def _must_be_gone(found: Settled) -> None:
    """Raises ClickException while the app is in the team: what comes next would be kept again."""
    home = found.home
    if home.installed_at is not None and home.removed_at is None:
        raise click.ClickException(
            f"The app is still in the team of {found.community.name}. Remove it there first; nothing was erased."
        )


def _erased(tx: Transaction, team: str) -> dict[str, int]:
    """Unless the app came back just now."""
    if team in tx.communities:
        _must_be_gone(tx.communities[team])
    return erase(tx, team)
