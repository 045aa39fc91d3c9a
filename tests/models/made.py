"""A community and follow-ups for the tests of rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from models.community import Community
from models.community_file import community, parse
from models.follow_up import FollowUp, Status
from tests.stage import COMMUNITY, MONDAY_10, SORA, TEAM


def made_community(**rules: str) -> Community:
    """The stage's community; ``rules`` are lines of [follow_up] that differ."""
    lines = "\n".join(f"{name} = {value}" for name, value in rules.items())
    return community(parse(COMMUNITY.replace("[follow_up]", f"[follow_up]\n{lines}")))


def made_follow_up(**known: Any) -> FollowUp:
    """A post of Monday, 10:00 in Tokyo, that waits, unless ``known`` says otherwise."""
    values: dict[str, Any] = {
        "id": "f" * 32, "community_id": TEAM, "thread_id": "thread", "part": 1, "author_id": SORA.id,
        "newcomer": False, "posted_at": MONDAY_10, "status": Status.WAITING,
        "receive_by": MONDAY_10 + timedelta(hours=2), "answer_by": MONDAY_10 + timedelta(days=1),
        "next_nudge_at": MONDAY_10 + timedelta(hours=2),
    }  # fmt: skip
    return FollowUp(**(values | known))


def worked_minutes(start: datetime, end: datetime) -> int:
    """Working time between two whole minutes, counted one by one: 9-12 and 13-18 in Tokyo, Monday to Friday."""
    minutes, moment = 0, start.astimezone(UTC) + timedelta(hours=9)
    until = end.astimezone(UTC) + timedelta(hours=9)
    while moment < until:
        minutes += moment.weekday() < 5 and (9 <= moment.hour < 12 or 13 <= moment.hour < 18)
        moment += timedelta(minutes=1)
    return minutes
