"""Each activity has the members of the recorded sample of its kind, no more and no fewer."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rehearsal.playing import AKARI, CHANNEL, HANA, FakeBot, Player, card, thread

Play = Callable[[Player], Awaitable[None]]


async def post(player: Player) -> None:
    await player.act("post", by=AKARI, text="one")


async def reply(player: Player) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    await player.act("reply", by=HANA, thread=root, text="two")


async def edit(player: Player) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    await player.act("edit", by=AKARI, conversation=thread(root), message=root, text="two")


async def delete(player: Player) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    await player.act("delete", by=AKARI, conversation=thread(root), message=root)


async def undelete(player: Player) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    await player.act("delete", by=AKARI, conversation=thread(root), message=root)
    await player.act("undelete", by=AKARI, conversation=thread(root), message=root)


async def mention(player: Player) -> None:
    await player.act("mention", by=AKARI, text="stats")


async def slash(player: Player) -> None:
    await player.act("slash", by=AKARI, text="stats S6")


async def say(player: Player) -> None:
    await player.act("say", by=HANA, text="キュー")


async def press(player: Player) -> None:
    message = await player.sent(await player.chat(), **card())
    await player.act("press", by=HANA, message=message, verb="claim", data={"follow_up": 12, "version": 3})


async def react(player: Player) -> None:
    message = await player.sent(CHANNEL, text="hello")
    await player.act("react", by=HANA, message=message, type="like")


async def install_in_team(player: Player) -> None:
    await player.act("install")


async def remove_from_team(player: Player) -> None:
    await player.act("uninstall")


async def install_for_person(player: Player) -> None:
    await player.act("install", by=HANA)


async def join(player: Player) -> None:
    await player.act("join", name="山本 空")


async def leave(player: Player) -> None:
    await player.act("leave", by=AKARI)


async def rename(player: Player) -> None:
    await player.act("rename", name="広場")


PLAYS: list[tuple[str, Play]] = [
    ("post", post),
    ("reply", reply),
    ("message_edited", edit),
    ("message_deleted", delete),
    ("message_undeleted", undelete),
    ("post_mentioning_the_bot", mention),
    ("slash_command", slash),
    ("private_message", say),
    ("card_pressed", press),
    ("reaction_to_a_message_of_the_bot", react),
    ("installed_in_team", install_in_team),
    ("removed_from_team", remove_from_team),
    ("installed_for_person", install_for_person),
    ("member_added", join),
    ("member_removed", leave),
    ("channel_renamed", rename),
]


@pytest.mark.shared
@pytest.mark.parametrize(("sample", "play"), PLAYS, ids=[name for name, _ in PLAYS])
async def test_an_activity_is_shaped_as_its_sample(
    player: Player, bot: FakeBot, shared: Path, sample: str, play: Play
) -> None:
    await play(player)
    assert shape(bot.last()) == shape(read(shared, sample))


@pytest.mark.shared
async def test_the_bots_coming_into_the_team_is_shaped_as_its_sample(
    player: Player, bot: FakeBot, shared: Path
) -> None:
    await player.act("install")
    assert shape(bot.heard[0]) == shape(read(shared, "bot_added_to_team"))


@pytest.mark.shared
def test_every_sample_is_played(shared: Path) -> None:
    samples = {file.stem for file in (shared / "samples" / "teams").glob("*.json")}
    assert samples == {name for name, _ in PLAYS} | {"bot_added_to_team"}


def read(shared: Path, sample: str) -> Any:
    return json.loads((shared / "samples" / "teams" / f"{sample}.json").read_text(encoding="utf-8"))


def shape(value: Any) -> Any:
    """The value without what differs from day to day; what an activity is called stays."""
    if isinstance(value, dict):
        return {key: one if key in ("type", "eventType", "trigger") else shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else None
