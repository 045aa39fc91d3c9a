"""The command “season” and the lead's buttons: through dispatch, on both databases."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from bot.cards import render
from models.community_file import parse
from models.db import applying
from models.db.communities import change_current
from models.db.transaction import Transaction
from models.incoming import Person, Pressed
from models.season_views import CarryView, SeasonFormView, SeasonView, ThemeFormView
from models.views import NoticeView
from tests.handlers.leaving import joins, leaves
from tests.stage import CHANNEL, COMMUNITY, HANA, KEN, MIO, MONDAY_10, SORA, TEAM, YUI, Stage

OUTLINE: dict[str, Any] = {
    "name": "シーズン6",
    "starts": "2026-10-01",
    "ends": "2027-03-31",
    "phase": "company",
    "target": "",
}
NEXT: dict[str, Any] = {
    "season": "S6", "code": "S7", "name": "シーズン7", "starts": "2027-04-01", "ends": "2027-09-30", "phase": "company",
    "target": "５００", "themes": "meeting,inquiry",
}  # fmt: skip


async def said(stage: Stage, who: Person, words: str) -> Any:
    """What a command is answered with."""
    await stage.say(who, words)
    await stage.deliver_all()
    return stage.teams.of("send", who)[-1].view


async def pressed(stage: Stage, verb: str, who: Person = HANA, **fields: Any) -> Any:
    return (await stage.dispatch(Pressed(stage.chat(who), who, verb, fields))).view


async def shown(stage: Stage, code: str = "S6", who: Person = HANA) -> Any:
    view = await pressed(stage, "season_show", who, season=code)
    assert isinstance(view, SeasonView)
    return view.shown


async def changed(stage: Stage, **fields: Any) -> Any:
    mark = (await shown(stage)).mark
    return await pressed(stage, "season_change", season="S6", **({"mark": mark} | OUTLINE | fields))


async def theme_kept(stage: Stage, was: str = "", **fields: Any) -> Any:
    mark = (await shown(stage)).mark
    given: dict[str, Any] = {"mark": mark, "was": was, "name": "新しいテーマ", "words": "", "layer": ""} | fields
    return await pressed(stage, "season_theme_keep", season="S6", **given)


def days(view: Any) -> tuple[date, date]:
    return view.shown.row.starts, view.shown.row.ends


async def test_everybody_sees_the_seasons_and_only_the_lead_in_private_may_change_them(stage: Stage) -> None:
    view: Any = None
    for words in ("season", "シーズン", "season list", "シーズン 一覧", "season s6", "season show シーズン6"):
        view = await said(stage, SORA, words)
        assert (view.shown.row.code, view.shown.row.when, view.may_change) == ("S6", "now", False)
    assert [one.code for one in view.shown.themes] == ["meeting", "inquiry"]
    assert (await said(stage, HANA, "season")).may_change
    await stage.slash(HANA, "season")
    await stage.deliver_all()
    whispered: Any = stage.teams.of("whisper", HANA)[-1].view
    assert not whispered.may_change


@pytest.mark.parametrize("words", ["season next", "season close", "season open S6", "シーズン 次", "シーズン 終了"])
async def test_who_is_not_the_lead_and_who_is_in_a_channel_is_told_so(stage: Stage, words: str) -> None:
    assert await said(stage, KEN, words) == NoticeView("refused-season-not-for-you", {})
    await stage.slash(HANA, words)
    await stage.deliver_all()
    assert stage.teams.of("whisper", HANA)[-1].view == NoticeView("refused-season-in-private", {})


@pytest.mark.parametrize(
    "verb", ["season_change", "season_close", "season_begin", "season_theme_keep", "season_carry_keep"]
)
async def test_a_press_by_somebody_else_or_in_a_channel_changes_nothing(stage: Stage, verb: str) -> None:
    given: dict[str, Any] = {"season": "S6", "sure": "2026-11-30"} | NEXT
    assert (await pressed(stage, verb, KEN, **given)).key == "refused-season-not-for-you"
    where = stage.envelope(f"{CHANNEL};messageid=1", "1")
    view: Any = (await stage.dispatch(Pressed(where, HANA, verb, given))).view
    assert view.key == "refused-season-in-private"
    view = await said(stage, HANA, "season")
    assert (days(view), view.others) == ((date(2026, 10, 1), date(2027, 3, 31)), ())


async def test_a_season_that_there_is_not_is_named_with_those_that_there_are(stage: Stage) -> None:
    assert await said(stage, SORA, "season S9") == NoticeView("refused-unknown-season", {"season": "S9", "known": "S6"})


async def test_without_a_season_the_first_is_prepared(stage: Stage) -> None:
    bare = COMMUNITY[: COMMUNITY.index("[[season]]")]
    stage.store.write(lambda tx: applying.apply(tx, parse(bare)), stage.clock.now)
    assert (await said(stage, SORA, "season")).shown is None
    form = await said(stage, HANA, "season next")
    assert (form.outline.code, form.outline.starts, form.season) == ("S1", date(2026, 11, 30), "")
    first: dict[str, Any] = {
        "season": "",
        "code": "S1",
        "name": "はじめて",
        "starts": "2026-11-30",
        "ends": "2027-05-29",
        "phase": "pilot",
    }
    view = await pressed(stage, "season_begin", **first)
    assert (view.notice[0], view.shown.row.when) == ("season-begun", "now")
    post = await stage.post(SORA)
    held: Any = await stage.store.read(lambda tx: tx.post(post.thread_id), stage.clock.now)
    assert held.season == "S1"


async def test_the_lead_changes_name_days_phase_target_and_baselines(stage: Stage) -> None:
    assert isinstance(await pressed(stage, "season_edit", season="S6"), SeasonFormView)
    view = await changed(
        stage, name="第六", ends="2027-03-30", phase="rollout", target="１,２００", baseline_satisfaction="3.9"
    )
    assert view.notice == ("season-kept", {"season": "第六"})
    told = view.shown
    assert (told.row.name, told.row.ends, told.phase, told.target_members) == (
        "第六",
        date(2027, 3, 30),
        "rollout",
        1200,
    )
    assert told.baselines == (("satisfaction", 3.9),)


async def test_what_nobody_sees_is_no_part_of_a_name_that_the_lead_writes(stage: Stage) -> None:
    assert (await changed(stage, name=" 第\x02六\u202e\ufffe\x0b季 ")).shown.row.name == "第六 季"
    assert (await theme_kept(stage, code="ideas", name="アイ\x1bデア")).shown.themes[-1].name == "アイデア"
    assert (await changed(stage, name="\x02\u200b")).notice == ("refused-season-name", {})


async def test_a_change_that_comes_twice_is_made_once_and_another_s_is_not_overwritten(stage: Stage) -> None:
    mark = (await shown(stage)).mark
    first: dict[str, Any] = {"season": "S6", "mark": mark} | OUTLINE | {"name": "六"}
    for _ in range(2):
        assert (await pressed(stage, "season_change", **first)).notice[0] == "season-kept"
    view = await pressed(stage, "season_change", **(first | {"name": "ろく"}))
    assert isinstance(view, SeasonFormView)
    assert (view.notice, view.draft["name"]) == (("refused-season-changed-since", {}), "ろく")
    assert (await shown(stage)).row.name == "六"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": " "}, "refused-season-name"),
        ({"ends": "2026-09-30"}, "refused-season-days"),
        ({"ends": "31.3.2027"}, "refused-season-day"),
        ({"ends": "9999-12-31"}, "refused-season-day"),
        ({"starts": "0026-10-01"}, "refused-season-day"),
        ({"ends": "2028-10-01"}, "refused-season-long"),
        ({"target": "たくさん"}, "refused-season-number"),
        ({"target": "0"}, "refused-season-number"),
        ({"baseline_satisfaction": "x"}, "refused-season-number"),
        ({"phase": "everywhere"}, "refused-malformed"),
    ],
)
async def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(
    stage: Stage, fields: dict[str, str], says: str
) -> None:
    view = await changed(stage, **fields)
    assert isinstance(view, SeasonFormView)
    assert (view.notice or ("",))[0] == says
    assert view.draft == {**OUTLINE, **fields}


ROLES = f'\n[[season.member]]\nid = "{KEN.id}"\nroles = ["pmo", "champion"]\n'


@pytest.mark.parametrize(("starts", "ends"), [("2026-10-01", "9999-12-31"), ("0001-01-01", "2027-03-31")])
@pytest.mark.parametrize("by_file", [False, True])
async def test_a_season_kept_with_days_that_nobody_means_stops_nothing_and_can_be_mended(
    stage: Stage, starts: str, ends: str, *, by_file: bool
) -> None:
    stage.store.write(lambda tx: applying.apply(tx, parse(COMMUNITY + ROLES)), stage.clock.now)
    stage.store.write(lambda tx: kept_before(tx, starts=starts, ends=ends), stage.clock.now)
    await stage.reply(KEN, await stage.post(SORA))
    await said(stage, HANA, "help")
    assert (await said(stage, HANA, "season")).shown.row.when == "now"
    assert (await said(stage, HANA, "season next")).outline.code == "S7"
    card = render(await said(stage, SORA, "stats"), "ja", "Asia/Tokyo").card
    assert len(json.dumps(card, ensure_ascii=False).encode()) < 28 * 1024
    if by_file:
        stage.store.write(lambda tx: applying.apply(tx, parse(COMMUNITY + ROLES), force=True), stage.clock.now)
    else:
        assert (await changed(stage)).notice[0] == "season-kept"
    assert days(await said(stage, HANA, "season")) == (date(2026, 10, 1), date(2027, 3, 31))


def kept_before(tx: Transaction, **changes: Any) -> None:
    """The season as the database may hold it since before such days and codes were refused."""
    document = deepcopy(dict(tx.communities[TEAM].current))
    document["season"][0] |= changes
    change_current(tx.connection, TEAM, document)


async def test_the_figures_of_the_longest_season_fit_on_their_card(stage: Stage) -> None:
    await changed(stage, starts="2026-01-15", ends="2028-01-14")
    stage.clock.forward(days=409)
    await stage.post(SORA)
    view = await said(stage, SORA, "stats")
    assert (len(view.report.weeks), len(view.report.months)) == (105, 25)
    assert len(json.dumps(render(view, "ja", "Asia/Tokyo").card, ensure_ascii=False).encode()) < 28 * 1024


async def test_what_the_lead_changed_stays_when_the_file_is_applied_again(stage: Stage) -> None:
    await changed(stage, name="六")
    await pressed(stage, "season_begin", **NEXT)
    file = parse(COMMUNITY.replace('name = "シーズン6"', 'name = "シーズン六"'))
    merged = stage.store.write(lambda tx: applying.apply(tx, file), stage.clock.now)
    assert [one.path for one in merged.kept] == ["season[S6].name", "season[S7]"]
    assert [(one["code"], one["name"]) for one in merged.document["season"]] == [("S6", "六"), ("S7", "シーズン7")]
    assert (await said(stage, HANA, "season")).shown.row.name == "六"


async def test_a_season_is_ended_today_after_one_question(stage: Stage) -> None:
    view = await said(stage, HANA, "season close")
    assert (view.asks_close, view.shown.row.ends) == (date(2026, 11, 30), date(2027, 3, 31))
    view = await pressed(stage, "season_close", season="S6")
    assert view.asks_close == date(2026, 11, 30)
    for _ in range(2):
        view = await pressed(stage, "season_close", season="S6", sure="2026-11-30")
        assert view.notice == ("season-closed", {"season": "シーズン6"})
    assert days(view) == (date(2026, 10, 1), date(2026, 11, 30))
    post = await stage.post(SORA)
    stage.clock.forward(days=1)
    later = await stage.post(SORA)
    held: Any = await stage.store.read(lambda tx: [tx.post(one.thread_id) for one in (post, later)], stage.clock.now)
    assert [one.season for one in held] == ["S6", None], "today's posts are of it still"
    view = await pressed(stage, "season_close", season="S6", sure="2026-12-01")
    assert view.notice[0] == "refused-season-over"


async def test_a_question_of_yesterday_is_asked_again(stage: Stage) -> None:
    stage.clock.forward(days=1)
    view = await pressed(stage, "season_close", season="S6", sure="2026-11-30")
    assert (view.asks_close, view.shown.row.ends) == (date(2026, 12, 1), date(2027, 3, 31))


async def test_the_next_season_is_opened_when_the_one_before_has_ended(stage: Stage) -> None:
    await pressed(stage, "season_begin", **NEXT)
    view = await said(stage, HANA, "season open S7")
    assert (view.key, view.values["season"]) == ("refused-season-overlaps", "シーズン6")
    await pressed(stage, "season_close", season="S6", sure="2026-11-30")
    for _ in range(2):
        view = await said(stage, HANA, "season open s7")
        assert view.notice[0] == "season-opened"
        assert days(view) == (date(2026, 12, 1), date(2027, 9, 30))
    stage.clock.forward(days=1)
    view = await pressed(stage, "season_open", season="S7")
    assert (view.shown.row.when, view.notice[0]) == ("now", "season-opened")


async def test_what_was_ended_too_soon_is_opened_again_with_a_last_day(stage: Stage) -> None:
    await pressed(stage, "season_close", season="S6", sure="2026-11-30")
    stage.clock.forward(days=3)
    assert (await said(stage, HANA, "season open S6")).key == "refused-season-needs-end"
    for day, says in (("someday", "day"), ("9999-12-31", "day"), ("2199-12-31", "long")):
        assert (await said(stage, HANA, f"season open S6 {day}")).key == f"refused-season-{says}"
    assert days(await said(stage, HANA, "シーズン 開始 S6 2027-02-28")) == (date(2026, 10, 1), date(2027, 2, 28))
    assert (await said(stage, HANA, "season open")).key == "season-which"


async def test_between_seasons_there_is_none_to_end(stage: Stage) -> None:
    stage.clock.forward(days=200)
    assert (await said(stage, HANA, "season close")).key == "refused-season-none-on"


async def test_the_next_half_year_is_proposed_with_all_that_may_go_on(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録の作り方を教えてください。")
    await stage.press(KEN, "promise", post, until="2026-12-04")
    form = await said(stage, HANA, "season next")
    assert isinstance(form, SeasonFormView)
    assert (form.outline.code, form.outline.starts, form.outline.ends) == ("S7", date(2027, 4, 1), date(2027, 9, 30))
    assert [one.id for one in form.themes] == ["meeting", "inquiry"]
    (promise,) = form.promises
    assert (promise.author, promise.promised_by) == (SORA.name, KEN.name)
    assert (await said(stage, HANA, "season")).others == (), "nothing is changed by looking"


async def test_what_is_ticked_goes_on_and_what_is_not_stays_open_where_it_is(stage: Stage) -> None:
    posts = [await stage.post(who, "議事録の作り方を教えてください。") for who in (SORA, YUI)]
    for post in posts:
        await stage.press(KEN, "promise", post, until="2026-12-04")
    ours, left = [(await stage.follow_up(post)).id for post in posts]
    view: Any = None
    for _ in range(2):
        view = await pressed(stage, "season_begin", **(NEXT | {"themes": "inquiry", "promises": f"{ours},x"}))
        assert view.notice == ("season-begun", {"season": "シーズン7", "promises": 1})
    told = view.shown
    assert (told.row.code, [one.code for one in told.themes], told.target_members) == ("S7", ["inquiry"], 500)
    assert (told.carried, told.carried_open, view.may_carry) == (1, 1, 1)
    for post in posts:
        assert (await stage.follow_up(post)).status == "promised", "nothing that is owed is dropped"
    form = await pressed(stage, "season_carry", season="S7")
    assert isinstance(form, CarryView)
    assert [one.follow_up_id for one in form.promises] == [left]
    for _ in range(2):
        view = await pressed(stage, "season_carry_keep", season="S7", promises=left)
        assert (view.shown.carried, view.may_carry) == (2, 0)
    await stage.reply(KEN, posts[0])
    assert ((await shown(stage, "S7")).carried, (await shown(stage, "S7")).carried_open) == (2, 1)
    assert (await shown(stage)).promises == 1


async def test_a_season_that_overlaps_or_whose_code_is_taken_is_refused_and_what_was_typed_stays(stage: Stage) -> None:
    view = await pressed(stage, "season_begin", **(NEXT | {"starts": "2027-03-31", "themes": "inquiry"}))
    assert view.notice[0] == "refused-season-overlaps"
    assert (view.draft["starts"], view.draft["themes"]) == ("2027-03-31", "inquiry")
    await pressed(stage, "season_begin", **NEXT)
    view = await pressed(stage, "season_begin", **(NEXT | {"name": "別のシーズン"}))
    assert view.notice == ("refused-season-code-taken", {"code": "S7"})
    view = await pressed(
        stage, "season_begin", **(NEXT | {"code": "Ｓ７", "starts": "2027-10-01", "ends": "2028-03-31"})
    )
    assert view.notice == ("refused-season-code-taken", {"code": "Ｓ７"})
    assert [one.code for one in (await said(stage, HANA, "season")).others] == ["S7"]


async def test_what_is_kept_with_a_comma_in_its_code_can_be_changed_and_goes_on(stage: Stage) -> None:
    kept = [("R,D", "研究"), ("R", "参照"), ("100%2C", "百")]
    stage.store.write(lambda tx: kept_before(tx, theme=[{"code": one, "name": name} for one, name in kept]), MONDAY_10)
    assert (await theme_kept(stage, "R,D", name="研究開発")).notice[0] == "season-theme-kept"
    form = await pressed(stage, "season_next")
    card = json.loads(json.dumps(render(form, "ja", "Asia/Tokyo").card))
    (offered,) = (one for one in card["body"] if one.get("id") == "themes")
    values = [one["value"] for one in offered["choices"]]
    assert offered["value"] == ",".join(values)
    view = await pressed(stage, "season_begin", **(NEXT | {"themes": ",".join((values[0], values[2]))}))
    assert [one.code for one in view.shown.themes] == ["R,D", "100%2C"]


async def test_roles_of_the_season_go_on_where_they_are_ticked(stage: Stage) -> None:
    cast = f'[[season.member]]\nid = "{SORA.id}"\nroles = ["champion"]\n[[season.theme]]'
    sora = f'[[member]]\nid = "{SORA.id}"\nname = "{SORA.name}"\n[[season]]'
    file = COMMUNITY.replace("[[season.theme]]", cast, 1).replace("[[season]]", sora, 1)
    stage.store.write(lambda tx: applying.apply(tx, parse(file)), stage.clock.now)
    form = await pressed(stage, "season_next")
    assert [(one.name, one.roles) for one in form.roles] == [(SORA.name, ("champion",))]
    await pressed(stage, "season_begin", **(NEXT | {"roles": SORA.id}))
    assert [one.id for one in (await shown(stage, "S7")).roles] == [SORA.id]
    stage.clock.forward(days=125)
    await stage.say(SORA, "queue")
    await stage.deliver_all()
    assert not isinstance(stage.teams.of("send", SORA)[-1].view, NoticeView), "a champion answers posts"


async def test_a_theme_is_added_changed_and_taken_out(stage: Stage) -> None:
    form = await pressed(stage, "season_theme", season="S6", theme="+")
    assert isinstance(form, ThemeFormView)
    assert form.was == ""
    view = await theme_kept(
        stage, code="#Ideas", words="ひらめき、アイデア\nidea", owners=f"{MIO.id},{KEN.id}", layer="basic"
    )
    assert view.notice == ("season-theme-kept", {"theme": "新しいテーマ"})
    ideas = view.shown.themes[-1]
    assert (ideas.code, ideas.owners, ideas.words) == ("Ideas", (MIO.name, KEN.name), ("ひらめき", "アイデア", "idea"))
    post = await stage.post(SORA, "アイデアがあります。")
    assert (await stage.follow_up(post)).owners == (MIO.id, KEN.id)
    form = await pressed(stage, "season_theme", season="S6", theme="Ideas")
    assert (form.was, form.theme.owners) == ("Ideas", (MIO.id, KEN.id))
    mark = (await shown(stage)).mark
    view = await pressed(stage, "season_theme_remove", season="S6", was="Ideas", mark=mark)
    assert view.notice == ("refused-theme-has-posts", {"count": 1})
    view = await pressed(stage, "season_theme_remove", season="S6", was="inquiry", mark=mark)
    assert [one.code for one in view.shown.themes] == ["meeting", "Ideas"]
    view = await pressed(stage, "season_theme_remove", season="S6", was="inquiry", mark=mark)
    assert view.notice[0] == "season-theme-removed", "a press that comes twice"


NAMED = [("R&D", "研究"), ("C++", "開発"), ("資料・提案", "しりょう"), ("docs", "資料・提案"), ("use", "Meeting活用")]


@pytest.mark.parametrize(("code", "name"), NAMED)
async def test_a_post_reaches_a_theme_by_its_code_or_name_whatever_these_hold(
    stage: Stage, code: str, name: str
) -> None:
    assert (await theme_kept(stage, code=code, name=name)).notice[0] == "season-theme-kept"
    posts = [await stage.post(SORA, f"#{called} やってみました") for called in (code, name)]
    held: Any = await stage.store.read(lambda tx: [tx.post(one.thread_id) for one in posts], stage.clock.now)
    assert [one.theme for one in held] == [code, code]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"code": "a b"}, "refused-theme-code"),
        ({"code": "R,D"}, "refused-theme-code"),
        ({"code": "R，D"}, "refused-theme-code"),
        ({"code": "Meeting"}, "refused-theme-code-taken"),
        ({"code": "ＭＥＥＴＩＮＧ"}, "refused-theme-code-taken"),
        ({"code": "new", "name": ""}, "refused-theme-name"),
        ({"code": "new", "owners": "aaaaaaaa-0000-4000-8000-000000000999"}, "refused-season-does-not-fit"),
        ({"code": "new", "layer": "deep"}, "refused-malformed"),
    ],
)
async def test_a_theme_that_does_not_fit_is_refused(stage: Stage, fields: dict[str, str], says: str) -> None:
    view = await theme_kept(stage, **fields)
    assert isinstance(view, ThemeFormView)
    assert (view.notice or ("",))[0] == says
    assert view.draft["code"] == fields["code"]
    assert len((await shown(stage)).themes) == 2


async def test_an_owner_who_is_not_in_the_team_now_stays_named(stage: Stage) -> None:
    await joins(stage, HANA, MIO)
    await leaves(stage, MIO)
    form = await pressed(stage, "season_theme", season="S6", theme="inquiry")
    assert next(one for one, _ in form.owners) == HANA.id
    assert MIO.id not in dict(form.owners)
    view = await theme_kept(stage, "inquiry", name="問い合わせ", owners=HANA.id)
    assert view.shown.themes[1].owners == (HANA.name,)
    document: Any = await stage.store.read(lambda tx: tx.communities[TEAM].current, stage.clock.now)
    assert document["season"][0]["theme"][1]["owners"] == [HANA.id, MIO.id]


async def test_a_theme_that_was_taken_out_meanwhile_is_said_to_be_gone(stage: Stage) -> None:
    mark = (await shown(stage)).mark
    await pressed(stage, "season_theme_remove", season="S6", was="inquiry", mark=mark)
    view = await theme_kept(stage, "inquiry")
    assert view.notice == ("refused-theme-gone", {})


async def test_a_season_that_is_over_is_shown_but_takes_over_nothing(stage: Stage) -> None:
    stage.clock.forward(days=200)
    view = await said(stage, HANA, "season")
    assert (view.shown.row.when, view.may_carry) == ("past", 0)
    assert stage.clock.now.date() - view.shown.row.ends > timedelta(days=0)
