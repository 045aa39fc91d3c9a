"""Who would have been nudged, and when: the ledger's past, lived through once more under a community file.

What people did is done again in a scratch database, by the journal; between that the jobs of this room look as they
did, with a clock moved by hand and a Teams that tells nobody. So these are the rules themselves, and no second writing
of them. docs/nudges.md says what of the past is not known any more.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from jobs import deliver, expire_claims, nudge
from jobs.ports import Ports
from jobs.silent_teams import SilentTeams
from models.community import Community
from models.community_file import Document, community
from models.db import gathering, journal, nudges, replaying, watches
from models.db.migrate import migrate
from models.db.store import Store
from models.db.transaction import Transaction
from models.deeds import Deed
from models.nudging import Told
from models.outgoing import Teams
from models.watching import Stretch, Watch, next_turn
from models.working_hours import WorkingHours

PAGE = 500
SAME_CARD = timedelta(minutes=1)
"""A card that leaves no further from when Teams refused it is the one that it refused."""
UNDUE = frozenset({Deed.ABSENCE, Deed.MORNINGS, Deed.LEFT, Deed.JOINED, Deed.ZONE})
"""What gives the jobs something to do that no row is due for."""


Refused = Sequence[tuple[str, datetime]]
"""The cards that Teams refused for good: whose, and when."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """Who would have been told of what from ``since`` until before ``until``, and from when to when nobody looked."""

    since: datetime
    until: datetime
    nudges: tuple[Told, ...]
    stops: tuple[Stretch, ...]


async def dry_run(
    store: Store, document: Document, *, since: datetime, until: datetime, tick: timedelta = nudge.TRIGGER
) -> DryRun:
    """Replay the journal of the document's community, and list who would have been nudged under its rules.

    ``store`` is only read. All is replayed from the first post on; what lies before ``since`` is not listed. ``tick``:
    how often the jobs looked. Moments are aware UTC.
    """
    community_id = document["community"]["team_id"]
    found = store.look(partial(_looked, community_id=community_id), until)
    end = min(until, found.removed_at or until)
    watch = Watch.until(end, found.stretches, tick)
    with _scratch(document, watch, found.refused, end) as replay:
        for known in _entries(store, community_id, end):
            await replay.look_until(known.entry.at)
            if known.entry.deed is Deed.STEPS:
                await replay.take_steps(known.entry.at)
            else:
                replay.do_again(known)
        await replay.look_until(end)
    told = sorted((one for one in replay.told if one.at >= since), key=Told.order)
    return DryRun(since, until, tuple(told), watch.stops(since, until))


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the ledger tells of the clock's own past."""

    stretches: list[Stretch]
    refused: Refused
    removed_at: datetime | None


def _looked(tx: Transaction, community_id: str) -> _Looked:
    removed_at = tx.communities[community_id].home.removed_at
    return _Looked(
        watches.all_of(tx),
        [*nudges.refusals(tx, community_id), *journal.refused_mornings(tx, community_id)],
        removed_at,
    )


def _entries(store: Store, community_id: str, until: datetime) -> Iterator[journal.Known]:
    after = None
    while True:
        asked = partial(journal.page, community_id=community_id, until=until, after=after, at_most=PAGE)
        page = store.look(asked, until)
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].entry


@contextmanager
def _scratch(document: Document, watch: Watch, refused: Refused, now: datetime) -> Iterator[_Replay]:
    """A database that is thrown away in the end, with nothing in it but the community."""
    clock = _Clock(now)
    with tempfile.TemporaryDirectory(prefix="aizuchi-") as folder:
        url = f"sqlite:///{Path(folder) / 'replay.db'}"
        migrate(url)
        with closing(Store(url, wall=clock.read, on_effects=clock.wake, durable=False)) as store:
            store.write(partial(replaying.found, document=document), now)
            yield _Replay(store, community(document), watch, list(refused), clock)


@dataclass(slots=True)
class _Clock:
    """Moved by hand; ``woken``: whether anything was ordered of Teams."""

    now: datetime
    woken: bool = False

    def read(self) -> datetime:
        return self.now

    def wake(self) -> None:
        self.woken = True


@dataclass(slots=True)
class _Replay:
    """The past while it is lived through again. ``last`` is when the jobs looked last."""

    store: Store
    community: Community
    watch: Watch
    refused: list[tuple[str, datetime]]
    clock: _Clock
    told: list[Told] = field(default_factory=list)
    teams: SilentTeams = field(default_factory=SilentTeams)
    last: datetime | None = None
    _turn: datetime | None = None
    _asked: datetime | None = None
    """From when on a look is due, whatever the rows and the hours say."""

    def do_again(self, known: journal.Known) -> None:
        """What people did; the jobs look at what came of it."""
        now = self.clock.now = known.entry.at
        self.store.write(partial(replaying.do_again, known=known, community_id=self.community.id), now)
        if known.entry.deed in UNDUE:
            self._asked = self._asked or now
            self.community = self.store.look(lambda tx: tx.communities[self.community.id].community, now)

    async def take_steps(self, at: datetime) -> None:
        """The first half of a look; what people did next, at the same moment, only its second half knows of."""
        self.clock.now, self._asked = at, self._asked or at
        ports = self._ports()
        await expire_claims.run(ports)
        await nudge.take_steps(ports, self.store.look(gathering.gone, at))

    async def look_until(self, end: datetime) -> None:
        """Every look before ``end`` that may find something to do."""
        while (look := self._next_look()) is not None and look < end:
            self.clock.now = self.last = look
            self._asked = None
            self._turn = min(next_turn(hours, look) for hours in self._hours())
            while await self._look():
                pass

    def _next_look(self) -> datetime | None:
        if self.last is None:
            return self.watch.stretches[0][0] if self.watch.stretches else None
        due = self.store.look(partial(replaying.next_due, after=self.last), self.last)
        moments = (due, self._asked, self._turn, self.watch.next_begin(self.last))
        first = min((moment for moment in moments if moment is not None), default=None)
        if first is None:
            return None
        # What people did may have made something due long ago: the looks before that deed knew nothing of it.
        return self.watch.look_at(max(first, self.last + timedelta.resolution, self.clock.now))

    def _hours(self) -> set[WorkingHours]:
        members = self.community.members
        return {self.community.hours, *(self.community.hours_of(member_id) for member_id in members)}

    async def _look(self) -> bool:
        """What the jobs do at this moment. Returns whether Teams refused a card: then others are asked at once."""
        ports = self._ports()
        self.clock.woken = False
        await expire_claims.run(ports)
        await nudge.run(ports)
        if not self.clock.woken:
            return False
        planned = await self.store.transact(replaying.cards, self.clock.now)
        self.teams.refuses = {card.to for card in planned if self._was_refused(card)}
        await deliver.run(ports)
        left = await self.store.transact(replaying.cards, self.clock.now)
        self.told += [one for card in left if card.sent for one in card.told]
        await self.store.transact(replaying.sweep, self.clock.now)
        return bool(self.teams.refuses)

    def _ports(self) -> Ports:
        held: Teams = self.teams
        return Ports(self.store, held, self.clock.read, self.clock.read)

    def _was_refused(self, card: replaying.Card) -> bool:
        """Each refusal holds for one card; processes at once may have numbered them otherwise."""
        for one in self.refused:
            if one[0] == card.to and abs(self.clock.now - one[1]) <= SAME_CARD:
                self.refused.remove(one)
                return True
        return False
