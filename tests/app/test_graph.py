"""The bot as app.py wires it reads Graph: with a token of the login in signed mode, and not at all without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobs import consent, reconcile
from models.db import consents
from tests.app.outside import rehearsed, signed
from tests.rehearsal.playing import AKARI, HANA


@pytest.fixture
def migrated_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'aizuchi.db'}"


async def test_in_signed_mode_a_lost_post_is_found_with_a_token_for_graph(migrated_url: str) -> None:
    async with signed(migrated_url, own=True) as here:
        await here.teams.act("install", HANA)
        await here.teams.act("install")
        ports = here.bot.app.ports
        lost = str((await here.teams.act("post", AKARI, text="届かなかった投稿です。", heard=False))["id"])
        (found,) = await reconcile.run(ports)
        assert (found.refused, found.counted["PostArrived"]) == ("", 1)
        assert [row["message_id"] for row in await here.bot.ledger()] == [lost]
        assert await consent.run(ports) == 1
        assert await ports.store.read(consents.lacking, ports.now()) == ()


async def test_in_local_mode_without_a_stand_in_nothing_is_asked(migrated_url: str) -> None:
    async with rehearsed(migrated_url) as here:
        await here.teams.act("install")
        assert here.bot.app.ports.graph is None
        assert await reconcile.run(here.bot.app.ports) == []
