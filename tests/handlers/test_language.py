"""In which language the bot speaks to whom, and what becomes of a choice when the community file is applied again."""

from __future__ import annotations

import asyncio

import pytest

from models.community_file import parse
from models.community_merge import Merge
from models.db import applying, people
from models.incoming import Person
from models.views import NoticeView
from tests.stage import COMMUNITY, DANA, HANA, KEN, MIO, SORA, TEAM, YUI, Stage

OTHER_TEAM = "19:other@thread.tacv2"


async def reads_in(stage: Stage, who: Person, team: str = TEAM) -> str:
    """The language of the next card that goes to somebody."""
    reader = await stage.store.read(
        lambda tx: people.recipient(tx, tx.communities[team].community, who.id), stage.clock.now
    )
    return reader.language


async def applied_again(stage: Stage, file: str = COMMUNITY, *, force: bool = False) -> Merge:
    return await stage.store.transact(lambda tx: applying.apply(tx, parse(file), force=force), stage.clock.now)


@pytest.mark.parametrize("who", [DANA, KEN, SORA], ids=["of the file", "of the file without one", "participant"])
async def test_the_language_chosen_is_that_of_the_next_card(stage: Stage, who: Person) -> None:
    for asked, language in (("language en", "en"), ("言語 日本語", "ja"), ("Language ENGLISH", "en")):
        await stage.say(who, asked)
        assert await reads_in(stage, who) == language
    await stage.deliver_all()
    (*_, last) = stage.teams.of("send", who)
    assert last.view == NoticeView("language-set", {"language": "en"})


@pytest.mark.parametrize("who", [KEN, SORA])
async def test_the_language_chosen_is_ones_own_in_every_team(stage: Stage, who: Person) -> None:
    await applied_again(stage, COMMUNITY.replace(TEAM, OTHER_TEAM))
    await stage.post(who)
    await stage.post(who, team_id=OTHER_TEAM)
    await stage.say(who, "language en")
    assert [await reads_in(stage, who, team) for team in (TEAM, OTHER_TEAM)] == ["en", "en"]


@pytest.mark.parametrize("asked", ["language", "language fr", "language enja"])
async def test_a_language_that_we_do_not_speak_changes_nothing(stage: Stage, asked: str) -> None:
    await stage.say(DANA, asked)
    await stage.deliver_all()
    assert [one.view for one in stage.teams.of("send")] == [NoticeView("language-unknown", {})]
    assert await reads_in(stage, DANA) == "en"


async def test_without_a_choice_it_is_the_files_then_teams_then_the_communitys(stage: Stage) -> None:
    assert [await reads_in(stage, who) for who in (DANA, KEN, YUI)] == ["en", "ja", "ja"]
    await stage.dispatch(stage.posted(YUI, locale="en-GB"))
    await stage.dispatch(stage.posted(SORA, locale="fr-FR"))
    assert [await reads_in(stage, who) for who in (YUI, SORA)] == ["en", "ja"]


async def test_three_who_choose_at_once_all_get_what_they_chose(stage: Stage) -> None:
    await asyncio.gather(*(stage.say(who, "language en") for who in (HANA, KEN, MIO)))
    assert [await reads_in(stage, who) for who in (HANA, KEN, MIO)] == ["en", "en", "en"]


async def test_the_same_file_applied_again_leaves_the_choice(stage: Stage) -> None:
    await stage.say(KEN, "language en")
    merged = await applied_again(stage)
    assert [change.path for change in merged.kept] == [f"member[{KEN.id}].language"]
    assert await reads_in(stage, KEN) == "en"


async def test_a_file_that_says_otherwise_overwrites_the_choice_when_forced(stage: Stage) -> None:
    await stage.say(DANA, "language ja")
    assert [change.path for change in (await applied_again(stage)).kept] == [f"member[{DANA.id}].language"]
    assert await reads_in(stage, DANA) == "ja"
    forced = await applied_again(stage, force=True)
    assert [(change.path, change.current, change.new) for change in forced.overwritten] == [
        (f"member[{DANA.id}].language", "ja", "en")
    ]
    assert await reads_in(stage, DANA) == "en"
