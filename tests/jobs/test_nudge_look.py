"""The look that the clock takes every second: it writes nothing when nothing is due, and reads by an index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event

from jobs import expire_claims, nudge
from models.db import absences, nudges
from models.db.transaction import Transaction
from tests.jobs.when import MON, nudged, turn_to
from tests.stage import KEN, SORA, TEAM, Stage

MINUTES = "議事録を頼みました。"


def plans(of: Callable[[Transaction], object], tx: Transaction) -> list[str]:
    """How the database carries out each query of some work. PostgreSQL reads a small table whole unless forbidden."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        asked.append((statement, parameters))

    postgres = tx.connection.dialect.name == "postgresql"
    if postgres:
        tx.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    event.listen(tx.connection.engine, "before_cursor_execute", hear)
    try:
        of(tx)
    finally:
        event.remove(tx.connection.engine, "before_cursor_execute", hear)
    explain = "EXPLAIN " if postgres else "EXPLAIN QUERY PLAN "
    return [str(tx.connection.exec_driver_sql(explain + one, given).all()) for one, given in asked]


@pytest.mark.parametrize(
    ("of", "index"),
    [
        (nudges.untold, "ix_nudge_"),
        (lambda tx: nudges.untold(tx, but_not="everyone"), "ix_nudge_"),
        (lambda tx: nudges.of_card(tx, TEAM, KEN.id, 1), "ix_nudge_"),
        (lambda tx: absences.now_absent(tx, TEAM), "ix_absence_community_id_until"),
    ],
    ids=["untold", "untold but", "of a card", "absent"],
)
async def test_what_every_look_asks_is_found_by_an_index(
    stage: Stage, of: Callable[[Transaction], object], index: str
) -> None:
    (plan,) = await stage.store.read(lambda tx: plans(of, tx), stage.clock.now)
    assert index in plan


@pytest.mark.parametrize("words", ["quiet until 15:00", "back"])
async def test_a_look_that_finds_nothing_writes_nothing_and_locks_nothing(stage: Stage, words: str) -> None:
    await stage.post(SORA, MINUTES)
    await stage.say(KEN, words)
    turn_to(stage, MON, 10, 30)
    await nudged(stage)
    stage.clock.forward(seconds=1)
    writes = 0

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal writes
        asks = statement.lstrip().upper().startswith(("SELECT", "SET")) and "FOR UPDATE" not in statement
        writes += not asks and statement != "BEGIN"

    event.listen(Engine, "before_cursor_execute", count)
    try:
        assert await expire_claims.run(stage.ports) == 0
        assert await nudge.run(stage.ports) == 0
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert writes == 0
