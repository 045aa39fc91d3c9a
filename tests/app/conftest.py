"""Bots beside a rehearsal, in which members are signed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.app.outside import Rehearsed, rehearsed, signed


@pytest.fixture(params=["signed", "local"])
async def here(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Rehearsed]:
    """In each mode."""
    database = f"sqlite:///{tmp_path / 'aizuchi.db'}"
    async with signed(database, own=True) if request.param == "signed" else rehearsed(database, own=True) as both:
        yield both


@pytest.fixture
async def local(tmp_path: Path) -> AsyncIterator[Rehearsed]:
    """In local mode alone."""
    async with rehearsed(f"sqlite:///{tmp_path / 'aizuchi.db'}", own=True) as both:
        yield both
