"""“me”: one's own record, what is kept of one, and being forgotten; all of it for oneself alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

import pytest

from models.attempts import Attempt, Came, Told
from models.db import attempts, forgetting, own_rows, papers, praising
from models.db.forgetting import everything_of
from models.incoming import Person, PostArrived
from models.praising import Wish
from models.record import Record, SeasonRecord
from models.record_views import ForgetView, KeptView, RecordView, TakenView
from models.views import NoticeView
from tests.stage import COMMUNITY, HANA, KEN, SORA, TEAM, YUI, Stage, staged

TWO_SEASONS = f"""{COMMUNITY}
[[season]]
code = "S7"
name = "シーズン7"
starts = "2027-04-01"
ends = "2027-09-30"
[[season.theme]]
code = "meeting"
name = "会議の工夫"
words = ["議事録"]
owners = ["{KEN.id}"]
"""


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, TWO_SEASONS, migrated=True) as made:
        yield made


async def me(stage: Stage, who: Person, words: str = "私") -> RecordView:
    await stage.say(who, words)
    await stage.deliver_all()
    view = stage.teams.of("send", who)[-1].view
    assert isinstance(view, RecordView)
    return view


def season_of(view: RecordView | TakenView, code: str | None = "S6") -> SeasonRecord:
    return next(one for one in view.record.seasons if one.code == code)


async def tried(stage: Stage, who: Person, words: str, came: Came, number: int = 1) -> None:
    told = Told(words, came, "meeting", "名前を先に伝えるとよいです")
    attempt = Attempt(f"{number:032}", TEAM, "S6", who.id, told, stage.clock.now)
    await stage.store.transact(lambda tx: attempts.add(tx, attempt), stage.clock.now)


async def praised(stage: Stage, by: Person, to: Person, words: str) -> None:
    community = await stage.store.read(lambda tx: tx.communities[TEAM].community, stage.clock.now)
    wish = Wish(by.id, to.id, words, words)
    await stage.store.transact(lambda tx: praising.give(tx, community, wish), stage.clock.now)


async def a_season(stage: Stage) -> PostArrived:
    """Sora posts twice and takes one back, helps Yui, likes a post, tries something, is praised, and comes again."""
    post = await stage.post(SORA, "議事録を作ってみました。")
    gone = await stage.post(SORA, "まちがえました。")
    await stage.delete(gone)
    asked = await stage.post(YUI, "問い合わせの返事を早くしたいです。")
    answer = await stage.reply(SORA, asked, "こうするとうまくいきます。")
    await stage.press(HANA, "confirm", asked)
    assert answer.text
    await stage.reply(SORA, post, "自分への追記です。")
    await tried(stage, SORA, "会議の要約を頼んでみた", Came.NOT_THIS_TIME)
    await praised(stage, YUI, SORA, "助かりました。")
    stage.clock.forward(days=40)
    await stage.react(SORA, asked, added="like")
    return post


async def test_a_record_holds_what_one_did_and_nothing_of_others(stage: Stage) -> None:
    await a_season(stage)
    view = await me(stage, SORA)
    season = season_of(view)
    assert (view.season, view.record.name, view.record.first_post_on) == ("S6", SORA.name, date(2026, 11, 30))
    assert [(one.on, one.theme, one.text) for one in season.posts] == [
        (date(2026, 11, 30), "議事録と会議", "議事録を作ってみました。")
    ]
    assert season.replies == 1
    assert [(one.theme, one.text) for one in season.answers] == [("問い合わせ対応", "こうするとうまくいきます。")]
    (attempt,) = season.attempts
    assert attempt.text == "会議の要約を頼んでみた"
    assert attempt.told
    assert attempt.told.came_of_it is Came.NOT_THIS_TIME
    assert [(one.text, one.by) for one in season.praises] == [("助かりました。", YUI.name)]
    assert season.themes == ("議事録と会議", "問い合わせ対応")
    assert season.months == (date(2026, 11, 1), date(2027, 1, 1))
    other = season_of(await me(stage, YUI))
    assert ([one.text for one in other.posts], other.replies, other.answers, other.praises) == (
        ["問い合わせの返事を早くしたいです。"], 0, (), (),
    )  # fmt: skip


async def test_a_record_agrees_with_a_slow_count_of_the_ledger(stage: Stage) -> None:
    """Counted a second time, from the export's rows and the events themselves."""
    threads = [await stage.post(by, f"{number}つめの議事録です。") for number in range(6) for by in (SORA, YUI)]
    for thread in threads:
        await stage.reply(SORA, thread, "わたしも試しました。")
        await stage.reply(HANA, thread, "こうしてみてください。")
    rows = [row for row in await stage.rows() if row["author_id"] == SORA.id]
    season = season_of(await me(stage, SORA))
    assert len(season.posts) == len(rows) == 6
    assert season.replies == sum(1 for thread in threads if thread.author != SORA) == 6
    answered = [row for row in await stage.rows() if row["answered_by"] == SORA.id]
    assert len(season.answers) == len(answered)
    assert len(season_of(await me(stage, HANA)).answers) == 12 - len(answered)


async def test_who_did_nothing_yet_is_told_so(stage: Stage) -> None:
    view = await me(stage, YUI)
    assert (view.record.seasons, view.record.first_post_on, view.season) == ((), None, "S6")


async def test_a_season_is_named_or_turned_to(stage: Stage) -> None:
    await a_season(stage)
    stage.clock.now = datetime.fromisoformat("2027-05-01T01:00:00+00:00")
    assert (await me(stage, SORA)).season == "S6", "nothing in the new season yet: the latest with anything"
    await stage.post(SORA, "議事録をまた作りました。")
    view = await me(stage, SORA)
    assert (view.season, [one.code for one in view.record.seasons]) == ("S7", ["S7", "S6"])
    assert season_of(view, "S7").themes == ("会議の工夫",)
    assert (await me(stage, SORA, "me シーズン6")).season == "S6"
    turned = (await stage.look(SORA, "turn_record", season="S6", community=TEAM)).view
    assert isinstance(turned, RecordView)
    assert turned.season == "S6"
    await stage.say(SORA, "me S1")
    await stage.deliver_all()
    view_ = stage.teams.of("send", SORA)[-1].view
    assert isinstance(view_, NoticeView)
    assert (view_.key, view_.values) == ("refused-record-season", {"season": "S1", "known": "S6, S7"})


async def test_in_a_channel_the_record_is_a_card_that_only_its_owner_sees(stage: Stage) -> None:
    await a_season(stage)
    await stage.slash(SORA, "me")
    await stage.deliver_all()
    (asked,) = stage.teams.of("whisper")
    assert (asked.to, type(asked.view)) == (SORA.id, RecordView)


async def test_a_forged_card_shows_nobody_elses_record(stage: Stage) -> None:
    await a_season(stage)
    for verb in ("turn_record", "take_record"):
        view = (await stage.look(YUI, verb, season="S6", community=TEAM, member=SORA.id, member_id=SORA.id)).view
        assert isinstance(view, RecordView | TakenView)
        assert view.record.name == YUI.name
    for season in (5, ["S6"], "x" * 51):
        refused = (await stage.look(YUI, "turn_record", season=season)).view
        assert isinstance(refused, NoticeView)
        assert refused.key == "refused-malformed"


async def test_the_record_is_taken_along_of_a_season_or_whole(stage: Stage) -> None:
    await a_season(stage)
    stage.clock.now = datetime.fromisoformat("2027-05-01T01:00:00+00:00")
    await stage.post(SORA, "議事録をまた作りました。")
    one = (await stage.look(SORA, "take_record", season="S6", community=TEAM)).view
    whole = (await stage.look(SORA, "take_record", everything=True, community=TEAM)).view
    assert isinstance(one, TakenView)
    assert isinstance(whole, TakenView)
    assert [season.code for season in one.record.seasons] == ["S6"]
    assert [season.code for season in whole.record.seasons] == ["S7", "S6"]
    found = await stage.store.read(lambda tx: [papers.find(tx, token) for _, token in one.pages], stage.clock.now)
    assert [(paper.member_id, paper.kind, dict(paper.given)) for paper in found if paper] == [
        (SORA.id, "record", {"season": "S6", "language": language}) for language in ("ja", "en")
    ]


async def test_what_is_kept_of_one_is_ones_own_and_hides_the_others(stage: Stage) -> None:
    await a_season(stage)
    await stage.say(SORA, "help")
    await stage.deliver_all()
    view = (await stage.look(SORA, "see_kept", community=TEAM)).view
    assert isinstance(view, KeptView)
    kept = await stage.store.read(lambda tx: own_rows.of_member(tx, SORA.id), stage.clock.now)
    assert kept.keys() >= {"post", "touch", "member", "follow_up", "praise", "attempt", "outbox"}
    assert "議事録を作ってみました。" in [row["text"] for row in kept["post"]]
    assert {row["member_id"] for row in kept["touch"]} == {SORA.id}
    assert "payload" not in kept["outbox"][0]
    for other in (HANA, KEN, YUI):
        assert other.id not in str(kept)
    of_hana = await stage.store.read(lambda tx: own_rows.of_member(tx, HANA.id), stage.clock.now)
    assert [one["name"] for one in of_hana["community"]] == [HANA.name]
    assert SORA.id not in str(of_hana)


async def test_being_forgotten_takes_two_steps_and_leaves_the_figures(stage: Stage) -> None:
    await a_season(stage)
    await stage.deliver_all()
    before = await stage.audit()
    asked = (await stage.look(SORA, "ask_forget_me", community=TEAM)).view
    assert isinstance(asked, ForgetView)
    assert asked.named_in == ()
    assert SORA.id in str(await everything(stage, SORA)), "the first step changes nothing"
    for _ in range(2):
        done = (await stage.look(SORA, "forget_me", community=TEAM)).view
        assert isinstance(done, NoticeView)
        assert done.key == "forget-done"
    await stage.deliver_all()
    assert await everything(stage, SORA) == {}
    assert await stage.audit() == before
    assert SORA.name not in str(await stage.rows())


async def test_who_the_file_names_is_told_what_to_do_instead(stage: Stage) -> None:
    before = await everything(stage, KEN)
    for verb in ("ask_forget_me", "forget_me"):
        view = (await stage.look(KEN, verb, community=TEAM)).view
        assert isinstance(view, ForgetView)
        assert view.named_in == ("ひろば",)
    assert (await everything(stage, KEN)).keys() == before.keys()


async def test_who_was_forgotten_begins_as_somebody_new(stage: Stage) -> None:
    await a_season(stage)
    await stage.look(SORA, "forget_me", community=TEAM)
    assert (await me(stage, SORA)).record == Record(SORA.name, "ひろば", None, (), stage.clock.now), (
        "nothing of before is theirs"
    )


async def everything(stage: Stage, who: Person) -> dict[str, Any]:
    return await stage.store.read(lambda tx: everything_of(tx, who.id), stage.clock.now)


async def test_each_community_calls_who_is_nobody_in_its_own_language(stage: Stage) -> None:
    called = await stage.store.read(
        lambda tx: forgetting.called_nobody(tx, lambda language: f"nobody in {language}"), stage.clock.now
    )
    assert called == {TEAM: "nobody in ja"}
