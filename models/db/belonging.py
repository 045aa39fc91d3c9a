"""Who belongs to a community: whom its file names, who was met in it, and who is in its team."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models.community import Community
from models.db import people
from models.db.tables.ledger import members
from models.db.tables.people import roster
from models.db.transaction import Transaction
from models.incoming import Person
from models.season import fold


def belongs(tx: Transaction, community: Community, person_id: str) -> bool:
    """Whether a person is one of the community's today; who left the team is not."""
    row = tx.connection.execute(
        select(roster.c.left_at).where(roster.c.community_id == community.id, roster.c.id == person_id)
    ).first()
    if row is not None:
        return row.left_at is None
    return person_id in community.members or community.id in tx.acquaintances(person_id)


def called(tx: Transaction, community: Community, person_id: str) -> str:
    """What a person is called; who was never met, as the team's roster says. Empty: not known."""
    known = people.names(tx, community, (person_id,)).get(person_id)
    if known:
        return known
    query = select(roster.c.name).where(roster.c.community_id == community.id, roster.c.id == person_id)
    return tx.connection.execute(query).scalar_one_or_none() or ""


def identify(tx: Transaction, community: Community, person: Person) -> str | None:
    """The Entra object id of somebody whom Teams named: by its own id, else by a name that only one person has."""
    known = people.identified(tx, community.id, (person,))
    if known:
        return next(iter(known))
    wanted = _plain(person.name)
    found = {one for one, name in _everybody(tx, community) if wanted and _plain(name) == wanted}
    return found.pop() if len(found) == 1 else None


def named(tx: Transaction, community: Community, words: str) -> tuple[str, str] | None:
    """Whom words begin with, where they begin with @ and a name that only one person has: their id and that name."""
    if not words.startswith("@"):
        return None
    begun = _plain(words.removeprefix("@"))
    found = {(one, name) for one, name in _everybody(tx, community) if name and begun.startswith(_plain(name))}
    longest = max((len(name) for _, name in found), default=0)
    best = {one: name for one, name in found if len(name) == longest}
    return next(iter(best.items())) if len(best) == 1 else None


def _everybody(tx: Transaction, community: Community) -> Iterator[tuple[str, str]]:
    """Everybody who was ever here, by id and name; who is known in several ways comes several times."""
    yield from ((one.id, one.name) for one in community.members.values())
    for table in (members, roster):
        query = select(table.c.id, table.c.name).where(table.c.community_id == community.id)
        yield from ((row.id, row.name) for row in tx.connection.execute(query))


def _plain(name: str) -> str:
    return fold(" ".join(name.split()))
