"""Somebody who belongs to several communities: which one the bot means, and which one they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.cards import render
from bot.cards.told_apart import told_apart
from handlers.registry import Outcome
from jobs import nudge
from models.community_file import parse
from models.db import applying, people
from models.incoming import Person, PostArrived, Pressed, Removed
from models.list_views import NudgeView, QueueView
from models.outgoing import Origin
from models.season_views import SeasonView
from models.views import HelpView, NoticeView, View
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, TEAM, YUI, Stage

OTHER_TEAM = "19:zweites@thread.tacv2"
NOBODY = "99999999-0000-4000-8000-000000000009"
OTHER_NAME = "ひろば ２号室"


@pytest.fixture
async def two(stage: Stage) -> Stage:
    """A second community with the same people, whose name begins as that of the first."""
    other = COMMUNITY.replace(TEAM, OTHER_TEAM).replace('"ひろば"', f'"{OTHER_NAME}"').replace("シーズン6", "第二期")
    await stage.store.transact(lambda tx: applying.apply(tx, parse(other)), stage.clock.now)
    return stage


async def answered(stage: Stage, by: Person, words: str) -> View:
    """What the bot answers in the private chat."""
    await stage.say(by, words)
    await stage.deliver_all()
    view = stage.teams.of("send", by)[-1].view
    assert view is not None
    return view


async def button(stage: Stage, by: Person, view: View, verb: str, team: str) -> dict[str, Any]:
    """What a button sends of a card of a community, as it is drawn for somebody."""
    reader = await stage.store.read(
        lambda tx: people.recipient(tx, tx.communities[team].community, by.id), stage.clock.now
    )
    drawn = told_apart(render(view, "ja", "Asia/Tokyo"), reader.origin)
    return next(one["data"] for one in buttons(drawn.card) if one["verb"] == verb)


def buttons(part: Any) -> Iterator[dict[str, Any]]:
    for one in part if isinstance(part, list) else part.values() if isinstance(part, dict) else ():
        yield from buttons(one)
    if isinstance(part, dict) and part.get("type") == "Action.Execute":
        yield part


async def pressed(stage: Stage, by: Person, verb: str, data: dict[str, Any]) -> Outcome:
    return await stage.dispatch(Pressed(stage.chat(by), by, verb, data))


async def ids(stage: Stage, *posts: PostArrived) -> list[str]:
    return [(await stage.follow_up(post)).id for post in posts]


async def test_the_community_that_a_word_names_answers_and_its_buttons_stay_with_it(two: Stage) -> None:
    here, there = await two.post(SORA), await two.post(YUI, team_id=OTHER_TEAM)
    first, second = await ids(two, here, there)
    for words, shown in (
        ("queue", first),
        ("一覧 ひろば", first),
        ("一覧 ひろば 2号室", second),
        (f"queue {OTHER_NAME}", second),
    ):
        view = await answered(two, KEN, words)
        assert isinstance(view, QueueView)
        assert [row.follow_up_id for row in view.rows] == [shown], words
    data = await button(two, KEN, await answered(two, KEN, f"queue {OTHER_NAME}"), "queue", OTHER_TEAM)
    turned = (await pressed(two, KEN, "queue", data)).view
    assert isinstance(turned, QueueView)
    assert [row.follow_up_id for row in turned.rows] == [second]


async def test_what_follows_the_name_is_for_the_command(two: Stage) -> None:
    view = await answered(two, HANA, f"season {OTHER_NAME} S6")
    assert isinstance(view, SeasonView)
    assert view.shown is not None
    assert view.shown.row.name == "第二期"


async def test_the_queue_that_a_nudge_opens_is_of_its_community(two: Stage) -> None:
    for _ in range(6):
        await two.post(SORA, team_id=OTHER_TEAM)
    two.clock.forward(hours=5)
    await nudge.run(two.ports)
    await two.deliver_all()
    card = next(one.view for one in two.teams.of("send", KEN) if isinstance(one.view, NudgeView))
    await pressed(two, KEN, "open_queue", await button(two, KEN, card, "open_queue", OTHER_TEAM))
    await two.deliver_all()
    view = two.teams.of("send", KEN)[-1].view
    assert isinstance(view, QueueView)
    assert view.everyone == 6


async def test_help_names_them_in_the_private_chat_alone_and_one_is_not_named(two: Stage) -> None:
    view = await answered(two, KEN, "help")
    assert isinstance(view, HelpView)
    assert view.communities == ("ひろば", OTHER_NAME)
    await two.slash(KEN, "help")
    await two.deliver_all()
    whispered = two.teams.of("whisper", KEN)[-1].view
    assert isinstance(whispered, HelpView)
    assert whispered.communities == ()


async def test_who_is_in_one_is_told_of_none(stage: Stage) -> None:
    view = await answered(stage, KEN, "help")
    assert isinstance(view, HelpView)
    assert view.communities == ()
    reader = await stage.store.read(
        lambda tx: people.recipient(tx, tx.communities[TEAM].community, KEN.id), stage.clock.now
    )
    assert reader.origin is None


async def test_a_role_in_one_opens_nothing_in_the_other(stage: Stage) -> None:
    other = COMMUNITY.replace(TEAM, OTHER_TEAM).replace('"ひろば"', '"別室"').replace(KEN.id, NOBODY)
    await stage.store.transact(lambda tx: applying.apply(tx, parse(other)), stage.clock.now)
    await stage.post(KEN, team_id=OTHER_TEAM)
    assert await answered(stage, KEN, "queue 別室") == NoticeView("refused-queue-not-for-you", {})
    outcome = await pressed(stage, KEN, "queue", {"community": OTHER_TEAM})
    assert outcome.view == NoticeView("refused-queue-not-for-you", {})


def test_a_card_says_of_which_community_it_is() -> None:
    drawn = told_apart(render(HelpView((), responder=True), "ja", "Asia/Tokyo"), Origin(TEAM, "ひろば"))
    assert drawn.card["body"][0]["inlines"][0]["text"] == "ひろば"


@pytest.mark.parametrize("team", [TEAM, OTHER_TEAM])
async def test_where_one_team_took_the_bot_out_the_other_answers(two: Stage, team: str) -> None:
    await two.dispatch(Removed(two.envelope(team, "77", channel_id=None), HANA))
    two.clock.forward(minutes=1)
    await two.deliver_all()
    for by, words in ((HANA, "help"), (KEN, "queue"), (MIO, "stats")):
        before = len(two.teams.of("send", by))
        await two.say(by, words)
        await two.deliver_all()
        assert len(two.teams.of("send", by)) == before + 1, words
