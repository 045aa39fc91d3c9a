"""A stage for every test of what comes in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.stage import Stage, staged


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made
