"""What each member of the PMO carries, and whether it is shared. For the PMO alone: nobody is ranked by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.community import Member, Role
from models.statistics.cases import Case
from models.statistics.told import Load, Loads
from models.statistics.values import Ledger

Act = tuple[str, datetime]
"""In which thread, and when."""


def loads(ledger: Ledger, of: Sequence[Case]) -> Loads:
    acts = {member.id: set[Act]() for member in ledger.community.with_role(Role.PMO)}
    for member_id, act in _acts(ledger, of):
        if member_id in acts:
            acts[member_id].add(act)
    shares = tuple(_load(ledger, member, acts[member.id], of) for member in ledger.community.with_role(Role.PMO))
    return Loads(shares, fairness(share.acts for share in shares))


def fairness(counts: Iterable[int]) -> float | None:
    """The largest share against the equal share: 1.0 is even. ``None`` where there is nothing to share."""
    known = tuple(counts)
    return max(known) * len(known) / sum(known) if sum(known) else None


def _acts(ledger: Ledger, of: Sequence[Case]) -> Iterable[tuple[str | None, Act]]:
    """What anybody did for a post of another; at one moment in one thread it is one act."""
    authors = {post.thread_id: post.author_id for post in ledger.posts}
    for touch in ledger.touches:
        if authors[touch.thread_id] != touch.member_id:
            yield touch.member_id, (touch.thread_id, touch.at)
    for case in of:
        thread, owed = case.post.thread_id, case.owed
        if owed.received_at is not None and owed.received_by != case.author_id:
            yield owed.received_by, (thread, owed.received_at)
        if owed.answered_at is not None and owed.answered_by != case.author_id:
            yield owed.answered_by, (thread, owed.answered_at)


def _load(ledger: Ledger, member: Member, acts: set[Act], of: Sequence[Case]) -> Load:
    hours = ledger.community.hours_of(member.id)
    return Load(
        member_id=member.id,
        name=member.name,
        acts=len(acts),
        out_of_hours=sum(not hours.is_working(at) for _, at in acts),
        posts=len({thread for thread, _ in acts}),
        answers=sum(case.owed.answered_by == member.id for case in of),
        held=sum(case.owed.holder == member.id for case in of),
    )
