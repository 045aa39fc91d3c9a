"""A stage for every test of what the clock does, with the bot in its team."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from models.incoming import Installed
from tests.stage import HANA, TEAM, Stage, staged


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        yield made
