"""``erase``: nothing is left of a community, and another is as it was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from models import community_file
from models.db import applying
from models.db.columns import metadata
from models.db.erasing import OF_ALL
from models.incoming import Installed, Removed
from tests.cli.operator import Operator
from tests.handlers.test_new_team import NEW, added, posted, taken_off
from tests.handlers.trying import tries
from tests.jobs.test_retain import told
from tests.stage import COMMUNITY, HANA, KEN, SORA, TEAM, YUI, Stage, staged

SECRET = "zebra"


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made


async def a_story(stage: Stage) -> None:
    """In both communities."""
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA, "a-group"))
    for who in (HANA, KEN, SORA):
        await stage.install(who)
    post = await stage.post(SORA, f"{SECRET} の問い合わせを教えてください。")
    await stage.reply(HANA, post, "こうします。")
    await stage.reply(SORA, post, f"{SECRET} はどうでしょう。")
    await stage.react(YUI, post, added="heart")
    await stage.reply(YUI, stage.posted(SORA, SECRET), f"{SECRET} が先に来ました。")
    await tries(stage, SORA, tried=f"{SECRET} を試した", post="true")
    await stage.say(HANA, "queue")
    await stage.dispatch(added(stage, by=YUI))
    await stage.dispatch(posted(stage, SORA))
    stage.clock.forward(days=3)
    await stage.tick()
    await stage.press(KEN, "claim", post)
    await stage.tick()
    await stage.dispatch(Removed(stage.envelope(TEAM, "2"), HANA))
    await stage.deliver_all()


async def test_nothing_is_left_of_it_and_the_other_stays(stage: Stage, migrated_url: str, tmp_path: Path) -> None:
    await a_story(stage)
    operator = Operator(migrated_url, tmp_path, now=stage.clock.now)
    assert await told(stage, TEAM)
    kept = operator.rows()
    said = operator.done("erase", "ひろば", "--yes")
    assert said.startswith("Erased ひろば: ")
    for word in (TEAM, SECRET, KEN.id):
        assert await told(stage, word) == {}, word
    left = operator.rows()
    assert left["community"] == 1
    assert left["post"] == kept["post"] - 1 == 1
    assert "No community" not in operator.done("audit")
    assert operator.audit()["posts"] == 1
    await stage.tick()


def test_every_table_is_known_to_hold_of_a_community_or_nothing_of_one() -> None:
    named = {"community", "touch", "early", "press", "look", "live_card"}
    rest = {name for name, table in metadata.tables.items() if "community_id" not in table.c}
    assert rest == named | OF_ALL, "say in models/db/erasing.py how its rows go"


async def test_while_the_app_is_there_nothing_is_erased(stage: Stage, migrated_url: str, tmp_path: Path) -> None:
    await stage.dispatch(added(stage))
    operator = Operator(migrated_url, tmp_path, now=stage.clock.now)
    said = operator.refused("erase", NEW, "--yes")
    assert said.startswith("Error: The app is still in the team of Copilot Club. Remove it there first")
    assert "Name one, by its name or its team id: " in operator.refused("erase", "Club", "--yes")
    await stage.dispatch(taken_off(stage))
    assert operator.run("erase", NEW).code == 1, "nobody said yes"
    assert operator.rows()["community"] == 2
    operator.community_file = "community.toml"
    assert "COMMUNITY_FILE" in operator.done("erase", NEW, "--yes")
    assert operator.rows()["community"] == 1


async def test_an_erased_community_begins_anew_with_its_file(stage: Stage, migrated_url: str, tmp_path: Path) -> None:
    await stage.dispatch(Removed(stage.envelope(TEAM, "2"), HANA))
    Operator(migrated_url, tmp_path, now=stage.clock.now).done("erase", TEAM, "--yes")
    document: Any = community_file.parse(COMMUNITY)
    stage.store.write(lambda tx: applying.apply(tx, document), stage.clock.now)
    await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA, "a-group"))
    await stage.post(SORA)
    await stage.deliver_all()
    assert len(stage.teams.of("react")) == 1
