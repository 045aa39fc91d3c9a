"""A working day of sixty posts, and four members of the PMO who work their queues, played with the real bot."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.processes.bot import AUTHORS, Scene, audit_of, has_reacted, scene, until
from tests.processes.working import Member, is_queue
from tests.rehearsal.playing import CHANNEL

POSTS, HALF_HOURS, NEWCOMERS = 60, 12, 8
PMO = {
    "aaaaaaaa-0000-4000-8000-000000000001": "上田 花",
    "aaaaaaaa-0000-4000-8000-000000000002": "伊東 健",
    "aaaaaaaa-0000-4000-8000-000000000005": "桐生 みなみ",
    "aaaaaaaa-0000-4000-8000-000000000006": "早川 蓮",
}
"""Of the rehearsal's cast: all four have the role ``pmo``, the first is the lead as well."""
TOMORROW = date(2026, 11, 26)
SUBJECTS = ("議事録", "問い合わせ", "スライド", "Excel の集計", "個人情報のルール", "翻訳", "そのほかのこと")
AFTER_AN_ANSWER = (
    "ありがとうございます！試してみます。",
    "ありがとうございます。もう一つだけ教えてください。",
    None,
    None,
)
EXTRA_ROUNDS = 20
"""So often they look again after the last post; many more than were ever needed."""


async def authors(here: Scene) -> list[str]:
    """The cast's participants, and people who join that day."""
    joined = [await here.player.act("join", name=f"新人 {number:02}", language="ja") for number in range(NEWCOMERS)]
    return [*AUTHORS, *(str(one["id"]) for one in joined)]


async def half_an_hour(here: Scene, people: list[str], team: list[Member], chance: Random) -> None:
    """Five posts come, to the last another member has a tip, authors write again, and each of the PMO sees to two."""
    came = [await post(here, chance.choice(people), chance.choice(SUBJECTS)) for _ in range(POSTS // HALF_HOURS)]
    other = chance.choice([one for one in people if one != came[-1][0]])
    await here.player.act("reply", other, thread=came[-1][1], text="うちではこうしています。")
    threads = (await here.player.look("/rehearsal/state"))["threads"]
    for thread in chance.sample(threads, min(3, len(threads))):
        await afterwards(here, thread, chance)
    await asyncio.gather(*(member.work(at_most=2) for member in team))
    await here.player.act("clock", advance_seconds=30 * 60)


async def post(here: Scene, by: str, subject: str) -> tuple[str, str]:
    """Author and message of a new post."""
    message = await here.post(by, f"{subject}について教えてください。")
    assert message
    return by, message


async def afterwards(here: Scene, thread: dict[str, Any], chance: Random) -> None:
    """To an answer the author says thanks, asks more, or says nothing."""
    root, says = thread["message"], chance.choice(AFTER_AN_ANSWER)
    if says and any(reply["from"] in (*PMO, "bot") for reply in thread["replies"]):
        await here.player.act("reply", root["from"], thread=root["id"], text=says)


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_a_day_of_sixty_posts_leaves_nothing_unanswered_and_one_queue_card_each(tmp_path: Path) -> None:
    database_url, chance = f"sqlite:///{tmp_path / 'bot.db'}", Random(20261125)
    async with scene(database_url, tmp_path) as here:
        await here.bot.start()
        people = await authors(here)
        team = [Member(here, one, PMO, Random(number), TOMORROW) for number, one in enumerate(PMO)]
        for _ in range(HALF_HOURS):
            await half_an_hour(here, people, team, chance)
        for _ in range(EXTRA_ROUNDS):
            if not open_in(database_url):
                break
            await asyncio.gather(*(member.work(at_most=4) for member in team))
        assert open_in(database_url) == 0
        await until(lambda: has_reacted(database_url), every=0.5)
        await until(lambda: all_taken_back(here), every=0.5)
        assert await here.bot.stop() == 0

        counted = audit_of(database_url)
        assert (counted.posts, counted.answered + counted.settled + counted.promised) == (POSTS, POSTS)
        assert (counted.unreacted, counted.undelivered, counted.uncertain, counted.withdrawn) == (0, 0, 0, 0)
        did = Counter(verb for member in team for verb in member.done)
        assert {"claim", "receive", "promise", "write_answer", "hand_over", "settle", "confirm"} <= set(did), did
        await each_has_one_queue_card(here, team)
        await the_channel_holds_what_people_made_the_bot_post(here, team)


def open_in(database_url: str) -> int:
    """How many wait for somebody, or were taken and not seen to yet."""
    counted = audit_of(database_url)
    return counted.waiting + counted.claimed


async def queue_cards(here: Scene) -> tuple[Counter[str], Counter[str]]:
    """By chat, how many queue cards Teams took from the bot, and how many of these it deleted again."""
    sent = [call for call in await here.journal("send") if is_queue(card_of(call))]
    deleted = {call["path"].rpartition("/")[2] for call in await here.journal("delete")}
    again = [call for call in sent if call["answer"]["id"] in deleted]
    return Counter(call["conversation"] for call in sent), Counter(call["conversation"] for call in again)


def card_of(call: dict[str, Any]) -> dict[str, Any]:
    attachments = call["body"].get("attachments") or [{}]
    card: dict[str, Any] = attachments[0].get("content") or {}
    return card


async def all_taken_back(here: Scene) -> bool:
    sent, deleted = await queue_cards(here)
    return all(sent[chat] - deleted[chat] == 1 for chat in sent)


async def each_has_one_queue_card(here: Scene, team: list[Member]) -> None:
    sent, deleted = await queue_cards(here)
    assert len(sent) == len(team)
    assert all(sent[chat] >= HALF_HOURS and sent[chat] - deleted[chat] == 1 for chat in sent)
    for member in team:
        assert sum(is_queue(one["card"]) for one in await member.chat()) == 1


async def the_channel_holds_what_people_made_the_bot_post(here: Scene, team: list[Member]) -> None:
    """Every call about the channel is a reaction, or a post with the word of a press, in its thread and name."""
    calls = [call for call in await here.player.look("/rehearsal/journal") if is_channel(call)]
    assert {call["kind"] for call in calls} == {"react", "send"}
    reacted = await here.reacted()
    assert (len(reacted), set(reacted.values())) == (POSTS, {1})
    wrote = [written for member in team for written in member.wrote]
    found = []
    for call in calls:
        if call["kind"] == "send":
            text = call["body"]["text"]
            (press,) = [one for one in wrote if one.word in text]
            assert press.by in text
            assert call["conversation"] == press.thread
            found.append(press)
    assert Counter(found) == Counter(wrote), "each press is posted, once"


def is_channel(call: dict[str, Any]) -> bool:
    return str(call["conversation"]).startswith(CHANNEL) and call["method"] != "GET"
