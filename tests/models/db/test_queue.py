"""The queue: mine, all, by theme; waiting first, late first of these; page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from handlers.registry import Outcome
from models.db.queue import ROWS
from models.incoming import Pressed
from models.list_views import QueueView
from models.views import NoticeView
from tests.stage import HANA, KEN, MIO, SORA, Stage, staged


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        await made.install(KEN)
        yield made


async def turned(stage: Stage, by: Any = KEN, **choice: Any) -> Outcome:
    return await stage.dispatch(Pressed(stage.chat(by), by, "queue", choice))


async def queue(stage: Stage, by: Any = KEN, **choice: Any) -> QueueView:
    view = (await turned(stage, by, **choice)).view
    assert isinstance(view, QueueView)
    return view


async def test_mine_holds_what_my_theme_owns_and_what_i_claimed(stage: Stage) -> None:
    await stage.post(SORA, "議事録を頼みました。")
    others = await stage.post(SORA, "問い合わせの下書き。")
    assert [row.text for row in (await queue(stage, which="mine")).rows] == ["議事録を頼みました。"]
    await stage.press(KEN, "claim", others)
    assert (await queue(stage, which="mine")).total == 2
    assert (await queue(stage, MIO, which="mine")).total == 0


async def test_who_has_none_of_their_own_sees_all_at_first(stage: Stage) -> None:
    await stage.post(SORA, "議事録を頼みました。")
    assert (await queue(stage)).which == "mine"
    shown = await queue(stage, MIO)
    assert (shown.which, shown.total, shown.mine, shown.everyone) == ("all", 1, 0, 1)


async def test_a_theme_shows_its_own_and_all_themes_are_counted(stage: Stage) -> None:
    await stage.post(SORA, "議事録を頼みました。")
    await stage.post(SORA, "問い合わせの下書き。")
    await stage.post(SORA, "問い合わせが減りました。")
    shown = await queue(stage, which="theme", theme="inquiry")
    assert (shown.total, shown.theme) == (2, "inquiry")
    assert [(theme.code, theme.count) for theme in shown.themes] == [("meeting", 1), ("inquiry", 2)]


async def test_waiting_comes_first_and_the_late_first_of_these(stage: Stage) -> None:
    claimed = await stage.post(SORA, "一番古い、担当の決まった投稿")
    stage.clock.forward(minutes=1)
    await stage.post(SORA, "遅れている投稿")
    stage.clock.forward(hours=4)
    await stage.press(KEN, "claim", claimed)
    await stage.post(SORA, "新しい投稿")
    shown = await queue(stage, which="all")
    assert [row.text for row in shown.rows] == ["遅れている投稿", "新しい投稿", "一番古い、担当の決まった投稿"]
    assert [row.late for row in shown.rows] == [True, False, True]
    assert shown.late == 2


async def test_every_open_follow_up_is_on_one_page_and_none_twice(stage: Stage) -> None:
    posts = [await stage.post(SORA, f"投稿{number}") for number in range(ROWS * 2 + 3)]
    await stage.reply(HANA, posts[0])
    pages = [await queue(stage, which="all", page=page) for page in range(3)]
    assert [len(page.rows) for page in pages] == [10, 10, 2]
    assert len({row.follow_up_id for page in pages for row in page.rows}) == ROWS * 2 + 2
    behind = await queue(stage, which="all", page=9_000)
    assert (behind.page, behind.pages) == (2, 3)


@pytest.mark.parametrize(
    "choice",
    [
        {"which": "everything"},
        {"which": 7, "page": True},
        {"page": -1},
        {"page": "2"},
        {"theme": ["x"]},
        {"theme": "x" * 99},
    ],
)
async def test_a_card_that_was_tampered_with_shows_what_a_new_one_would(stage: Stage, choice: dict[str, Any]) -> None:
    await stage.post(SORA, "議事録を頼みました。")
    shown = await queue(stage, **choice)
    assert (shown.which, shown.page, shown.total) == ("mine", 0, 1)


async def test_a_participant_is_told_politely_that_the_queue_is_not_for_them(stage: Stage) -> None:
    await stage.post(SORA, "議事録を頼みました。")
    view = (await turned(stage, SORA)).view
    assert isinstance(view, NoticeView)
    assert view.key == "refused-queue-not-for-you"


async def test_a_new_queue_card_takes_the_place_of_the_old(stage: Stage) -> None:
    for _ in range(2):
        await stage.say(KEN, "queue")
        await stage.deliver_all()
    cards = [asked for asked in stage.teams.of("send", KEN) if isinstance(asked.view, QueueView)]
    assert len(cards) == 2
    assert [asked.activity_id for asked in stage.teams.of("take_back")] == ["b2"]


async def test_a_row_brings_the_follow_ups_own_card(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    shown = await stage.follow_up(post)
    pressed = Pressed(stage.chat(KEN), KEN, "show", {"follow_up": shown.id, "which": "all"})
    outcome = await stage.dispatch(pressed)
    await stage.deliver_all()
    assert isinstance(outcome.view, QueueView)
    sent = stage.teams.of("send", KEN)[-1].view
    assert getattr(sent, "follow_up_id", None) == shown.id
