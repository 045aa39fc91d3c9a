"""Nudges: each step that is due is taken once, over any number of processes, and told on one card a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.db import absences, due, gathering, nudges, people, watches
from models.db.transaction import Transaction
from models.deeds import Deed
from models.follow_up import Decision, FollowUp
from models.nudging import Around, take

log = structlog.get_logger(__name__)

TRIGGER = timedelta(seconds=1)
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class _Look:
    """What there is to do; most looks find nothing, and write nothing."""

    gone: list[tuple[str, str]]
    due: bool
    watch: bool
    tell: list[tuple[str, str]]


async def run(ports: Ports) -> int:
    """Take every step that is due, and send the cards that may leave. Returns how many follow-ups were nudged.

    While another process takes steps, the cards are left to it: they are to have all that is due.
    """
    look = await ports.store.read(_look, ports.now())
    if look.watch:
        await ports.store.transact(watches.seen, ports.now())
    total, tell = 0, look.tell
    if look.due or look.gone:
        total, alone = await take_steps(ports, look.gone)
        tell = await ports.store.read(gathering.to_tell, ports.now()) if alone else []
    for community_id, member_id in tell:
        await ports.store.transact(partial(gathering.tell, community_id=community_id, member_id=member_id), ports.now())
    return total


def _look(tx: Transaction) -> _Look:
    return _Look(gathering.gone(tx), due.is_any_nudge(tx), watches.is_due(tx), gathering.to_tell(tx))


async def take_steps(ports: Ports, gone: Iterable[tuple[str, str]]) -> tuple[int, bool]:
    """Take every step that is due, and tell nobody yet; ``gone``: nudges whose members are not there any more.

    Returns how many follow-ups were nudged, and whether this process took all that was left of the steps."""
    total, changed = 0, AT_ONCE
    while changed == AT_ONCE:
        some = await ports.store.transact(partial(_nudge_some, gone=gone), ports.now())
        if some is None:
            break
        changed, nudged = some
        total += nudged
    if total:
        log.info("Follow-ups were nudged.", count=total)
    return total, changed < AT_ONCE


def _nudge_some(tx: Transaction, gone: Iterable[tuple[str, str]]) -> tuple[int, int] | None:
    """How many follow-ups were looked at and moved on, and how many of these were nudged; ``None``: another is at it.

    One that a fault of ours keeps from being nudged keeps no other from it: it stays due, and the log says so.
    """
    if not due.is_alone(tx):
        return None
    gathering.pass_by(tx, gone)
    changed = nudged = 0
    known: dict[str, Around] = {}
    moved: set[str] = set()
    for follow_up in due.nudges(tx, AT_ONCE):
        try:
            after = _nudge(tx, follow_up, known)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            log.exception("A follow-up could not be nudged.", follow_up=follow_up.id)
            continue
        if after.version > follow_up.version:
            moved.add(follow_up.community_id)
            changed += 1
        nudged += after.nudges > follow_up.nudges
    for community_id in sorted(moved):
        tx.note(Deed.STEPS, community_id)
    return changed, nudged


def _nudge(tx: Transaction, follow_up: FollowUp, known: dict[str, Around]) -> FollowUp:
    community = tx.communities[follow_up.community_id].community
    around = known.get(community.id)
    if around is None:
        absent = absences.now_absent(tx, community.id)
        around = known[community.id] = Around(community, absent.away, people.loads(tx, community.id))
    taken = take(follow_up, around.about(follow_up.region, _advisors(tx, follow_up)), tx.now)
    after = tx.apply(follow_up, Decision(taken.follow_up))
    nudges.keep(tx, community.id, taken.nudges)
    for owner in after.owners if not follow_up.owners else ():
        around.loads[owner] = around.loads.get(owner, 0) + 1
    return after


def _advisors(tx: Transaction, follow_up: FollowUp) -> tuple[str, ...]:
    """Whom the season of the post names as advisors of its theme."""
    post = tx.post(follow_up.thread_id)
    community = tx.communities[follow_up.community_id].community
    theme = community.theme(post.season, post.theme) if post else None
    return theme.advisors if theme else ()
