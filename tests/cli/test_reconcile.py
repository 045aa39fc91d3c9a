"""``reconcile`` says of each channel what had not reached the bot."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

from jobs.reconcile import Found
from tests.cli.operator import Operator
from tests.stage import CHANNEL, TEAM


def test_what_had_not_reached_us_is_counted_by_channel(operator: Operator) -> None:
    operator.found = [
        Found(TEAM, CHANNEL, Counter(threads=12, PostArrived=3, ReactionChanged=7)),
        Found(TEAM, "19:quiet@thread.tacv2"),
    ]
    assert operator.done("reconcile").splitlines() == [
        f"{CHANNEL}: 12 threads changed; had not reached us: 3 posts, 7 reactions",
        "19:quiet@thread.tacv2: 0 threads changed; nothing that had not reached us",
    ]
    told = [json.loads(line) for line in operator.done("reconcile", "--json").splitlines()]
    assert told[0]["counted"] == {"threads": 12, "PostArrived": 3, "ReactionChanged": 7}


def test_what_could_not_be_read_is_said_and_is_a_fault(operator: Operator) -> None:
    operator.found = [Found(TEAM, CHANNEL, busy=True), Found(TEAM, "19:b", refused="Graph answered 403: Forbidden.")]
    said = operator.refused("reconcile")
    assert f"{CHANNEL}: another process is reading it; run this again in a minute" in said
    assert "19:b: 0 threads changed; nothing that had not reached us; not read to the end: Graph answered 403" in said


def test_since_is_a_day_or_a_moment_in_the_community_s_zone(operator: Operator) -> None:
    operator.done("apply", operator.file())
    operator.done("reconcile", "--since", "2026-11-20")
    assert operator.since == datetime(2026, 11, 19, 15, tzinfo=UTC)
    operator.done("reconcile", "--since", "2026-11-20 09:00")
    assert operator.since == datetime(2026, 11, 20, 0, tzinfo=UTC)
    assert "is no moment; write one like" in operator.refused("reconcile", "--since", "lately")


def test_where_the_app_is_in_no_team_it_says_so(operator: Operator) -> None:
    assert operator.done("reconcile").startswith("There is no channel to read")
