"""The command “due”: for responders, in their own words and language."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from models.views import DueView, NoticeView
from tests.stage import DANA, KEN, SORA, Stage, staged


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made


@pytest.mark.parametrize("words", ["due 2026-12-25 17:30", "期限 12/25 17:30", "いつまで 12月25日 17時30分"])
async def test_a_responder_is_told_what_is_due(stage: Stage, words: str) -> None:
    await stage.say(KEN, words)
    await stage.deliver_all()
    (sent,) = stage.teams.of("send", KEN)
    assert isinstance(sent.view, DueView)
    assert sent.view.preview.at == datetime(2026, 12, 25, 8, 30, tzinfo=UTC)
    assert sent.view.preview.answer_by == datetime(2026, 12, 28, 8, 30, tzinfo=UTC)


async def test_without_words_it_is_now_and_holidays_are_named_in_the_readers_language(stage: Stage) -> None:
    await stage.say(DANA, "due 2026-12-31 17:30")
    await stage.say(KEN, "due")
    await stage.deliver_all()
    (english,), (now,) = stage.teams.of("send", DANA), stage.teams.of("send", KEN)
    assert isinstance(english.view, DueView)
    assert isinstance(now.view, DueView)
    assert "New Year's Day" in {idle.name for jump in english.view.preview.jumps for idle in jump.days}
    assert now.view.preview.at == stage.clock.now


async def test_what_is_no_moment_and_who_is_no_responder_is_told_what_to_do(stage: Stage) -> None:
    await stage.say(KEN, "due soon")
    await stage.say(SORA, "due")
    await stage.deliver_all()
    for person, key in ((KEN, "due-unknown"), (SORA, "refused-due-not-for-you")):
        (sent,) = stage.teams.of("send", person)
        assert isinstance(sent.view, NoticeView)
        assert sent.view.key == key
