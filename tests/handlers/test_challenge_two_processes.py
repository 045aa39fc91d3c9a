"""Two processes on one PostgreSQL hear of the same press: an attempt is kept, changed, posted and removed once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from handlers.dispatch import Dispatch
from models.attempt_views import AttemptsView
from models.db import attempts
from models.incoming import Pressed
from tests.handlers.trying import FILLED
from tests.postgres import Server
from tests.stage import CHANNEL, SORA, TEAM, Stage

pytestmark = pytest.mark.postgres

ROUNDS = 10


@pytest.fixture
def migrated_url(postgres: Server, migrated_postgres: str) -> Iterator[str]:
    with postgres.database(migrated_postgres) as url:
        yield url


async def both(stage: Stage, other: Dispatch, verb: str, **fields: object) -> list[AttemptsView]:
    """The same press, heard of in both at once."""
    event = Pressed(stage.chat(SORA), SORA, verb, fields)
    outcomes = await asyncio.gather(stage.dispatch(event), other(event))
    views = [outcome.view for outcome in outcomes]
    assert all(isinstance(view, AttemptsView) for view in views)
    return [view for view in views if isinstance(view, AttemptsView)]


async def test_who_comes_second_is_told_what_the_first_was_and_nothing_is_there_twice(
    stage: Stage, other: Dispatch
) -> None:
    for number in range(ROUNDS):
        name = f"{number:032x}"
        kept = await both(stage, other, "keep_attempt", **FILLED, attempt=name, version=0, post="true")
        assert [view.notice for view in kept] == [("attempt-kept-worked", {})] * 2
        changed = {**FILLED, "came_of_it": "partly", "attempt": name, "version": 1, "post": "true"}
        assert [view.notice for view in await both(stage, other, "keep_attempt", **changed)] == [
            ("attempt-kept-partly", {})
        ] * 2
    own = await stage.store.read(lambda tx: attempts.of_member(tx, TEAM, SORA.id), stage.clock.now)
    assert [(one.version, one.told.came_of_it) for one in own] == [(2, "partly")] * ROUNDS
    await stage.deliver_all()
    for one in own:
        views = await both(stage, other, "remove_attempt", attempt=one.id)
        assert [view.notice for view in views] == [("attempt-removed", {})] * 2
    await stage.deliver_all()
    done = [asked.what for asked in stage.teams.asked if asked.conversation_id == CHANNEL]
    assert sorted(done) == ["refresh"] * ROUNDS + ["send"] * ROUNDS + ["take_back"] * ROUNDS
