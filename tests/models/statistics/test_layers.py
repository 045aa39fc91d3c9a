"""Whom the layers reach, against a slow count of the same, and through what people do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.db import statistics
from models.db.tables.people import roster
from models.incoming import Person, Pressed
from models.statistics.layers import with_layers
from models.statistics.report import report
from models.statistics.values import Ledger, Posted
from tests.models.statistics import slow_layers
from tests.models.statistics.ledgers import AUTHORS, NOW, made
from tests.prompting import clock_ticks, planned, replied
from tests.stage import COMMUNITY, KEN, SORA, YUI, Stage, person, staged

LAYERED = COMMUNITY.replace('code = "inquiry"', 'code = "inquiry"\nlayer = "applied"').replace(
    'code = "meeting"', 'code = "meeting"\nlayer = "basic"'
)
acts = st.frozensets(st.tuples(st.sampled_from(AUTHORS), st.sampled_from(["basic", "applied", "expert"])), max_size=30)
teams = st.dictionaries(st.sampled_from(AUTHORS), st.sampled_from(["経理", "営業", "開発", "", None]))


PROMPT = Posted("prompt", None, NOW)
of_prompts = st.sampled_from(["basic", "expert", None])


def ledger() -> Ledger:
    return Ledger(made(), made().seasons[0], (PROMPT,))


def told(
    acted: frozenset[tuple[str, str]], team: Mapping[str, str | None], of: Ledger, of_prompt: str | None = None
) -> list[dict[str, Any]]:
    empty = report(of, None, (), NOW)
    return [asdict(one) for one in with_layers(empty, of, acted, team, {PROMPT.thread_id: of_prompt}).layers]


@pytest.mark.long
@settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
@given(acts, teams, of_prompts)
def test_whom_a_thousand_seasons_reach_is_what_a_slow_count_finds(
    acted: frozenset[tuple[str, str]], team: dict[str, str | None], of_prompt: str | None
) -> None:
    assert told(acted, team, ledger(), of_prompt) == slow_layers.reach(acted, team, [of_prompt] if of_prompt else [])


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(acts, teams, of_prompts)
def test_whom_a_season_reaches_is_what_a_slow_count_finds(
    acted: frozenset[tuple[str, str]], team: dict[str, str | None], of_prompt: str | None
) -> None:
    assert told(acted, team, ledger(), of_prompt) == slow_layers.reach(acted, team, [of_prompt] if of_prompt else [])


def test_a_theme_alone_and_all_posts_tell_of_no_layer() -> None:
    acted, team = frozenset({(AUTHORS[0], "basic")}), dict.fromkeys(AUTHORS, "経理")
    whole = ledger()
    assert told(acted, team, whole) != []
    assert told(acted, team, whole.of_theme("meeting")) == []
    assert told(acted, team, Ledger(made(), None, ())) == []


CLERKS = [person(300 + number, f"経理{number}") for number in range(6)]
SELLERS = [person(400 + number, f"営業{number}") for number in range(5)]


async def team_of(stage: Stage, *departments: tuple[str | None, list[Person]]) -> None:
    def keep(tx: Any) -> None:
        for department, people in departments:
            for one in people:
                known = {"community_id": "19:team@thread.tacv2", "id": one.id, "name": one.name, "told_at": tx.now}
                tx.add(roster, known | {"department": department})
        tx.flush()

    await stage.store.transact(keep, stage.clock.now)


async def reached(stage: Stage) -> dict[tuple[str, str], tuple[int, int]]:
    """By layer and department: how many of how many."""

    def read(tx: Any) -> Any:
        return statistics.of_season(tx, tx.communities["19:team@thread.tacv2"].community, "S6", None)[0]

    found = await stage.store.read(read, stage.clock.now)
    return {(one.layer, one.department): (one.reached, one.members) for one in found.layers}


async def test_posting_replying_and_trying_in_a_theme_reach_its_layer(migrated_url: str) -> None:
    async with staged(migrated_url, LAYERED, migrated=True) as stage:
        await team_of(stage, ("経理", CLERKS), ("営業", SELLERS), (None, [SORA]))
        post = await stage.post(CLERKS[0], "#meeting 試しました。")
        await stage.reply(CLERKS[1], post)
        await stage.reply(SELLERS[0], post)
        await stage.react(CLERKS[2], post, added="like")
        await stage.post(SELLERS[1], "#inquiry 試しました。")
        await stage.post(SELLERS[2], "どのテーマでもありません。")
        gone = await stage.post(CLERKS[3], "#meeting 消します。")
        await stage.delete(gone)
        await stage.post(YUI, "#meeting チームにいません。")
        form = {"attempt": "a" * 32, "version": 0, "tried": "試した", "came_of_it": "not_this_time", "theme": "meeting"}
        await stage.dispatch(Pressed(stage.chat(CLERKS[4]), CLERKS[4], "keep_attempt", form))
        found = await reached(stage)
        assert found[("basic", "")] == (4, 12)
        assert (found[("applied", "")], ("expert", "") in found) == ((1, 12), False)
        departments = {key: share for key, share in found.items() if key[1]}
        assert departments == {("basic", "経理"): (3, 6), ("applied", "経理"): (0, 6)}


async def test_a_reply_to_a_prompt_reaches_the_prompts_own_layer(migrated_url: str) -> None:
    async with staged(migrated_url, LAYERED, migrated=True) as stage:
        await team_of(stage, ("経理", CLERKS), ("営業", SELLERS))
        await planned(stage, KEN, theme="meeting", layer="expert")
        stage.clock.now = stage.clock.wall = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
        await clock_ticks(stage)
        await replied(stage, CLERKS[0], "運用で困っていることがあります。")
        found = await reached(stage)
        assert found[("expert", "")] == (1, 11)
        assert found[("expert", "経理")] == (1, 6)
        assert found[("basic", "")] == (0, 11)


async def test_of_a_team_of_four_nothing_is_told(migrated_url: str) -> None:
    async with staged(migrated_url, LAYERED, migrated=True) as stage:
        await team_of(stage, ("経理", CLERKS[:4]))
        await stage.post(CLERKS[0], "#meeting 試しました。")
        assert await reached(stage) == {}


async def test_a_prompt_to_which_nobody_replied_reached_nobody_of_all(migrated_url: str) -> None:
    async with staged(migrated_url, LAYERED, migrated=True) as stage:
        await team_of(stage, ("経理", CLERKS), ("営業", SELLERS))
        await planned(stage, KEN, layer="expert")
        stage.clock.now = stage.clock.wall = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
        await clock_ticks(stage)
        assert (await reached(stage))[("expert", "")] == (0, 11)
