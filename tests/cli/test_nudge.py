"""``nudge --dry-run``: who would have been nudged, as a table and as JSON; nothing is sent and nothing written."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.cli.operator import Operator
from tests.jobs.when import MON, TUE, at, turn_to
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, Stage, staged


@pytest.fixture
def after_a_day(operator: Operator) -> Operator:
    """Two days of a ledger: one post that nobody answered, looked at each hour of the first."""
    asyncio.run(_a_day(operator))
    operator.now = at(TUE, 8, 5)
    return operator


async def _a_day(operator: Operator) -> None:
    async with staged(operator.database_url, migrated=True) as stage:
        for hour in range(8, 19):
            turn_to(stage, MON, hour)
            await _done_at(stage, hour)
            await stage.tick()


async def _done_at(stage: Stage, hour: int) -> None:
    if hour == 8:
        for one in (HANA, KEN, MIO):
            await stage.say(one, "morning off")
    if hour == 10:
        await stage.post(SORA, "議事録をとりたい")


def nudged(said: str) -> list[tuple[str, str, str]]:
    told: dict[str, Any] = json.loads(said)
    return [(one["at"], one["member"], one["why"]) for one in told["nudges"]]


def test_the_table_says_who_when_and_why(after_a_day: Operator) -> None:
    before = after_a_day.rows()
    lines = after_a_day.done("nudge", "--dry-run").splitlines()
    assert lines[0] == ("From Tue 2026-11-03 08:05:00 to Tue 2026-12-01 08:05:00 (Asia/Tokyo); nothing was sent.")
    assert "  nobody looked from Mon 2026-11-30 08:00:00 to Mon 2026-11-30 09:00:00" in lines
    first = next(line for line in lines if "nudge 1" in line)
    assert first.startswith("Mon 2026-11-30 11:00:00  伊東 健, card 1: nudge 1 for 青木 空, 議事録と会議: ")
    assert lines[-1] == "In all: nudges 4, cards 4, members 3."
    assert after_a_day.rows() == before


def test_json_has_the_same_list(after_a_day: Operator) -> None:
    told = nudged(after_a_day.done("nudge", "--dry-run", "--json"))
    at_16 = at(MON, 16).isoformat()
    assert told == [
        (at(MON, 11).isoformat(), KEN.name, "owner"), (at_16, HANA.name, "pmo"), (at_16, KEN.name, "pmo"),
        (at_16, MIO.name, "pmo"),
    ]  # fmt: skip


def test_another_file_gives_another_list(after_a_day: Operator) -> None:
    file = after_a_day.file(COMMUNITY.replace('receive_newcomer_within = "30m"', 'receive_newcomer_within = "6h"'))
    assert {at for at, *_ in nudged(after_a_day.done("nudge", "--dry-run", "--json", "--policy", file))} == {
        at(MON, 17).isoformat()
    }


def test_days_and_moments_say_from_when_to_when(after_a_day: Operator) -> None:
    run = ("nudge", "--dry-run", "--json")
    assert len(nudged(after_a_day.done(*run, "--from", "2026-11-30", "--to", "2026-11-30 16:00"))) == 1
    assert len(nudged(after_a_day.done(*run, "--from", "2026-11-30 11:30"))) == 3
    assert nudged(after_a_day.done(*run, "--to", "2026-11-29")) == []


def test_what_cannot_be_is_refused_with_what_to_do(after_a_day: Operator) -> None:
    assert "python app.py nudge --dry-run" in after_a_day.refused("nudge")
    assert "write 2026-12-01" in after_a_day.refused("nudge", "--dry-run", "--from", "soon")
    assert "must be before --to" in after_a_day.refused("nudge", "--dry-run", "--from", "2027-01-01")
    other = after_a_day.file(COMMUNITY.replace("19:team@", "19:other@"))
    assert "is of another community" in after_a_day.refused("nudge", "--dry-run", "--policy", other)
    assert "is not there" in after_a_day.refused("nudge", "--dry-run", "--policy", "nowhere.toml")
    assert "Name one with --community" in after_a_day.refused("nudge", "--dry-run", "--community", "nobody")


def test_without_a_community_it_says_how_to_have_one(operator: Operator) -> None:
    assert "python app.py apply FILE" in operator.refused("nudge", "--dry-run")
