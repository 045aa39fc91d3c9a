"""A short day of what `make complete` plays in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes.complete import play


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_after_bad_weather_and_kills_the_ledger_holds_what_people_did(migrated_url: str, tmp_path: Path) -> None:
    told: list[str] = []
    await play(migrated_url, tmp_path, total=30, kills=1, say=told.append)
    assert any("30 posts agree" in line for line in told)
