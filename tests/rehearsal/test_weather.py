"""In bad weather the bot hears of less, or twice, or too late; the record tells what really happened."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, FakeBot, Player, activities, thread
from tests.rehearsal.test_graph import HERE, every_page, got, post, reply


async def arrived(player: Player) -> None:
    """Waits until all has come that will."""
    while (await player.look("/rehearsal/weather"))["waiting"]:
        await player.stage.changes.after(player.stage.changes.number)


def ids(bot: FakeBot) -> list[str]:
    return [one["id"] for one in bot.heard]


async def test_a_share_is_lost_and_a_share_comes_twice(player: Player, bot: FakeBot) -> None:
    await player.act("weather", drop=0.3, double=0.3, seed=7)
    posts = [await post(player, str(number)) for number in range(40)]
    heard = ids(bot)
    told = await player.look("/rehearsal/weather")
    assert (told["events"], told["waiting"]) == (40, 0)
    assert told["dropped"] == sum(one not in heard for one in posts) > 0
    assert told["doubled"] == sum(heard.count(one) == 2 for one in posts) > 0
    assert len([one["id"] for one in (await player.look("/rehearsal/record"))["posts"]]) == 40


async def test_the_same_seed_is_the_same_weather(player: Player, bot: FakeBot) -> None:
    fates = []
    for _ in range(2):
        await player.act("weather", drop=0.3, double=0.3, seed=3)
        posts = [await post(player) for _ in range(20)]
        fates.append([ids(bot).count(one) for one in posts])
    assert fates[0] == fates[1]


async def test_shuffled_events_come_within_the_time_by_the_rehearsals_clock(player: Player, bot: FakeBot) -> None:
    await player.act("weather", shuffle_seconds=600)
    posts = [await post(player, str(number)) for number in range(12)]
    assert len(bot.heard) < 12, "a second has hardly passed"
    await player.act("clock", advance_seconds=600)
    await asyncio.wait_for(arrived(player), 5)
    assert sorted(ids(bot)) == sorted(posts)
    assert ids(bot) != posts


async def test_what_is_on_its_way_comes_though_the_weather_turned_fair(player: Player, bot: FakeBot) -> None:
    await player.act("weather", shuffle_seconds=60)
    await post(player)
    await player.act("weather")
    assert (await player.act("post", by=AKARI, text="two"))["bot_status"] == 200
    await player.act("clock", advance_seconds=60)
    await asyncio.wait_for(arrived(player), 5)
    assert len(bot.heard) == 2


async def test_presses_commands_and_installs_are_spared(player: Player, bot: FakeBot) -> None:
    await player.act("weather", drop=1)
    assert (await player.act("slash", by=HANA, text="queue"))["bot_status"] == 200
    assert (await player.act("mention", by=HANA, text="queue"))["bot_status"] == 200
    assert (await player.act("say", by=HANA, text="queue"))["bot_status"] == 200
    assert (await player.act("install", by=HANA))["bot_status"] == 200
    assert (await player.act("leave", by=KEN))["bot_status"] == 200
    spared = len(bot.heard)
    root = await post(player)
    for act, more in (("edit", {"text": "b"}), ("delete", {}), ("undelete", {})):
        assert (await player.act(act, by=AKARI, message=root, **more))["bot_status"] is None
    assert len(bot.heard) == spared


@pytest.mark.parametrize("wrong", [{"drop": 2}, {"drop": -0.1}, {"drop": 0.6, "double": 0.6}, {"shuffle_seconds": -1}])
async def test_there_is_no_such_weather(player: Player, wrong: dict[str, Any]) -> None:
    assert await player.refused("weather", 400, **wrong)


async def test_the_record_holds_peoples_doings_as_they_now_stand_and_not_the_bots(player: Player) -> None:
    root = await post(player, "first")
    answer = await reply(player, root, "second")
    await player.sent(thread(root), text="the bot's")
    own = await player.sent(CHANNEL, text="the bot's own post")
    await player.teams("PUT", activities(thread(root), root, "reactions", "like"))
    for by in (HANA, KEN):
        await player.act("react", by=by, message=root, type="like")
    await player.act("react", by=KEN, message=root, type="like", remove=True)
    await player.act("edit", by=AKARI, message=root, text="mended")
    await player.act("delete", by=HANA, message=answer)
    below = await reply(player, own, "to the bot")
    await player.act("app", name="Workflows", text="hello")
    await player.act("rename", name="ひろば")
    told = await player.look("/rehearsal/record")
    (only,) = told["posts"]
    assert (only["id"], only["author"], only["text"], only["edited"], only["deleted"]) == (
        root, AKARI, "mended", True, False,
    )  # fmt: skip
    assert [(one["by"], one["type"]) for one in only["reactions"]] == [(HANA, "like")]
    assert [(one["id"], one["text"], one["deleted"]) for one in only["replies"]] == [(answer, "", True)]
    assert [(one["id"], one["to"]) for one in told["elsewhere"]] == [(below, own)]


async def test_a_past_is_made_of_which_the_bot_hears_nothing(rehearse: Rehearse, bot: FakeBot) -> None:
    player = await rehearse(replace(QUICK, limits=False))
    until = "2026-10-01T00:00:00+09:00"
    span: dict[str, Any] = {"posts": 300, "since": "2026-04-01T00:00:00+09:00", "until": until, "seed": 5}
    made = (await player.act("past", **span))["made"]
    assert made["posts"] == 300
    assert all(made[name] > 0 for name in ("replies", "reactions", "edits", "deletions"))
    assert bot.heard == []
    record = (await player.look("/rehearsal/record"))["posts"]
    assert len(record) == 300
    assert all("2026-03-31" <= one["at"] <= "2026-10-01" for one in record)
    assert {one["at"][:7] for one in record} >= {f"2026-0{month}" for month in range(4, 10)}
    pages = await every_page(player, f"{HERE}?$top=50")
    assert [len(page) for page in pages] == [50] * 6
    assert sorted(one for page in pages for one in page) == sorted(one["id"] for one in record)
    edited = next(one for one in record if one["edited"] and not one["deleted"])
    assert (await got(player, f"{HERE}/{edited['id']}"))["lastEditedDateTime"] is not None


async def test_the_same_seed_makes_the_same_past(rehearse: Rehearse) -> None:
    span: dict[str, Any] = {
        "posts": 30,
        "since": "2026-08-01T00:00:00+09:00",
        "until": "2026-09-01T00:00:00+09:00",
        "seed": 5,
    }
    records = []
    for _ in range(2):
        player = await rehearse(QUICK)
        await player.act("past", **span)
        records.append(await player.look("/rehearsal/record"))
    assert records[0] == records[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"posts": 0, "since": "2026-04-01T00:00:00Z"},
        {"posts": 1, "since": "2026-04-01T00:00:00"},
        {"posts": 1, "since": "yesterday"},
        {"posts": 1, "since": "2027-04-01T00:00:00Z"},
        {"posts": 1, "since": "2026-04-01T00:00:00Z", "until": "2027-04-01T00:00:00Z"},
    ],
)
async def test_a_past_lies_in_the_past(player: Player, wrong: dict[str, Any]) -> None:
    assert await player.refused("past", 400, **wrong)
