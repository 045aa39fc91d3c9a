"""A stage for every test of what comes in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from handlers.dispatch import Dispatch
from models.db.store import Store
from tests.stage import Stage, staged


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made


@pytest.fixture
async def other(stage: Stage, migrated_url: str) -> AsyncIterator[Dispatch]:
    """The other process's way in."""
    store = Store(migrated_url, wall=lambda: stage.clock.wall)
    yield Dispatch(store, lambda: stage.clock.now)
    store.close()
