"""Communities as the database holds them, kept in memory and read again when their version changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, insert, select, update

from models import community_file
from models.community import Community
from models.db.tables.ledger import communities, members
from models.db.tables.people import roster
from models.season import turns


@dataclass(frozen=True, slots=True)
class Home:
    """Where a community lives in Teams: learned from what Teams sends us. All ``None`` before the first activity."""

    service_url: str | None = None
    bot_id: str | None = None
    group_id: str | None = None
    installed_at: datetime | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A community with its home and the documents it was made of: as applied from the file, and as it is now."""

    community: Community
    """As it is in force: without those members who left the team, and with the others where they are."""
    written: Community
    """With all whom the file names."""
    home: Home
    version: int
    applied: Mapping[str, Any]
    current: Mapping[str, Any]
    guests: frozenset[str] = frozenset()
    """Those of the team who are guests of the tenant, or of another one."""

    @property
    def left(self) -> frozenset[str]:
        """Those whom the file names and who are not in the team any more."""
        return frozenset(self.written.members.keys() - self.community.members.keys())


Span = tuple[datetime, datetime]
"""From the first moment until before the second; aware UTC."""
NEVER: Span = (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))


class Known:
    """The communities of a database.

    One instance a process; ``refreshed`` costs one small query when nothing changed.
    """

    def __init__(self) -> None:
        self._read: dict[str, Settled] = {}
        self._in_force: dict[str, Settled] = {}
        self._span: Span = NEVER

    def refreshed(self, connection: Connection, now: datetime) -> Mapping[str, Settled]:
        """All of them as they are in force at ``now`` (aware): in the roles of the season that is on."""
        versions = {row.id: row.version for row in connection.execute(_VERSIONS)}
        if versions != {key: settled.version for key, settled in self._read.items()}:
            left = connection.execute(_LEFT).all()
            gone = {one: frozenset(row.id for row in left if row.community_id == one) for one in versions}
            found = [_settled(row, gone.get(row.id, frozenset())) for row in connection.execute(_ALL)]
            guests = connection.execute(_GUESTS).all()
            found = [replace(one, guests=_of(one, guests)) for one in found]
            self._read, self._span = {one.community.id: _in_zones(connection, one) for one in found}, NEVER
        if not self._span[0] <= now < self._span[1]:
            self._span = span_of(now, (one.written for one in self._read.values()))
            self._in_force = {
                one: replace(settled, community=settled.community.on(now)) for one, settled in self._read.items()
            }
        return self._in_force


def save(connection: Connection, applied: Mapping[str, Any], current: Mapping[str, Any], now: datetime) -> str:
    """Write a community as it shall be; new or known. Returns its id. ``applied_at`` moves to ``now``."""
    community_id = community_file.community(current).id
    texts = {"applied": orjson.dumps(applied).decode(), "current": orjson.dumps(current).decode(), "applied_at": now}
    changed = connection.execute(
        update(communities).where(communities.c.id == community_id).values(version=communities.c.version + 1, **texts)
    )
    if changed.rowcount == 0:
        connection.execute(insert(communities).values(id=community_id, version=1, **texts))
    return community_id


def begin(connection: Connection, document: Mapping[str, Any], home: Home, now: datetime) -> Settled:
    """Write a community that no file named. Raises IntegrityError when another process was faster."""
    community = community_file.community(document)
    text = orjson.dumps(document).decode()
    where = {name: getattr(home, name) for name in ("service_url", "bot_id", "group_id", "installed_at")}
    row = {"id": community.id, "version": 1, "applied": text, "current": text, "applied_at": now, **where}
    connection.execute(insert(communities).values(**row))
    return Settled(community, community, home, 1, document, document)


def change_current(connection: Connection, community_id: str, current: Mapping[str, Any]) -> None:
    """Keep what a member changed in Teams, beside what the file said."""
    connection.execute(
        update(communities)
        .where(communities.c.id == community_id)
        .values(version=communities.c.version + 1, current=orjson.dumps(current).decode())
    )


def move_home(connection: Connection, community_id: str, **changes: Any) -> None:
    """Keep what an activity told of where the community lives."""
    connection.execute(
        update(communities).where(communities.c.id == community_id).values(version=communities.c.version + 1, **changes)
    )


def change_members(connection: Connection, community_id: str) -> None:
    """Let every process look again who of the members is in the team."""
    move_home(connection, community_id)


def span_of(now: datetime, written: Iterable[Community]) -> Span:
    """Around ``now``: as long as no season begins or ends in which members have other roles."""
    moments = [moment for community in written for moment in turns(community)]
    since = max((moment for moment in moments if moment <= now), default=NEVER[1])
    return since, min((moment for moment in moments if moment > now), default=NEVER[0])


def roams(written: Community, member_id: str) -> bool:
    """Whether a member's working time is where they are: the file names them and says nothing of it."""
    member = written.members.get(member_id)
    return member is not None and member.hours is None


def _in_zones(connection: Connection, settled: Settled) -> Settled:
    """With the hours of those who roam in the zones where they are."""
    roaming = [one for one in settled.community.members if roams(settled.written, one)]
    if not roaming:
        return settled
    zones: dict[str, str] = {}
    for table in (roster, members):
        theirs = (table.c.community_id == settled.community.id) & table.c.id.in_(roaming)
        query = select(table.c.id, table.c.time_zone).where(theirs, table.c.time_zone.is_not(None))
        zones |= {row.id: row.time_zone for row in connection.execute(query)}
    return replace(settled, community=settled.community.with_zones(zones))


def _of(settled: Settled, rows: Iterable[Any]) -> frozenset[str]:
    """The ids of the rows that are of a community."""
    return frozenset(row.id for row in rows if row.community_id == settled.community.id)


_GUESTS = select(roster.c.community_id, roster.c.id).where(roster.c.guest)
_VERSIONS = select(communities.c.id, communities.c.version)
_ALL = select(communities).order_by(communities.c.id)
_LEFT = select(roster.c.community_id, roster.c.id).where(roster.c.left_at.is_not(None))


def _settled(row: Any, left: frozenset[str]) -> Settled:
    current = orjson.loads(row.current)
    home = Home(row.service_url, row.bot_id, row.group_id, row.installed_at, row.removed_at)
    written = community_file.community(current)
    return Settled(written.without(left), written, home, row.version, orjson.loads(row.applied), current)
