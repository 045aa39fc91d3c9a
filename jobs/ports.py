"""What a job needs from outside: the database, Teams, and the time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.consent import Consent
from models.db.store import Store
from models.history import History
from models.incoming import Commanded, Event, ThreadEvent
from models.outgoing import Teams
from models.own_acts import OwnHands
from models.roster import Roster
from models.subscribing import Subscriptions
from models.watch import NOBODY, Watch


@dataclass(frozen=True, slots=True)
class FromGraph:
    """What Graph tells, and where it goes.

    ``take`` handles an event as if Teams had brought it; ``take_together`` all of a thread's in one transaction.
    """

    history: History
    take: Callable[[ThreadEvent | Commanded], Awaitable[object]]
    take_together: Callable[[Sequence[ThreadEvent]], Awaitable[object]]
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class Ports:
    """``now`` is the community's clock, ``wall`` the machine's; both aware UTC. They differ in a rehearsal alone."""

    store: Store
    teams: Teams
    now: Callable[[], datetime]
    wall: Callable[[], datetime]
    subscriptions: Subscriptions | None = None
    """``None``: Graph is not asked to tell us of changes."""
    graph: FromGraph | None = None
    """``None`` where no Graph is connected."""
    roster: Roster | None = None
    """``None``: Graph is not connected."""
    own_hands: OwnHands | None = None
    """``None``: the bot signs nobody in, so nothing is done in members' own names."""
    take: Callable[[Event], Awaitable[object]] | None = None
    """Handles an event as if Teams had brought it. ``None`` in the dry run alone."""
    watch: Watch = NOBODY
    """Is told how things go."""
