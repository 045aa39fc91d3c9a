"""The opening: what happened before the rehearsal begins, told to the bot in order and in the past."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.community_file import community, parse
from rehearsal.casting import build_world, read_cast
from rehearsal.options import Options
from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import FakeBot, Player

PMO = ("aaaaaaaa-0000-4000-8000-00000000000" + digit for digit in "1256")


async def played(player: Player) -> dict[str, Any]:
    """The state after the opening."""
    await player.act("opening")
    state: dict[str, Any] = await player.look("/rehearsal/state")
    return state


async def test_the_bot_hears_it_in_order_from_the_install_to_this_morning(rehearse: Rehearse, bot: FakeBot) -> None:
    player = await rehearse(QUICK)
    await played(player)
    moments = [heard["timestamp"] for heard in bot.heard]
    assert [heard["type"] for heard in bot.heard[:3]] == [
        "conversationUpdate",
        "installationUpdate",
        "installationUpdate",
    ]
    assert moments == sorted(moments)
    assert moments[-1] < "2026-11-25T01:00"
    assert all(delivery["status"] == 200 for delivery in await player.look("/rehearsal/deliveries"))


async def test_it_is_lively(rehearse: Rehearse) -> None:
    state = await played(await rehearse(QUICK))
    posts = [thread["message"] for thread in state["threads"]]
    replies = [reply for thread in state["threads"] for reply in thread["replies"]]
    assert len(posts) == 14
    assert sum(post["text"].isascii() or "“" in post["text"] for post in posts) == 3, "three in English"
    assert any("調べて" in reply["text"] and "明日まで" in reply["text"] for reply in replies)
    assert any(post["reactions"] for post in posts)
    assert any(not thread["replies"] for thread in state["threads"])
    assert len(state["people"]) == 20


async def test_most_of_the_pmo_have_the_app_and_one_has_never_spoken_with_the_bot(rehearse: Rehearse) -> None:
    state = await played(await rehearse(QUICK))
    people = {person["id"]: person for person in state["people"]}
    assert [people[member]["chat_id"] is not None for member in PMO] == [True, True, True, False]


async def test_it_begins_by_itself_once_the_bot_is_up(rehearse: Rehearse, bot: FakeBot) -> None:
    player = await rehearse(replace(QUICK, opening=True))
    async with player.session.get(f"{player.url}/rehearsal/events") as events:
        while (await player.look("/rehearsal/state"))["opening"] != "played":
            await events.content.readline()
    assert len(bot.heard) > 30
    assert "already" in await player.refused("opening", 409)


async def test_it_gives_up_waiting_and_can_be_played_later(rehearse: Rehearse, bot: FakeBot) -> None:
    bot.up = False
    player = await rehearse(replace(QUICK, opening=True, bot_up_within=timedelta(0)))
    async with player.session.get(f"{player.url}/rehearsal/events") as events:
        while (await player.look("/rehearsal/state"))["opening"] != "gave up":
            await events.content.readline()
    assert bot.heard == []
    assert (await player.act("opening"))["opening"] == "played"


def test_the_cast_names_people_of_the_community_alone() -> None:
    world = build_world(Options())
    cast = read_cast(Options().cast_file)
    assert {step.by for step in cast.opening} | set(cast.with_app) <= set(world.people)
    roles = [person.roles for person in world.people.values()]
    assert sum("pmo" in one for one in roles) == 4
    assert sum("advisor" in one for one in roles) == 2
    assert sum("lead" in one for one in roles) == sum("champion" in one for one in roles) == 1


@pytest.mark.shared
def test_the_community_has_the_ids_of_the_example(shared: Path) -> None:
    example = replace(Options(), community_file=shared / "community.example.toml")
    assert build_world(example).team == build_world(Options()).team
    assert set(build_world(example).channels) == set(build_world(Options()).channels)


def test_the_bot_can_read_the_rehearsals_community_as_its_own() -> None:
    found = community(parse(Options().community_file.read_text(encoding="utf-8")))
    assert found.id == build_world(Options()).team.id
    assert len(found.seasons[0].themes) == 6
    assert all(theme.owners for theme in found.seasons[0].themes)
