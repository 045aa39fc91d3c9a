"""Praise: one line from member to member, in private, at most five a day; it can be taken back."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select

from handlers.dispatch import Dispatch
from jobs import retain
from models.db import forgetting, praising
from models.db.store import Store
from models.db.tables.people import roster
from models.db.tables.praising import praises
from models.incoming import Commanded, Person, Pressed
from models.outgoing import Undeliverable
from models.praise_views import PraiseFormView, PraiseGivenView, PraiseView
from models.praising import Praise
from models.views import NoticeView
from tests.handlers.leaving import leaves
from tests.stage import BOT, HANA, KEN, MIO, SORA, TEAM, YUI, Stage, person

THANKS = "会議のまとめ方を、画面を見せながら教えてくれました"
REN = person(300, "小川 蓮")
"""Without a chat with the bot."""


async def shown(stage: Stage, to: Person) -> Any:
    """What the last card that somebody got says."""
    await stage.deliver_all()
    cards = [asked for asked in stage.teams.asked if asked.to == to.id and asked.what in ("send", "whisper")]
    return cards[-1].view


async def kept(stage: Stage) -> tuple[Praise, ...]:
    return await stage.store.read(lambda tx: praising.of_season(tx, TEAM, "S6"), stage.clock.now)


async def praised(stage: Stage, by: Person, to: Person, words: str = THANKS) -> PraiseGivenView:
    """By a mention in the channel. Returns what who praised sees."""
    await stage.slash(by, f"称賛 {to.name} さん、{words}", to)
    view = await shown(stage, by)
    assert isinstance(view, PraiseGivenView)
    return view


@pytest.fixture(autouse=True)
async def everybody_has_been_here(stage: Stage) -> None:
    for one in (SORA, YUI, KEN):
        await stage.install(one)
    await stage.deliver_all()
    stage.teams.asked.clear()


async def test_who_is_praised_reads_it_at_once_and_alone(stage: Stage) -> None:
    view = await praised(stage, SORA, YUI)
    assert (view.name, view.text, view.left, view.has_chat, view.taken_back) == (YUI.name, THANKS, 4, True, False)
    (card,) = stage.teams.of("send", YUI)
    assert card.view == PraiseView(SORA.name, THANKS, stage.clock.now)
    (told,) = [one for one in stage.teams.asked if one.what in ("send", "whisper") and one.to != YUI.id]
    assert (told.what, told.to) == ("whisper", SORA.id)
    assert [(one.by, one.to, one.text, one.season) for one in await kept(stage)] == [(SORA.id, YUI.id, THANKS, "S6")]


async def test_what_teams_brings_twice_is_one_praise(stage: Stage) -> None:
    event = stage.slashed(SORA, f"praise {YUI.name} {THANKS}", YUI)
    for _ in range(3):
        await stage.dispatch(event)
    await stage.deliver_all()
    assert len(await kept(stage)) == len(stage.teams.of("send", YUI)) == len(stage.teams.of("whisper", SORA)) == 1


async def test_the_words_stay_as_wide_as_they_were_written(stage: Stage) -> None:
    event = stage.slashed(SORA, f"praise {YUI.name} すごい!(笑)", YUI)
    await stage.dispatch(Commanded(event.envelope, SORA, event.words, private=False, mentioned=event.mentioned,
                                   written=f"praise {YUI.name} すごい！（笑）"))  # fmt: skip
    assert [one.text for one in await kept(stage)] == ["すごい！（笑）"]


async def test_what_is_praised_keeps_its_first_letters_behind_a_mention(stage: Stage) -> None:
    await stage.slash(SORA, f"称賛 {YUI.name} 様式を作ってくれてありがとう", YUI)
    assert [one.text for one in await kept(stage)] == ["様式を作ってくれてありがとう"]


async def test_where_no_season_is_on_no_card_promises_the_roll(stage: Stage) -> None:
    assert (await praised(stage, SORA, YUI)).on_roll
    stage.clock.now = stage.clock.wall = datetime(2027, 4, 5, 2, tzinfo=UTC)
    await stage.say(KEN, "称賛")
    form = await shown(stage, KEN)
    given = (await stage.look(KEN, "give_praise", form=form.form_id, to=YUI.id, words=THANKS)).view
    got = await shown(stage, YUI)
    assert isinstance(given, PraiseGivenView)
    assert isinstance(got, PraiseView)
    assert (form.on_roll, given.on_roll, got.on_roll) == (False, False, False)
    assert [one.by for one in await kept(stage)] == [SORA.id]


async def test_without_anybody_or_any_words_a_form_asks_for_it(stage: Stage) -> None:
    await stage.say(SORA, "称賛")
    view = await shown(stage, SORA)
    assert isinstance(view, PraiseFormView)
    assert (view.to, view.words, view.left) == (None, "", 5)
    await stage.slash(SORA, f"感謝 {YUI.name}", YUI)
    view = await shown(stage, SORA)
    assert (view.to, view.name, view.words) == (YUI.id, YUI.name, "")


async def test_a_name_that_was_written_by_hand_is_chosen_on_the_form_and_not_sent(stage: Stage) -> None:
    await stage.say(SORA, f"称賛 @{YUI.name}さん、{THANKS}")
    view = await shown(stage, SORA)
    assert (view.to, view.words) == (YUI.id, THANKS)
    await stage.say(SORA, f"称賛 @お隣の方 {THANKS}")
    view = await shown(stage, SORA)
    assert (view.to, view.words) == (None, f"@お隣の方 {THANKS}")
    assert await kept(stage) == ()


async def test_the_form_is_sent_once_however_often_it_is_pressed(stage: Stage) -> None:
    await stage.say(SORA, "praise")
    form = (await shown(stage, SORA)).form_id
    for _ in range(2):
        outcome = await stage.look(SORA, "give_praise", form=form, to=YUI.id.upper(), words=f" {THANKS}\n")
        assert isinstance(outcome.view, PraiseGivenView)
        assert (outcome.view.text, outcome.view.left) == (THANKS, 4)
    await stage.deliver_all()
    assert len(stage.teams.of("send", YUI)) == 1
    await stage.say(SORA, "praise")
    another = (await shown(stage, SORA)).form_id
    assert another != form


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"to": "", "words": THANKS}, "refused-praise-nobody"),
        ({"to": YUI.id, "words": "  "}, "refused-praise-no-words"),
        ({"to": YUI.id, "words": "あ" * 201}, "refused-praise-too-long"),
        ({"to": SORA.id, "words": THANKS}, "refused-praise-oneself"),
        ({"to": REN.id, "words": THANKS}, "refused-praise-not-here"),
    ],
)
async def test_a_form_that_cannot_be_sent_says_why_and_keeps_what_was_written(
    stage: Stage, fields: dict[str, str], key: str
) -> None:
    outcome = await stage.look(SORA, "give_praise", form="a form", **fields)
    assert isinstance(outcome.view, PraiseFormView)
    assert outcome.view.notice
    assert outcome.view.notice[0] == key
    assert outcome.view.words == fields["words"].strip()
    assert outcome.view.to == (YUI.id if fields["to"] == YUI.id else None)
    assert await kept(stage) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"form": ""},
        {"form": 5},
        {"form": "f" * 701, "to": YUI.id},
        {"form": "f", "to": "t" * 65},
        {"form": "f", "to": [1]},
    ],
)
async def test_a_forged_form_is_refused(stage: Stage, fields: dict[str, Any]) -> None:
    outcome = await stage.look(SORA, "give_praise", **fields)
    assert isinstance(outcome.view, NoticeView)
    assert outcome.view.key == "refused-malformed"
    assert await kept(stage) == ()


@pytest.mark.parametrize(
    ("words", "mentioned", "key"),
    [
        (f"praise {SORA.name} やりました", (SORA,), "refused-praise-oneself"),
        (f"praise {YUI.name} {KEN.name} 二人とも", (YUI, KEN), "refused-praise-one-by-one"),
        ("praise Aizuchi いつもありがとう", (Person("", BOT, "Aizuchi"),), "refused-praise-bot"),
        (f"praise {REN.name} ようこそ", (REN,), "refused-praise-unknown"),
        (f"praise {YUI.name} {'あ' * 201}", (YUI,), "refused-praise-too-long"),
    ],
)
async def test_what_cannot_be_praised_is_answered_with_why(
    stage: Stage, words: str, mentioned: tuple[Person, ...], key: str
) -> None:
    await stage.slash(SORA, words, *mentioned)
    view = await shown(stage, SORA)
    assert isinstance(view, NoticeView)
    assert view.key == key
    assert await kept(stage) == ()


async def test_of_two_who_are_called_the_same_teams_id_tells_which(stage: Stage) -> None:
    twin = Person(person(301, "").id, "29:301", YUI.name)
    await stage.install(twin)
    assert (await praised(stage, SORA, twin)).name == YUI.name
    assert [one.to for one in await kept(stage)] == [twin.id]
    await stage.slash(SORA, f"praise {YUI.name} {THANKS}", Person("", "29:unknown", YUI.name))
    assert (await shown(stage, SORA)).key == "refused-praise-unknown"


async def test_five_a_day_and_the_day_is_the_communitys(stage: Stage) -> None:
    lefts = [(await praised(stage, SORA, YUI, f"{number}つめ")).left for number in range(5)]
    assert lefts == [4, 3, 2, 1, 0]
    await stage.slash(SORA, f"praise {YUI.name} 六つめ", YUI)
    view = await shown(stage, SORA)
    assert (view.key, view.values) == ("refused-praise-enough", {"at_most": 5})
    assert (await praised(stage, HANA, YUI)).left == 4
    stage.clock.forward(hours=13, minutes=59)
    await stage.slash(SORA, f"praise {YUI.name} 六つめ", YUI)
    assert (await shown(stage, SORA)).key == "refused-praise-enough"
    stage.clock.forward(minutes=1)
    assert (await praised(stage, SORA, YUI)).left == 4


async def test_many_at_once_in_two_processes_do_not_become_a_sixth(stage: Stage, migrated_url: str) -> None:
    """The day's numbers are unique over all processes: who comes second does it again, and is told."""
    other = Store(migrated_url, wall=lambda: stage.clock.wall)
    try:
        ways = (stage.dispatch, Dispatch(other, lambda: stage.clock.now))
        events = [stage.slashed(SORA, f"praise {YUI.name} {number}つめ", YUI) for number in range(8)]
        came = await asyncio.gather(*(ways[number % 2](event) for number, event in enumerate(events)))
    finally:
        other.close()
    assert sorted(outcome.what for outcome in came) == ["praise"] * 5 + ["refused"] * 3
    found = await stage.store.read(
        lambda tx: tx.connection.execute(select(praises.c.day, praises.c.number)).all(), stage.clock.now
    )
    assert sorted((row.day, row.number) for row in found) == [("2026-11-30", number) for number in range(1, 6)]


async def test_what_was_taken_back_is_gone_for_both_and_stays_gone(stage: Stage) -> None:
    event = stage.slashed(SORA, f"praise {YUI.name} {THANKS}", YUI)
    await stage.dispatch(event)
    view = await shown(stage, SORA)
    for _ in range(2):
        outcome = await stage.look(SORA, "take_praise_back", praise=view.praise_id)
        assert isinstance(outcome.view, PraiseGivenView)
        assert (outcome.view.taken_back, outcome.view.text, outcome.view.left) == (True, "", 4)
    await stage.deliver_all()
    assert len(stage.teams.of("take_back")) == 1
    assert stage.teams.of("take_back")[0].conversation_id == f"a:{YUI.id}"
    await stage.dispatch(event)
    assert await kept(stage) == ()
    assert THANKS not in await everything(stage)


async def test_what_was_taken_back_before_it_left_never_comes(stage: Stage) -> None:
    event = stage.slashed(SORA, f"praise {YUI.name} {THANKS}", YUI)
    await stage.dispatch(event)
    told = (await kept(stage))[0].id
    await stage.look(SORA, "take_praise_back", praise=told)
    await stage.deliver_all()
    assert stage.teams.of("send", YUI) == stage.teams.of("take_back") == []


async def test_nobody_takes_back_what_somebody_else_said(stage: Stage) -> None:
    view = await praised(stage, SORA, YUI)
    for by, told in ((YUI, view.praise_id), (HANA, view.praise_id), (SORA, "0" * 32), (SORA, ""), (SORA, [1])):
        outcome = await stage.look(by, "take_praise_back", praise=told)
        assert isinstance(outcome.view, NoticeView)
        assert outcome.view.key in ("refused-praise-not-yours", "refused-malformed")
    assert len(await kept(stage)) == 1


async def test_who_has_no_chat_with_the_bot_is_praised_all_the_same(stage: Stage) -> None:
    await stage.post(REN)
    stage.teams.answers["open_chat"] = [Undeliverable("no", "BotNotInConversationRoster")]
    view = await praised(stage, SORA, REN)
    assert (view.name, view.has_chat) == (REN.name, False)
    assert stage.teams.of("send", REN) == []
    assert [one.to for one in await kept(stage)] == [REN.id]
    assert (await stage.audit()).undelivered == 1


async def test_who_is_known_from_the_roster_alone_is_called_by_their_name(stage: Stage) -> None:
    row = {"community_id": TEAM, "id": REN.id, "name": REN.name, "told_at": stage.clock.now}
    await stage.store.transact(lambda tx: tx.execute(insert(roster).values(**row)), stage.clock.now)
    assert (await praised(stage, SORA, Person("", "29:never-seen", REN.name))).name == REN.name
    view = await shown(stage, REN)
    assert (view.name, view.text) == (SORA.name, THANKS)


async def test_who_left_the_team_is_not_praised_any_more(stage: Stage) -> None:
    await leaves(stage, KEN)
    await stage.slash(SORA, f"praise {KEN.name} {THANKS}", KEN)
    assert (await shown(stage, SORA)).key == "refused-praise-not-here"


async def test_the_words_go_by_age_and_a_late_taking_back_harms_nothing(stage: Stage) -> None:
    view = await praised(stage, SORA, YUI)
    stage.clock.forward(days=800)
    await retain.run(stage.ports)
    assert [one.text for one in await kept(stage)] == [""]
    await stage.look(SORA, "take_praise_back", praise=view.praise_id)
    await stage.deliver_all()
    assert await kept(stage) == ()


@pytest.mark.parametrize("goes", [SORA, YUI], ids=["who praised", "who was praised"])
async def test_the_words_go_with_either_of_the_two(stage: Stage, goes: Person) -> None:
    await praised(stage, SORA, YUI)
    called = {TEAM: "お名前を消したメンバー"}
    await stage.store.transact(lambda tx: forgetting.forget(tx, goes.id, called), stage.clock.now)
    (one,) = await kept(stage)
    assert one.text == ""
    assert goes.id not in (one.by, one.to)
    assert {one.by, one.to} & {SORA.id, YUI.id}
    assert THANKS not in await everything(stage)


@pytest.mark.parametrize("arrived", [True, False], ids=["that arrived", "on its way"])
async def test_who_is_forgotten_is_named_no_more_in_the_chat_of_whom_they_praised(
    stage: Stage, *, arrived: bool
) -> None:
    event = stage.slashed(SORA, f"praise {YUI.name} {THANKS}", YUI)
    await stage.dispatch(event)
    if arrived:
        await stage.deliver_all()
    called = {TEAM: "お名前を消したメンバー"}
    await stage.store.transact(lambda tx: forgetting.forget(tx, SORA.id, called), stage.clock.now)
    await stage.deliver_all()
    assert len(stage.teams.of("send", YUI)) == arrived
    assert [one.conversation_id for one in stage.teams.of("take_back")] == ([f"a:{YUI.id}"] if arrived else [])


async def test_praise_is_no_figure(stage: Stage) -> None:
    """Nothing counts it: no figure and no count of the audit is another after it."""
    before = await stage.audit()
    await praised(stage, SORA, YUI)
    await praised(stage, MIO, YUI)
    assert await stage.audit() == before


async def everything(stage: Stage) -> str:
    """All that the database holds of a person, or of a praise, less what was sent already."""
    found = await stage.store.read(
        lambda tx: [forgetting.everything_of(tx, one.id) for one in (SORA, YUI)], stage.clock.now
    )
    return str([{name: rows for name, rows in one.items() if name != "outbox"} for one in found])


async def test_a_press_in_the_channel_is_answered_as_in_the_chat(stage: Stage) -> None:
    where = stage.slashed(SORA, "praise").envelope
    event = Pressed(where, SORA, "give_praise", {"form": "a form", "to": YUI.id, "words": THANKS})
    outcome = await stage.dispatch(event)
    assert isinstance(outcome.view, PraiseGivenView)
    assert len(await kept(stage)) == 1
