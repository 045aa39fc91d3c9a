"""``import``: what it says while it reads, and from when on it reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cli.import_history import EVERY
from jobs.import_history import Imported
from models.importing import Reached, earliest_kept
from tests.cli.operator import Operator
from tests.stage import CHANNEL, MONDAY_10

APRIL = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)
"""1 April in Tokyo."""
DONE = Reached(APRIL, threads=1_250, events=6_000, complete_at=MONDAY_10)


@pytest.fixture
def ready(operator: Operator) -> Operator:
    operator.done("apply", operator.file())
    return operator


def test_it_reads_from_the_day_on_in_the_communitys_zone_and_opens_nothing(ready: Operator) -> None:
    ready.told = [Imported(CHANNEL, Reached(APRIL)), Imported(CHANNEL, DONE)]
    assert ready.done("import", "--since", "2026-04-01").splitlines() == [
        "Old posts are kept and counted; nobody is asked for them, and they get no reaction.",
        f"{CHANNEL}: 1250 posts read, 6000 things that were not known",
    ]
    assert (ready.since, ready.opens) == (APRIL, False)


def test_old_posts_are_followed_up_where_that_is_asked_for(ready: Operator) -> None:
    ready.told = [Imported(CHANNEL, DONE)]
    assert "followed up" in ready.done("import", "--since", "2026-04-01", "--open")
    assert ready.opens is True


def test_more_than_graph_keeps_is_said_and_not_asked_for(ready: Operator) -> None:
    ready.told = [Imported(CHANNEL, DONE)]
    said = ready.done("import", "--since", "2025-01-01")
    assert said.startswith("Graph keeps 8 months: what it has is read from 2026-03-30 on.\n")
    assert ready.since == datetime(2026, 3, 29, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "earliest"),
    [
        (datetime(2026, 11, 30, 1, tzinfo=UTC), datetime(2026, 3, 30, 1, tzinfo=UTC)),
        (datetime(2027, 10, 31, tzinfo=UTC), datetime(2027, 2, 28, tzinfo=UTC)),
        (datetime(2028, 10, 30, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)),
        (datetime(2026, 8, 15, tzinfo=UTC), datetime(2025, 12, 15, tzinfo=UTC)),
    ],
)
def test_eight_months_are_counted_by_the_calendar(now: datetime, earliest: datetime) -> None:
    assert earliest_kept(now) == earliest


def test_how_far_it_is_is_told_in_lines_where_no_bar_can_be_drawn(ready: Operator) -> None:
    half = Reached(MONDAY_10 - timedelta(days=100), "next", 500, 900, MONDAY_10 - timedelta(days=100),
                   MONDAY_10 - timedelta(days=50))  # fmt: skip
    ready.told = [Imported(CHANNEL, half, resumed=True)] + [Imported(CHANNEL, half)] * EVERY + [Imported(CHANNEL, DONE)]
    said = ready.done("import", "--since", "2026-08-22").splitlines()
    assert said[1:3] == [f"{CHANNEL}: goes on after 500 posts", f"{CHANNEL}: 50%, 500 posts so far"]
    assert len(said) == 4


def test_how_much_is_read_is_told_in_whichever_direction_graph_tells_it() -> None:
    since, now = MONDAY_10 - timedelta(days=100), MONDAY_10
    newest_first = Reached(since, "next", 1, 1, now - timedelta(days=25), now)
    oldest_first = replace(newest_first, first_at=since - timedelta(days=9), last_at=since + timedelta(days=25))
    assert newest_first.share(now) == oldest_first.share(now) == 0.25
    assert (Reached(since).share(now), replace(newest_first, complete_at=now).share(now)) == (0.0, 1.0)


def test_a_channel_that_is_not_read_to_its_end_is_said_with_a_code_for_scripts(ready: Operator) -> None:
    ready.told = [Imported(CHANNEL, replace(DONE, complete_at=None), refused="Graph answered 403 to it: Forbidden.")]
    said = ready.run("import", "--since", "2026-04-01")
    assert said.code == 1
    assert "not read to the end, run this again to go on: Graph answered 403 to it: Forbidden." in said.out


def test_interrupted_it_says_how_to_go_on(ready: Operator) -> None:
    ready.interrupted = True
    said = ready.run("import", "--since", "2026-04-01")
    assert said.code == 130
    assert said.err == "Interrupted. What was read is kept; to go on, run the same command again.\n"


def test_where_there_is_no_channel_that_is_said(ready: Operator) -> None:
    assert "There is no channel to read" in ready.done("import", "--since", "2026-04-01")


@pytest.mark.parametrize("since", ["soon", "2026-13-01", "2027-01-01"])
def test_what_is_no_moment_of_the_past_is_refused(ready: Operator, since: str) -> None:
    assert f"“{since}” is no moment of the past" in ready.refused("import", "--since", since)


def test_what_is_to_be_read_in_must_be_said(ready: Operator) -> None:
    assert "import --since 2026-04-01" in ready.refused("import")
    file = ready.file("", name="ledger.jsonl")
    assert "leave them out of import ledger" in ready.refused("import", "--since", "2026-04-01", "ledger", file)
