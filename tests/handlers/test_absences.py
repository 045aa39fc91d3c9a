"""The commands away, quiet, back and morning: for responders, in private, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.cards.render import render
from models.absence import Absent
from models.community_file import parse
from models.db import absences, applying, calm
from models.incoming import Commanded, Person
from models.views import FollowUpView, NoticeView, View
from tests.stage import COMMUNITY, DANA, HANA, KEN, MIO, SORA, TEAM, Stage, listed

MINUTES = "議事録を頼みました。"
OTHER_TEAM = "19:other@thread.tacv2"


async def answer(stage: Stage, to: Person) -> NoticeView:
    """The last thing that somebody got in their chat."""
    await stage.deliver_all()
    view = stage.teams.of("send", to)[-1].view
    assert isinstance(view, NoticeView)
    return view


async def absent(stage: Stage) -> Absent:
    return await stage.store.read(lambda tx: absences.now_absent(tx, TEAM), stage.clock.now)


@pytest.mark.parametrize("words", ["away until 12/10", "不在 12/10まで", "休み 12月10日", "お休み 12/10"])
async def test_who_goes_away_reads_until_when_and_when_cards_come_again(stage: Stage, words: str) -> None:
    await stage.say(KEN, words)
    again = datetime(2026, 12, 11, 0, 0, tzinfo=UTC)
    assert await answer(stage, KEN) == NoticeView("away-set", {"last": date(2026, 12, 10), "again": again})
    assert await absent(stage) == Absent(away=frozenset({KEN.id}))


@pytest.mark.parametrize(
    "words", ["quiet until 15:00", "静かに 15時まで", "通知オフ 15:00", "quiet 5h", "静かに 5時間"]
)
async def test_who_is_quiet_reads_when_the_next_reminder_comes(stage: Stage, words: str) -> None:
    await stage.say(KEN, words)
    view = await answer(stage, KEN)
    assert (view.key, view.values["again"]) == ("quiet-set", datetime(2026, 11, 30, 6, 0, tzinfo=UTC))
    assert await absent(stage) == Absent(quiet=frozenset({KEN.id}))


async def test_quiet_that_ends_after_hours_says_the_next_morning(stage: Stage) -> None:
    await stage.say(KEN, "quiet until 20:00")
    assert (await answer(stage, KEN)).values["again"] == datetime(2026, 12, 1, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("away", "away-unknown"),
        ("不在 そのうち", "away-unknown"),
        ("away until 2026-11-29", "away-unknown"),
        ("away until 9999-12-31", "away-unknown"),
        ("quiet", "quiet-unknown"),
        ("静かに しばらく", "quiet-unknown"),
        ("morning", "morning-unknown"),
        ("朝 早く", "morning-unknown"),
    ],
)
async def test_what_is_not_understood_changes_nothing_and_is_told_with_an_example(
    stage: Stage, words: str, key: str
) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(KEN, "claim", post)
    await stage.say(KEN, words)
    assert (await answer(stage, KEN)).key == key
    assert await absent(stage) == Absent()
    assert (await stage.follow_up(post)).claimed_by == KEN.id


@pytest.mark.parametrize(
    "words", ["away tomorrow", "away", "quiet 2h", "静かに", "back", "ただいま", "morning off", "朝"]
)
async def test_participants_are_told_that_no_reminder_ever_comes(stage: Stage, words: str) -> None:
    await stage.post(SORA, MINUTES)
    await stage.say(SORA, words)
    assert await answer(stage, SORA) == NoticeView("refused-never-nudged", {})
    assert await absent(stage) == Absent()


@pytest.mark.parametrize("words", ["back", "戻りました", "復帰", "ただいま"])
async def test_who_is_back_is_there_again_from_both(stage: Stage, words: str) -> None:
    await stage.say(KEN, "away until 12/10")
    await stage.say(KEN, "quiet until 12/10")
    await stage.say(KEN, words)
    assert (await answer(stage, KEN)).key == "back-set"
    assert await absent(stage) == Absent()
    await stage.say(KEN, words)
    assert (await answer(stage, KEN)).key == "back-already"


async def test_the_last_word_holds(stage: Stage) -> None:
    await stage.say(KEN, "away until 12/10")
    await stage.say(KEN, "away today")
    stage.clock.forward(days=1)
    assert await absent(stage) == Absent()


async def test_mornings_are_off_and_on_for_who_says_so_alone(stage: Stage) -> None:
    for words, key, off in (
        ("morning off", "morning-off", True),
        ("朝 オン", "morning-on", False),
        ("朝のお知らせ しない", "morning-off", True),
    ):
        await stage.say(KEN, words)
        assert (await answer(stage, KEN)).key == key
        theirs = await stage.store.read(lambda tx: calm.all_of(tx, TEAM), stage.clock.now)
        assert {one: known.mornings_off for one, known in theirs.items()} == {KEN.id: off}


@pytest.mark.parametrize("words", ["away until 12/10", "quiet 2h", "back", "morning off", "away whenever"])
async def test_in_the_channel_the_answer_is_for_who_asked_alone(stage: Stage, words: str) -> None:
    await stage.slash(KEN, words)
    await stage.deliver_all()
    assert [(asked.what, asked.to) for asked in stage.teams.asked] == [("whisper", KEN.id)]


@pytest.mark.parametrize(("language", "says"), [("ja", "12月10日"), ("en", "Thu 10 Dec")])
async def test_the_answer_is_in_the_language_and_zone_of_who_asked(stage: Stage, language: str, says: str) -> None:
    await stage.say(DANA, f"language {language}")
    await stage.say(DANA, "away until 12/10")
    drawn = render(await answer(stage, DANA), language, "Asia/Tokyo")
    assert says in str(drawn)


async def test_a_day_is_one_of_the_member_s_own_zone(stage: Stage) -> None:
    await stage.say(KEN, "away today")
    stage.clock.now = datetime(2026, 11, 30, 14, 59, tzinfo=UTC)
    assert KEN.id in (await absent(stage)).away
    stage.clock.now = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    assert await absent(stage) == Absent()


async def what_others_see(stage: Stage) -> list[View]:
    """All that Hana, Mio and Sora are shown after Ken went away from a post that he had claimed."""
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "show", post)
    await stage.press(KEN, "claim", post)
    await stage.say(KEN, "away until 12/10")
    await stage.deliver_all()
    before = len(stage.teams.asked)
    for one in (HANA, MIO):
        await stage.press(one, "show", post)
    for one in (HANA, MIO, SORA):
        for words in ("queue", "stats"):
            await stage.say(one, words)
    stage.clock.forward(hours=3)
    await stage.tick()
    assert {asked.what for asked in stage.teams.asked[before:]} <= {"send", "open_chat", "refresh", "take_back"}
    return [asked.view for asked in stage.teams.asked if asked.to != KEN.id and asked.view]


async def test_others_see_nothing_but_that_it_waits_again_and_that_they_are_asked(stage: Stage) -> None:
    views = await what_others_see(stage)
    assert {type(view).__name__ for view in views} >= {"FollowUpView", "QueueView", "StatsView", "NoticeView"}
    for language in ("ja", "en"):
        said = str([render(view, language, "Asia/Tokyo") for view in views])
        for word in ("away", "absent", "不在", "休み", "2026-12-10", "12月10日"):
            assert word not in said
    rows = str(await stage.rows())
    assert "away" not in rows
    assert "2026-12-10" not in rows


async def test_who_is_away_is_not_offered_where_somebody_is_asked_by_name(stage: Stage) -> None:
    await stage.say(MIO, "away until 12/10")
    post = await stage.post(SORA, MINUTES)
    outcome = await stage.press(KEN, "claim", post)
    assert isinstance(outcome.view, FollowUpView)
    view = outcome.view
    for offered in (view.hand_over_to, view.split_to, view.advisors):
        assert offered
        assert MIO.id not in {one.id for one in offered}
    assert KEN.id in {one.id for one in view.split_to}


@pytest.mark.parametrize(
    ("verb", "fields", "key"),
    [
        ("hand_over", {"to": MIO.id}, "refused-not-to-them"),
        ("split", {"owner": MIO.id, "asked": "ほかにも教えてください"}, "refused-not-to-them"),
        ("ask", {"advisor": DANA.id, "favour": ""}, "refused-not-an-advisor"),
    ],
)
async def test_who_is_away_cannot_be_asked_from_an_older_card_and_nobody_learns_why(
    stage: Stage, verb: str, fields: dict[str, str], key: str
) -> None:
    post = await stage.post(SORA, MINUTES)
    for one in (MIO, DANA):
        await stage.say(one, "away until 12/10")
    await stage.deliver_all()
    before, sent = await stage.follow_up(post), len(stage.teams.of("send"))
    outcome = await stage.press(KEN, verb, post, **fields)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.notice == (key, {})
    await stage.deliver_all()
    assert await stage.follow_ups(post) == (before,)
    assert len(stage.teams.of("send")) == sent


async def test_who_is_away_may_be_asked_again_once_they_are_back_and_may_name_themselves(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.say(MIO, "away until 12/10")
    await stage.press(MIO, "split", post, owner=MIO.id, asked="ほかにも教えてください")
    assert [one.owners for one in await stage.follow_ups(post)][1:] == [(MIO.id,)]
    await stage.say(MIO, "back")
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    assert (await stage.follow_up(post)).claimed_by == MIO.id


@pytest.fixture
async def two_teams(stage: Stage) -> Stage:
    """A second community with the same people, in which Mio is no responder."""
    other = COMMUNITY.replace(TEAM, OTHER_TEAM).replace(listed(MIO, ["pmo"]), listed(MIO, []))
    await stage.store.transact(lambda tx: applying.apply(tx, parse(other)), stage.clock.now)
    return stage


async def absent_by_team(stage: Stage) -> list[Absent]:
    return await stage.store.read(
        lambda tx: [absences.now_absent(tx, team) for team in (TEAM, OTHER_TEAM)], stage.clock.now
    )


@pytest.mark.parametrize("ask", [Stage.say, Stage.slash])
async def test_who_answers_posts_in_two_teams_is_away_quiet_and_back_in_both(two_teams: Stage, ask: Any) -> None:
    stage = two_teams
    claimed = await stage.post(SORA, MINUTES, team_id=OTHER_TEAM)
    await stage.press(KEN, "claim", claimed)
    await ask(stage, KEN, "away until 12/10")
    assert await absent_by_team(stage) == [Absent(away=frozenset({KEN.id}))] * 2
    assert (await stage.follow_up(claimed)).status == "waiting"
    await ask(stage, KEN, "quiet 2h")
    await ask(stage, MIO, "quiet 2h")
    away, quiet = frozenset({KEN.id}), frozenset({KEN.id})
    assert await absent_by_team(stage) == [Absent(away, quiet | {MIO.id}), Absent(away, quiet)]
    await ask(stage, KEN, "back")
    assert await absent_by_team(stage) == [Absent(quiet=frozenset({MIO.id})), Absent()]
    await ask(stage, KEN, "morning off")
    theirs = await stage.store.read(
        lambda tx: [calm.read(tx, team, KEN.id) for team in (TEAM, OTHER_TEAM)], stage.clock.now
    )
    assert [one.mornings_off for one in theirs] == [True, True]


@pytest.mark.parametrize("private", [True, False])
async def test_what_teams_brings_again_makes_nobody_away_who_is_back(stage: Stage, *, private: bool) -> None:
    in_chat = Commanded(stage.chat(KEN), KEN, "away tomorrow", private=True)
    asked = in_chat if private else stage.slashed(KEN, "away tomorrow")
    await stage.dispatch(asked)
    stage.clock.forward(seconds=5)
    await stage.say(KEN, "back")
    stage.clock.forward(seconds=10)
    assert (await stage.dispatch(asked)).what == "known already"
    assert await absent(stage) == Absent()
