"""A post arrives: kept, reacted to, followed up."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from models.incoming import PostArrived
from models.ledger import Post
from tests.stage import DANA, HANA, KEN, MIO, MONDAY_10, SORA, Stage, person

TOKYO = ZoneInfo("Asia/Tokyo")


def tokyo(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=TOKYO).astimezone(UTC)


async def kept(stage: Stage, posted: PostArrived) -> Post:
    found = await stage.store.read(lambda tx: tx.post(posted.thread_id), stage.clock.now)
    assert found is not None
    return found


async def test_a_post_is_kept_reacted_to_and_waits_for_a_person(stage: Stage) -> None:
    post = await stage.post(SORA, "会議の準備に使ってみました。")
    await stage.deliver_all()
    counted = await stage.audit()
    assert (counted.posts, counted.waiting, counted.unreacted) == (1, 1, 0)
    assert [asked.activity_id for asked in stage.teams.of("react")] == [post.message_id]
    row = await kept(stage, post)
    assert (row.text, row.author_name, row.captured_by) == ("会議の準備に使ってみました。", SORA.name, "teams")


async def test_a_first_post_is_owed_a_receipt_sooner_than_a_second(stage: Stage) -> None:
    first, second = await stage.post(SORA), await stage.post(SORA)
    owed_first, owed_second = await stage.follow_up(first), await stage.follow_up(second)
    assert (owed_first.newcomer, owed_first.receive_by) == (True, MONDAY_10 + timedelta(minutes=30))
    assert (owed_second.newcomer, owed_second.receive_by) == (False, MONDAY_10 + timedelta(hours=2))


async def test_the_pmos_own_post_is_kept_and_reacted_to_and_owes_nothing(stage: Stage) -> None:
    await stage.post(HANA)
    await stage.deliver_all()
    counted = await stage.audit()
    assert (counted.posts, counted.waiting, len(stage.teams.of("react"))) == (1, 0, 1)


async def test_an_advisors_own_post_is_followed_up_like_everybodys(stage: Stage) -> None:
    await stage.post(DANA)
    assert (await stage.audit()).waiting == 1


async def test_a_bots_post_is_kept_and_nothing_more(stage: Stage) -> None:
    await stage.post(None, "週報です。")
    await stage.deliver_all()
    counted = await stage.audit()
    assert (counted.posts, counted.waiting, counted.unreacted, len(stage.teams.asked)) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"channel_id": "19:other@thread.tacv2"},
        {"team_id": "19:other-team@thread.tacv2"},
        {"team_id": None, "channel_id": None},
        {"tenant_id": "22222222-2222-4222-8222-222222222222"},
    ],
)
async def test_a_post_that_is_none_of_ours_leaves_no_trace(stage: Stage, elsewhere: dict[str, Any]) -> None:
    outcome = await stage.dispatch(stage.posted(SORA, **elsewhere))
    await stage.deliver_all()
    assert outcome.what == "not ours"
    assert (await stage.audit()).posts == 0
    assert await stage.store.read(lambda tx: dict(tx.acquaintances(SORA.id)), stage.clock.now) == {}
    assert stage.teams.asked == []


@pytest.mark.parametrize(
    ("text", "theme", "owners"),
    [
        ("＃Ｍｅｅｔｉｎｇ 要点だけ出せますか", "meeting", (KEN,)),
        ("問い合わせの下書き", "inquiry", (HANA, MIO)),
        ("会議は好きです", None, ()),
    ],
)
async def test_a_post_belongs_to_the_theme_that_a_hashtag_or_a_word_names(
    stage: Stage, text: str, theme: str | None, owners: tuple[Any, ...]
) -> None:
    post = await stage.post(SORA, text)
    assert (await kept(stage, post)).theme == theme
    assert (await stage.follow_up(post)).owners == tuple(owner.id for owner in owners)


@pytest.mark.parametrize(
    ("at", "season"),
    [
        (tokyo("2026-09-30", "23:59:59"), None),
        (tokyo("2026-10-01", "00:00:00"), "S6"),
        (tokyo("2027-03-31", "23:59:59"), "S6"),
        (tokyo("2027-04-01", "00:00:00"), None),
    ],
)
async def test_the_season_is_that_of_the_day_in_the_communitys_zone(
    stage: Stage, at: datetime, season: str | None
) -> None:
    assert (await kept(stage, await stage.post(SORA, "議事録", at=at))).season == season


@pytest.mark.parametrize(
    ("posted", "receive_by"),
    [
        (("2026-11-30", "11:30"), ("2026-11-30", "14:30")),
        (("2026-11-30", "12:10"), ("2026-11-30", "15:00")),
        (("2026-11-27", "17:00"), ("2026-11-30", "10:00")),
        (("2026-11-28", "03:00"), ("2026-11-30", "11:00")),
        (("2026-11-20", "17:30"), ("2026-11-24", "10:30")),
    ],
    ids=["over lunch", "at lunch", "over the weekend", "on Saturday", "over a holiday"],
)
async def test_due_times_run_in_working_time(
    stage: Stage, posted: tuple[str, str], receive_by: tuple[str, str]
) -> None:
    await stage.post(SORA, at=tokyo("2026-11-02", "10:00"))
    post = await stage.post(SORA, at=tokyo(*posted))
    owed = await stage.follow_up(post)
    assert (owed.receive_by, owed.next_nudge_at) == (tokyo(*receive_by), tokyo(*receive_by))


async def test_a_post_that_comes_twice_is_kept_once(stage: Stage) -> None:
    event = await stage.post(SORA)
    assert (await stage.dispatch(event)).what == "known already"
    await stage.deliver_all()
    assert (await stage.audit()).posts == 1
    assert len(stage.teams.of("react")) == 1


async def test_a_post_that_comes_fifty_times_at_once_is_kept_once(stage: Stage) -> None:
    event = stage.posted(SORA)
    outcomes = await asyncio.gather(*(stage.dispatch(event) for _ in range(50)))
    await stage.deliver_all()
    counted = await stage.audit()
    assert (counted.posts, counted.waiting, len(stage.teams.of("react"))) == (1, 1, 1)
    assert sorted(outcome.what for outcome in outcomes) == ["known already"] * 49 + ["opened"]


async def test_two_hundred_posts_at_once_are_all_kept(stage: Stage) -> None:
    authors = [person(200 + number, f"参加者{number}") for number in range(20)]
    events = [stage.posted(authors[number % 20], f"投稿{number}") for number in range(200)]
    await asyncio.gather(*(stage.dispatch(event) for event in events))
    counted = await stage.audit()
    assert (counted.posts, counted.waiting) == (200, 200)
    assert sum(row["newcomer"] for row in await stage.rows()) == 20
    kept_texts = {(await kept(stage, event)).text for event in events}
    assert kept_texts == {f"投稿{number}" for number in range(200)}


async def test_the_owner_is_nudged_when_nobody_answered_and_no_longer_once_somebody_did(stage: Stage) -> None:
    post = await stage.post(SORA, "問い合わせの下書きを頼みました。")
    stage.clock.forward(minutes=31)
    await stage.tick()
    assert len(stage.teams.of("send", HANA)) == 1
    await stage.reply(HANA, post)
    stage.clock.forward(days=3)
    await stage.tick()
    assert len(stage.teams.of("send")) == 2
    assert (await stage.audit()).answered == 1


async def test_newcomers_who_post_at_once_are_written_down_in_one_statement_a_table(stage: Stage) -> None:
    """A statement each would make the disk, and a database over the network, wait for every one of them."""
    await stage.post(SORA)
    written: list[str] = []

    def count(*told: Any) -> None:
        written.extend(word for word in ("INSERT", "UPDATE") if told[2].startswith(word))

    event.listen(Engine, "before_cursor_execute", count)
    try:
        await asyncio.gather(*(stage.dispatch(stage.posted(person(200 + one, "新しい方"))) for one in range(12)))
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert len(await stage.rows()) == 13
    assert all(row["newcomer"] for row in await stage.rows())
    assert 0 < len(written) <= 15
