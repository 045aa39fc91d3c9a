"""Who is in the team, each once: who was forgotten and is there still has two ids, and one seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from models.community import Community
from models.db.tables.people import roster
from models.db.tables.privacy import forgotten
from models.db.transaction import Transaction
from models.forgetting import digest
from models.roster import Seat, TeamMember


@dataclass(frozen=True, slots=True)
class Team:
    """The department of each who is in the team; ``None`` where it is not known.

    ``same``: by another id that somebody has, the one that they have in ``departments``.
    """

    departments: Mapping[str, str | None]
    same: Mapping[str, str] = field(default_factory=dict)

    def acted(self, did: Collection[tuple[str, str]]) -> Collection[tuple[str, str]]:
        """Who did what, by the ids of ``departments``."""
        return {(self.same.get(who, who), what) for who, what in did} if self.same else did


def team(tx: Transaction, community: Community) -> Team:
    """Whoever has an own id in the roster is in the team as it says of that; else as it says of the other."""
    query = select(roster.c.id, roster.c.department, roster.c.left_at).where(roster.c.community_id == community.id)
    rows = {row.id: row for row in tx.connection.execute(query)}
    there = {one: row.department for one, row in rows.items() if row.left_at is None}
    same = dict[str, str]()
    for aliases, own in _of_one_person(tx, rows):
        seats = [one for one in (own or aliases) if one in there]
        department = next((there[one] for one in (*own, *aliases) if there.get(one)), None)
        for one in (*own, *aliases):
            there.pop(one, None)
        if seats:
            there[seats[0]] = department
            same |= dict.fromkeys((*own, *aliases), seats[0])
    return Team(there, same)


def still_seated(tx: Transaction, seats: Mapping[str, Seat], found: Iterable[TeamMember]) -> list[TeamMember]:
    """Whom a roster found although they were forgotten, by the ids that they have with us since: it has no such ids."""
    of_all = _of_one_person(tx, (one.id for one in found))
    known_as = [alias for aliases, own in of_all if own for alias in aliases if alias in seats]
    return [TeamMember(one, seats[one].name) for one in known_as if seats[one].left_at is None]


def _of_one_person(tx: Transaction, ids: Iterable[str]) -> list[tuple[list[str], list[str]]]:
    """Of each who was forgotten: the ids that nobody has, the oldest first, and those of theirs among ``ids``."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    rows: list[Any] = list(tx.connection.execute(select(forgotten).order_by(forgotten.c.at, forgotten.c.alias)))
    if not rows:
        return []
    for row in rows:
        found[row.digest][0].append(row.alias)
    for one in ids:
        if (known := digest(one)) in found:
            found[known][1].append(one)
    return list(found.values())
