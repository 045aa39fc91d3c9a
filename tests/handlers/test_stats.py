"""The command “stats”: what it reads from the ledger, of which season and theme, and what it says no to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.statistics.told import Report
from models.views import NoticeView, StatsView
from tests.handlers.test_point_follow_up import send
from tests.handlers.thread import later
from tests.stage import COMMUNITY, HANA, KEN, MAKOTO, MIO, SORA, YUI, Stage, person, staged

SEASONS = COMMUNITY.replace('starts = "2026-10-01"', 'starts = "2026-12-01"').replace(
    "[[season]]",
    """[[season]]
code = "S5"
name = "シーズン 5"
starts = "2026-06-01"
ends = "2026-11-30"
phase = "rollout"

[[season.theme]]
code = "old"
name = "むかしの話"

[[season]]""",
    1,
)
"""The day that the stage begins with is the last of season 5."""


async def shown(stage: Stage, words: str = "stats") -> Report:
    await stage.say(SORA, words)
    await stage.deliver_all()
    view = stage.teams.of("send", SORA)[-1].view
    assert isinstance(view, StatsView), view
    return view.report


async def refused(stage: Stage, words: str) -> NoticeView:
    await stage.say(SORA, words)
    await stage.deliver_all()
    view = stage.teams.of("send", SORA)[-1].view
    assert isinstance(view, NoticeView)
    return view


async def test_posts_receipts_and_answers_are_counted_as_they_stand(stage: Stage) -> None:
    answered, waiting, gone = [await stage.post(who) for who in (SORA, YUI, SORA)]
    await stage.post(KEN, "お知らせです。")
    await stage.post(None, "ワークフローの投稿です。")
    await stage.delete(gone)
    later(stage, minutes=20)
    await stage.react(HANA, waiting, added="like")
    later(stage, minutes=10)
    await stage.reply(KEN, answered)
    later(stage, minutes=30)
    known = (await shown(stage)).figures
    assert (known.posts, known.posters, known.owed) == (4, 3, 2)
    assert (known.received, known.answered, known.waiting, known.newcomers) == (2, 1, 1, 2)
    assert (known.median_to_receipt, known.p90_to_receipt) == (timedelta(minutes=20), timedelta(minutes=30))
    assert (known.median_to_answer, known.p90_to_answer) == (timedelta(minutes=30), None)
    assert known.oldest_waiting == timedelta(hours=1)


async def test_an_answer_that_a_peer_wrote_and_a_like_of_an_executive_are_told_apart(stage: Stage) -> None:
    by_peer, by_responder = await stage.post(SORA), await stage.post(SORA)
    await stage.reply(YUI, by_peer)
    await stage.press(KEN, "confirm", by_peer)
    await stage.reply(KEN, by_responder)
    await stage.react(MAKOTO, by_responder, added="heart")
    await stage.react(MAKOTO, by_peer, added="like")
    await stage.react(MAKOTO, by_peer, removed="like")
    known = (await shown(stage)).figures
    assert (known.answered, known.answered_by_peers, known.touched_by_executives) == (2, 1, 1)


async def test_what_was_reopened_is_counted_and_waits_again(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    await stage.press(KEN, "reopen", post)
    known = (await shown(stage)).figures
    assert (known.reopened, known.answered, known.waiting, known.median_to_answer) == (1, 0, 1, None)


async def test_a_theme_is_told_alone_by_its_code_or_name_or_hashtag(stage: Stage) -> None:
    await stage.post(SORA, "議事録について")
    await stage.post(YUI, "問い合わせについて")
    for words in ("stats meeting", "stats #meeting", "統計 S6 議事録と会議", "stats シーズン6 MEETING"):
        report = await shown(stage, words)
        assert (report.season, report.theme, report.figures.posts) == ("シーズン6", "議事録と会議", 1)
    assert (await shown(stage, "stats S6")).figures.posts == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stats S9", NoticeView("refused-unknown-season", {"season": "S9", "known": "S6"})),
        ("stats S6 S9", NoticeView("refused-unknown-theme", {"theme": "S9", "known": "meeting, inquiry"})),
    ],
)
async def test_what_there_is_not_is_refused_with_what_there_is(stage: Stage, words: str, said: NoticeView) -> None:
    assert await refused(stage, words) == said


async def test_a_season_that_is_over_is_held_against_the_next(migrated_url: str) -> None:
    async with staged(migrated_url, SEASONS, migrated=True) as stage:
        await stage.post(SORA, "むかしの話です")
        first = await stage.post(YUI)
        later(stage, minutes=10)
        await stage.reply(KEN, first)
        assert (await shown(stage)).season == "シーズン 5"
        later(stage, days=10)
        await stage.post(YUI)
        await stage.post(MIO)
        await stage.post(person(102, "はじめて"))
        report = await shown(stage)
        assert (report.season, report.before_season) == ("シーズン6", "シーズン 5")
        assert report.before is not None
        assert (report.before.posts, report.before.answered, report.before.newcomers_again) == (2, 1, 1)
        assert (report.figures.posts, report.figures.returning, report.figures.newcomers) == (3, 1, 1)
        assert (await shown(stage, "stats シーズン 5 old")).figures.posts == 0
        later(stage, days=200)
        assert (await shown(stage)).season == "シーズン6", "the last one, where none is on"


async def test_before_any_season_all_posts_are_told(migrated_url: str) -> None:
    async with staged(migrated_url, COMMUNITY.replace("2026-10-01", "2027-01-01"), migrated=True) as stage:
        await stage.post(SORA)
        later(stage, days=2)
        report = await shown(stage)
        assert (report.season, report.figures.posts, report.figures.days) == (None, 1, 3)
        assert len(report.weeks) == 1


async def test_a_bots_post_of_which_somebody_made_a_follow_up_is_owed_an_answer(stage: Stage) -> None:
    post = await stage.post(None, "申込みフォームに回答がありました。")
    later(stage, minutes=5)
    await send(stage, MIO, post, HANA)
    known = (await shown(stage)).figures
    assert (known.posters, known.owed, known.waiting, known.newcomers) == (0, 1, 1, 0)
    later(stage, minutes=5)
    await stage.reply(HANA, post)
    known = (await shown(stage)).figures
    assert (known.owed, known.received, known.answered) == (1, 1, 1)
