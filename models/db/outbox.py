"""The outbox: what Teams is still to be asked for.

Leases go by the machine's time, so that a rehearsed clock cannot end one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, insert, select, update

from models import correlation
from models.db.rows import CORRELATION, ORDERED_AT
from models.db.tables.ledger import posts
from models.db.tables.outbox import outbox, paces
from models.db.transaction import Transaction
from models.effects import undone_key
from models.outgoing import IDEMPOTENT, Effect, Kind, Order

REMOVED = "the app was removed from the team"
"""Why an effect was dropped: it may be wanted again when the app is back."""
CAME_TO_NOTHING = frozenset({"dropped", "given_up"})
"""The states of an effect that Teams was not asked for, or refused for good."""
LEASE = timedelta(seconds=20)
"""Who is still at it renews it; so it is only as long as a process may be silent before it counts as dead."""
REACTION_EVERY = timedelta(seconds=1 / 1.5)
"""Between two reactions of the bot, over all processes. Teams allows two a second.
Source: https://learn.microsoft.com/en-us/microsoftteams/platform/agents-in-teams/agent-reactions"""


@dataclass(frozen=True, slots=True)
class Leased:
    """An effect that is ours to carry out until the lease ends. ``attempts`` counts this one, too."""

    seq: int
    key: str
    kind: Kind
    community_id: str
    lane: str
    payload: Mapping[str, Any]
    attempts: int
    leased_at: datetime
    correlation: str = ""
    """What set it off (models/correlation.py)."""


@dataclass(frozen=True, slots=True)
class Lease:
    """What was leased, and when to look again: ``None`` when nothing is known to come due."""

    effects: tuple[Leased, ...]
    look_again_at: datetime | None


_earlier = outbox.alias("earlier")
_pending = outbox.c.settled_at.is_(None)
_first_of_lane = ~exists().where(
    and_(_earlier.c.lane == outbox.c.lane, _earlier.c.settled_at.is_(None), _earlier.c.seq < outbox.c.seq)
)

# What each look asks, put together once: that takes as long as the asking.
_READY = (
    select(outbox)
    .where(_pending, outbox.c.state == "queued", outbox.c.due_at <= bindparam("now"), _first_of_lane)
    .order_by(outbox.c.seq)
    .with_for_update(skip_locked=True)
)
_OTHERS = _READY.where(outbox.c.kind != Kind.REACT.value).limit(bindparam("at_most"))
_REACTION = _READY.where(outbox.c.kind == Kind.REACT.value).limit(1)
_OVER = and_(_pending, outbox.c.state == "leased", outbox.c.leased_until < bindparam("now"))
_DEAD = select(outbox.c.seq).where(_OVER).limit(1)
_NEXT = select(
    select(func.min(outbox.c.due_at))
    .where(_pending, outbox.c.state == "queued", outbox.c.due_at > bindparam("now"))
    .scalar_subquery(),
    select(func.min(outbox.c.leased_until)).where(_pending, outbox.c.state == "leased").scalar_subquery(),
)


def lease(tx: Transaction, at_most: int, renew: Collection[int] = ()) -> Lease:
    """Take effects that are due: the oldest of each lane, reactions no faster than Teams takes them.

    Each goes to one process. ``renew`` names what the caller is still at. What a process had leased when it died is
    taken again if it may be sent twice, and is uncertain otherwise.
    """
    if renew:
        still_held = outbox.c.seq.in_(renew) & (outbox.c.state == "leased")
        tx.execute(update(outbox).where(still_held).values(leased_until=tx.wall + LEASE))
    _give_up_on_the_dead(tx)
    taken = list(tx.connection.execute(_OTHERS, {"now": tx.wall, "at_most": at_most}))
    next_reaction_at = None
    for row in tx.connection.execute(_REACTION, {"now": tx.wall}):
        free_at = _reserve_reaction(tx)
        if free_at <= tx.wall:
            taken.append(row)
        next_reaction_at = tx.wall + REACTION_EVERY if free_at <= tx.wall else free_at
    if taken:
        tx.execute(
            update(outbox)
            .where(outbox.c.seq.in_([row.seq for row in taken]))
            .values(state="leased", leased_until=tx.wall + LEASE, attempts=outbox.c.attempts + 1)
        )
    return Lease(tuple(leased(row, tx.wall) for row in taken), _next_look(tx, next_reaction_at))


def ordered(tx: Transaction, keys: Collection[str]) -> tuple[Order, ...]:
    """The effects of these keys that say something to people, and what became of them so far."""
    if not keys:
        return ()
    kinds = (Kind.POST.value, Kind.SEND.value)
    query = select(outbox).where(outbox.c.key.in_(keys), outbox.c.kind.in_(kinds)).order_by(outbox.c.seq)
    return tuple(_order(row) for row in tx.connection.execute(query))


def sent_as(tx: Transaction, key: str) -> tuple[Order, str] | None:
    """An effect by its key, and the id that Teams gave it: empty where it was not sent, or nobody knows."""
    row = tx.connection.execute(select(outbox).where(outbox.c.key == key)).first()
    return (_order(row), (row.outcome or "") if row.state == "sent" else "") if row else None


def order_again(tx: Transaction, effect: Effect) -> None:
    """Order an effect, also where it came to nothing when it was ordered before."""
    tx.execute(delete(outbox).where(outbox.c.key == effect.key, outbox.c.state.in_(CAME_TO_NOTHING)))
    tx.enqueue(effect)


def is_undone(tx: Transaction, key: str) -> bool:
    """Whether an effect is not wanted any more, since what ordered it was undone."""
    return tx.connection.execute(select(outbox.c.seq).where(outbox.c.key == undone_key(key))).first() is not None


def sent(tx: Transaction, effect: Leased, outcome: str = "") -> None:
    """Teams said yes. ``outcome`` is the id that it gave.

    That is true whoever holds the lease by now: who was taken for dead may only have been slow.
    """
    _settle(tx, outbox.c.seq == effect.seq, "sent", outcome)
    if effect.kind is Kind.REACT:
        tx.execute(update(posts).where(posts.c.thread_id == effect.payload["thread_id"]).values(reacted_at=tx.now))


def dropped(tx: Transaction, effect: Leased, why: str) -> None:
    """It is not wanted any more."""
    _settle(tx, _held(effect), "dropped", why)


def given_up(tx: Transaction, effect: Leased, why: str) -> None:
    """Teams will never do it; an operator is told."""
    _settle(tx, _held(effect), "given_up", why)


def uncertain(tx: Transaction, effect: Leased, why: str) -> None:
    """Nobody knows whether Teams did it, and it must not be done twice; an operator is told."""
    _settle(tx, _held(effect), "uncertain", why)


def later(tx: Transaction, effect: Leased, pause: timedelta) -> None:
    """Not now; again after ``pause``."""
    values = {"state": "queued", "due_at": tx.wall + pause, "leased_until": None}
    tx.execute(update(outbox).where(_held(effect)).values(**values))
    tx.wakes_outbox = True


def _held(effect: Leased) -> ColumnElement[bool]:
    return and_(outbox.c.seq == effect.seq, outbox.c.state == "leased")


def _settle(tx: Transaction, which: ColumnElement[bool], state: str, outcome: str) -> None:
    values = {"state": state, "outcome": outcome, "settled_at": tx.wall, "leased_until": None}
    tx.execute(update(outbox).where(which).values(**values))


def _give_up_on_the_dead(tx: Transaction) -> None:
    now = {"now": tx.wall}
    if tx.connection.execute(_DEAD, now).first() is None:
        return
    again = outbox.c.kind.in_([kind.value for kind in IDEMPOTENT])
    tx.execute(update(outbox).where(_OVER, again).values(state="queued", leased_until=None), now)
    ended = {"state": "uncertain", "outcome": "the process that sent it ended", "settled_at": tx.wall}
    tx.execute(update(outbox).where(_OVER).values(leased_until=None, **ended), now)


def _reserve_reaction(tx: Transaction) -> datetime:
    """When the bot may react next; if that is now, the moment is taken.

    A moment further off than one pause is of a clock that was set back since, and says nothing.
    """
    row = tx.connection.execute(select(paces.c.next_at).where(paces.c.name == "reaction").with_for_update()).first()
    if row is not None and tx.wall < row.next_at <= tx.wall + REACTION_EVERY:
        taken_until: datetime = row.next_at
        return taken_until
    values = {"next_at": tx.wall + REACTION_EVERY}
    if row:
        tx.execute(update(paces).where(paces.c.name == "reaction").values(**values))
    else:
        tx.execute(insert(paces).values(name="reaction", **values))
    return tx.wall


def _next_look(tx: Transaction, reaction_at: datetime | None) -> datetime | None:
    """When something may come due that is not due now: a pause that ends, a lease that runs out, the next reaction."""
    moments = (*tx.connection.execute(_NEXT, {"now": tx.wall}).one(), reaction_at)
    return min((moment for moment in moments if moment is not None), default=None)


def _order(row: Any) -> Order:
    payload, _ = _payload(row)
    return Order(Effect(row.key, Kind(row.kind), row.community_id, row.lane, payload), row.state)


def leased(row: Any, now: datetime) -> Leased:
    """A row of the outbox as an effect in hand."""
    payload, set_off_by = _payload(row)
    kind, attempts = Kind(row.kind), row.attempts + 1
    return Leased(row.seq, row.key, kind, row.community_id, row.lane, payload, attempts, now, set_off_by)


def _payload(row: Any) -> tuple[dict[str, Any], str]:
    """What an effect takes, and what set it off: where its row does not say, an id of its own, made of its key."""
    payload = orjson.loads(row.payload)
    payload.pop(ORDERED_AT, None)
    return payload, payload.pop(CORRELATION, None) or correlation.of(row.key)
