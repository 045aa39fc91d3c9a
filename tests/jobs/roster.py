"""A team's roster as Graph would tell it, moved by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jobs import members
from models.incoming import Person
from models.roster import Account, Roster, TeamMember
from tests.stage import DANA, HANA, KEN, MAKOTO, MIO, SORA, YUI, Stage

EVERYBODY = (HANA, KEN, MIO, DANA, MAKOTO, SORA, YUI)
GROUP = "22222222-2222-4222-8222-222222222222"


@dataclass(slots=True)
class FakeRoster:
    """Tells of ``there``, but for what a test lays out in ``refusals``: raised one after the other."""

    there: list[Person] = field(default_factory=lambda: list(EVERYBODY))
    refusals: list[Exception] = field(default_factory=list)
    accounts: dict[str, Account | Exception] = field(default_factory=dict)
    zones: dict[str, str | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """What was asked for: ``members``, ``account ID``, ``zone ID``."""

    async def members(self, group_id: str) -> Sequence[TeamMember]:
        self.asked.append("members")
        if self.refusals:
            raise self.refusals.pop(0)
        return [TeamMember(one.id, one.name, one.guest) for one in self.there]

    async def account(self, member_id: str) -> Account:
        self.asked.append(f"account {member_id}")
        told = self.accounts.get(member_id, Account())
        if isinstance(told, Exception):
            raise told
        return told

    async def time_zone(self, member_id: str) -> str | None:
        self.asked.append(f"zone {member_id}")
        told = self.zones.get(member_id)
        if isinstance(told, Exception):
            raise told
        return told

    def without(self, *gone: Person) -> None:
        self.there = [one for one in EVERYBODY if one not in gone]


async def known_group(stage: Stage) -> None:
    """Teams has told which Entra group the team is."""
    await stage.store.transact(lambda tx: tx.move_home(next(iter(tx.communities)), group_id=GROUP), stage.clock.now)


async def read_roster(stage: Stage, told: FakeRoster) -> int:
    """The job, with Graph connected. Returns how many rosters were kept."""
    held: Roster = told
    return await members.run(replace(stage.ports, roster=held))
