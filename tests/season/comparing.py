"""Holds what was seen against what was counted, and says in words what does not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from tests.season.community import CALLED
from tests.season.count import Count
from tests.season.deeds import Nudge
from tests.season.desks import Desk

NEAR = timedelta(days=3)
"""The same card this much earlier or later is said to be early or late, and not another one."""


def differences(counted: Count, seen: Iterable[Nudge]) -> list[str]:
    """One sentence for each card that came and should not have, or should have come and did not; none: all is right."""
    seen = list(seen)
    by_key = {one.key: one for one in (*seen, *counted.nudges)}
    expected, came = Counter(one.key for one in counted.nudges), Counter(one.key for one in seen)
    missing = [by_key[key] for key in (expected - came).elements()]
    extra = [by_key[key] for key in (came - expected).elements()]
    said = []
    for one in sorted(extra, key=lambda one: one.at):
        meant = _meant(one, missing)
        if meant is not None:
            missing.remove(meant)
        said.append((one.at, _wrong(counted, one, meant, twice=expected[one.key] > 0)))
    said += [(one.at, f"MISSING {_told(counted, one)}: {_because(one, one.posts)}") for one in missing]
    return [sentence for _, sentence in sorted(said)]


def _meant(one: Nudge, missing: list[Nudge]) -> Nudge | None:
    """The missing card that a wrong one was perhaps meant to be: at the same moment, or else the same at another."""
    theirs = [other for other in missing if other.to == one.to]
    for other in theirs:
        if other.at == one.at:
            return other
    same = [other for other in theirs if (other.posts, other.morning) == (one.posts, one.morning)]
    near = min(same, key=lambda other: abs(other.at - one.at), default=None)
    return near if near is not None and abs(near.at - one.at) <= NEAR else None


def _wrong(counted: Count, one: Nudge, meant: Nudge | None, *, twice: bool) -> str:
    told = _told(counted, one)
    if twice:
        return f"TWICE {told}"
    reasons = _why_not(counted, one)
    why_not = "; ".join(reasons) or "nothing new was on their list"
    if meant is None:
        return f"NOT WANTED {told}: {why_not}"
    if meant.at == one.at:
        kind = ["not as expected a morning card" if meant.morning else "a morning card, unexpectedly"]
        said = kind if meant.morning != one.morning else []
        said += [f"without {_because(meant, meant.posts - one.posts)}"] if meant.posts - one.posts else []
        said += [f"with {_posts(one.posts - meant.posts)} besides"] if one.posts - meant.posts else []
        return "; ".join((f"OTHERWISE {told}: {said[0]}", *said[1:], *reasons))
    word = "EARLY" if one.at < meant.at else "LATE"
    said = [*(reasons if word == "EARLY" else ()), _because(meant, meant.posts)]
    return f"{word} by {abs(meant.at - one.at)} {told}: {'; '.join(said)}"


def _told(counted: Count, one: Nudge) -> str:
    desk = counted.desks.get(one.to)
    local = desk.hours.local(one.at) if desk else one.at
    kind = "morning card" if one.morning else "nudge"
    zone = local.tzinfo
    return f"{kind} to {CALLED.get(one.to, one.to)}, {local:%a %Y-%m-%d %H:%M} {zone}, about {_posts(one.posts)}"


def _because(one: Nudge, posts: Iterable[str]) -> str:
    """Why some posts should be on a card."""
    return "; ".join(f"{name}: {one.why.get(name, '')}" for name in sorted(posts, key=lambda name: (len(name), name)))


def _posts(posts: Iterable[str]) -> str:
    return ", ".join(sorted(posts, key=lambda name: (len(name), name))) or "nothing"


def _why_not(counted: Count, one: Nudge) -> list[str]:
    """Plain reasons against a card, as far as they can be seen at once."""
    desk = counted.desks.get(one.to)
    if desk is None:
        return ["who takes part is never nudged"]
    found = [f"they were {what} until {end:%m-%d %H:%M}Z" for what, start, end in desk.spans if start <= one.at < end]
    if not desk.hours.is_open(one.at):
        found.append(_closed(desk, one.at))
    for name in sorted(one.posts):
        owed = counted.books.owed.get(name)
        if owed is None:
            found.append(f"nothing is owed to {name}")
            continue
        if owed.author == one.to:
            found.append(f"{name} is their own post")
        before = [(at, status) for at, status in owed.closed if at <= one.at]
        if before and before[-1][1] != "waiting":
            found.append(f"{name} was {before[-1][1]} at {before[-1][0]:%m-%d %H:%M:%S}Z")
    return found


def _closed(desk: Desk, at: datetime) -> str:
    local = desk.hours.local(at)
    if desk.hours.is_workday(local.date()):
        return "outside their working hours"
    return f"{local:%a %m-%d} is no working day of theirs"
