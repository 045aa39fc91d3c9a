"""Who is in the team: what Graph tells of it, and what is to be believed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from models.community import Community

MEMBERS, ACCOUNTS, MAILBOXES = "TeamMember.Read.Group", "User.Read.All", "MailboxSettings.Read"
"""Graph's permissions by what they are for: the roster itself, each one's account, each one's time zone."""

LAG = timedelta(hours=1)
"""So long may Graph tell of a team as it was: what Teams told of somebody since holds, whatever the roster says."""


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody in the team. ``id`` is the Entra object id; guests have one, too.

    ``guest``: of the tenant. ``tenant_id``: whose account it is; ``None`` where it is not told.
    """

    id: str
    name: str
    guest: bool = False
    tenant_id: str | None = None

    def is_stranger_to(self, tenant_id: str) -> bool:
        """Whether they are a guest of a tenant, or of another one."""
        return self.guest or (self.tenant_id is not None and self.tenant_id.lower() != tenant_id.lower())


@dataclass(frozen=True, slots=True)
class Account:
    """What the company's directory says of a person; ``None`` where it says nothing."""

    department: str | None = None
    office: str | None = None
    country: str | None = None
    """Two capital letters (ISO 3166)."""
    language: str | None = None
    """As a locale: ``ja-JP``."""


class NotGranted(Exception):
    """Graph refuses for want of a permission: ``permission`` is its name."""

    def __init__(self, permission: str) -> None:
        super().__init__(f"the permission {permission} is not granted")
        self.permission = permission


class Roster(Protocol):
    """What the jobs ask of Graph about people.

    Each call waits for its turn and raises NotGranted, or RetryLater or Undeliverable of models/outgoing.py.
    """

    async def members(self, group_id: str) -> Sequence[TeamMember]:
        """The whole team, to the last page; half of it is never returned. ``group_id`` is the team's Entra group."""

    async def account(self, member_id: str) -> Account:
        """What the directory says of a person. Needs ACCOUNTS."""

    async def time_zone(self, member_id: str) -> str | None:
        """The zone that a person's mailbox is set to, as an IANA name. Needs MAILBOXES."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What we know of somebody's place in the team. ``told_at`` is the moment of the newest word on it."""

    name: str
    told_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a roster tells that we did not know, by id."""

    joined: Mapping[str, str]
    """New to us, or back: their names."""
    renamed: Mapping[str, str]
    left: frozenset[str]
    unsettled: bool
    """Whether it contradicts what Teams told within LAG: it is asked for again then."""


def changes(known: Mapping[str, Seat], found: Iterable[TeamMember], asked_at: datetime) -> Changes:
    """What a complete roster changes in what is known."""
    names = {member.id: member.name for member in found}
    settled = {one for one, seat in known.items() if seat.told_at <= asked_at - LAG}
    there = {one for one, seat in known.items() if seat.left_at is None}
    came, went = (known.keys() - there) & names.keys(), there - names.keys()
    return Changes(
        joined={one: name for one, name in names.items() if one not in known or one in came & settled},
        renamed={one: name for one, name in names.items() if one in there and name and name != known[one].name},
        left=frozenset(went & settled),
        unsettled=not (came | went) <= settled,
    )


def why_not_believed(found: Collection[TeamMember], written: Community) -> str | None:
    """Why a roster cannot be the team's; ``None``: it can. ``written``: the community as its file has it."""
    if not found:
        return "it is empty"
    ids = {member.id for member in found}
    if ids.isdisjoint(member.id for member in written.members.values() if member.roles):
        return "nobody is in it whom the community file gives a role"
    return None
