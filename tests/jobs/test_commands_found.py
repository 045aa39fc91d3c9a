"""A command by mention is a message of the channel, which Graph holds as well: it is answered, and is no post."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from handlers.registry import Outcome
from jobs import count
from models.incoming import Commanded, Person, PostArrived, ReplyArrived
from models.views import NoticeView, StatsView
from tests.jobs.graphed import AUTHOR, PMO, Graphed, graphed
from tests.rehearsal.playing import CHANNEL


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Graphed]:
    async with graphed(migrated_url) as found:
        yield found


async def written(here: Graphed, by: str, text: str = "統計", **thread: str) -> tuple[str, str]:
    """Somebody mentions the bot, and Teams loses it. Returns the ids of the post and of the message."""
    told = await here.act("mention", by, text=text, **thread)
    return thread.get("thread") or str(told["id"]), str(told["id"])


async def told_by_teams(here: Graphed, by: str, root: str, message: str, text: str = "統計") -> Outcome:
    thread = f"{CHANNEL};messageid={root}"
    where, person = here.envelope(thread, message, here.ports.now()), Person(by, f"29:{by}", "名前")
    if root == message:
        return await here.told(
            Commanded(where, person, text, False, said=PostArrived(where, thread, root, person, text))
        )
    said = ReplyArrived(where, thread, message, person, text)
    return await here.told(Commanded(where, person, text, private=False, said=said))


async def whispered(here: Graphed) -> list[type[object]]:
    await here.stage.deliver_all()
    return [type(asked.view) for asked in here.stage.teams.of("whisper")]


async def test_a_command_that_teams_told_is_no_post_by_graph(here: Graphed) -> None:
    root, message = await written(here, AUTHOR)
    assert (await told_by_teams(here, AUTHOR, root, message)).what == "stats"
    assert await here.look() == {"threads": 1}
    assert (await here.held(root)).post is None
    assert await whispered(here) == [StatsView]


async def test_a_command_that_teams_lost_is_answered_once(here: Graphed) -> None:
    root, message = await written(here, AUTHOR)
    assert await here.look() == {"threads": 1, "Commanded": 1}
    assert await here.look() == {}
    assert (await told_by_teams(here, AUTHOR, root, message)).what == "known already"
    assert (await here.held(root)).post is None
    assert await whispered(here) == [StatsView]


async def test_a_command_that_was_found_too_late_is_a_post_that_nobody_answered(here: Graphed) -> None:
    root, _ = await written(here, AUTHOR)
    await here.act("clock", advance_seconds=3601)
    assert (await here.look())["PostArrived"] == 1
    assert (await here.follow_up(root)).status == "waiting"
    assert await whispered(here) == []


@pytest.mark.parametrize("told", [True, False], ids=["told", "lost"])
async def test_a_command_in_a_thread_neither_answers_nor_reopens(here: Graphed, *, told: bool) -> None:
    root = await here.post(text="議事録の作り方を教えてください。")
    await here.look()

    async def asks(by: str) -> None:
        _, message = await written(here, by, thread=root)
        if told:
            await told_by_teams(here, by, root, message)
        await here.look()

    await asks(PMO)
    assert (await here.follow_up(root)).status == "waiting"
    await here.reply(root, PMO, "こうするとうまくいきます。")
    await here.look()
    await asks(AUTHOR)
    assert (await here.follow_up(root)).status == "answered"
    assert await here.look() == {}


async def test_what_only_begins_like_a_command_is_found_as_a_post(here: Graphed) -> None:
    root, _ = await written(here, AUTHOR, text="me too, we tried it with the minutes")
    found = await here.look()
    assert (found["Commanded"], found.get("PostArrived", 0)) == (1, 0)
    assert (await here.follow_up(root)).status == "waiting"
    assert await whispered(here) == [NoticeView]
    await here.act("react", PMO, message=root, type="heart")
    assert await here.look() == {"threads": 1, "ReactionChanged": 1}


async def test_the_daily_count_misses_no_command(here: Graphed) -> None:
    root = await here.post()
    for place in ({}, {"thread": root}):
        at, message = await written(here, AUTHOR, **place)
        await told_by_teams(here, AUTHOR, at, message)
    await here.look()
    await here.act("clock", advance_seconds=26 * 3600)
    counted = [one.count for one in await count.run(here.ports) if one.count.posts]
    assert [(one.posts, one.replies, one.missing) for one in counted] == [(1, 0, ())]
    assert counted[0].mended == (root,)
