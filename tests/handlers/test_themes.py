"""The command “themes”: what the season is about, for everybody, without a figure of anybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from models.community import Layer
from models.incoming import Person
from models.season_views import ThemeRow, ThemesView
from tests.handlers.leaving import joins, leaves
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, YUI, Stage, staged

LAYERED = COMMUNITY.replace('code = "meeting"', 'code = "meeting"\nlayer = "applied"')
NEXT = """
[[season]]
code = "S7"
name = "シーズン7"
starts = "2027-04-12"
ends = "2027-09-30"
"""


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, LAYERED + NEXT, migrated=True) as made:
        yield made


async def shown(stage: Stage, who: Person, words: str = "themes") -> ThemesView:
    await stage.say(who, words)
    await stage.deliver_all()
    view = stage.teams.of("send", who)[-1].view
    assert isinstance(view, ThemesView)
    return view


@pytest.mark.parametrize("words", ["themes", "テーマ", "／Theme"])
async def test_everybody_sees_the_themes_with_names_words_and_layer(stage: Stage, words: str) -> None:
    view = await shown(stage, SORA, words.removeprefix("／"))
    assert (view.season, view.starts, view.ends) == ("シーズン6", date(2026, 10, 1), date(2027, 3, 31))
    assert view.themes == (
        ThemeRow("meeting", "議事録と会議", Layer.APPLIED, (KEN.name,), ("議事録", "minutes")),
        ThemeRow("inquiry", "問い合わせ対応", None, (HANA.name, MIO.name), ("問い合わせ",)),
    )


async def test_who_left_the_team_looks_after_no_theme(stage: Stage) -> None:
    await joins(stage, HANA, MIO)
    await leaves(stage, MIO)
    assert (await shown(stage, YUI)).themes[1].owners == (HANA.name,)


async def test_between_two_seasons_the_next_ones_day_is_told(stage: Stage) -> None:
    stage.clock.forward(days=125)
    view = await shown(stage, SORA)
    assert view == ThemesView(None, date(2027, 4, 12), None)


async def test_after_the_last_season_there_is_nothing_to_tell(stage: Stage) -> None:
    stage.clock.forward(days=700)
    assert await shown(stage, SORA) == ThemesView(None, None, None)


async def test_in_a_channel_only_who_asks_sees_them(stage: Stage) -> None:
    await stage.slash(SORA, "テーマ")
    await stage.deliver_all()
    (whispered,) = stage.teams.of("whisper")
    assert whispered.to == SORA.id
    assert isinstance(whispered.view, ThemesView)
