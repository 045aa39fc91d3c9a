"""Commands: help, queue, stats and language, in Japanese and in English, however they are written."""

from __future__ import annotations

from typing import Any

import pytest

from bot.inbound import parse
from handlers import registry
from handlers.registry import Asking, MenuFull, Outcome, command, commands, find_command, in_menu, is_command
from models.db.transaction import Transaction
from models.incoming import Commanded, Person
from models.list_views import QueueView
from models.outgoing import Card
from models.views import HelpView, NoticeView, StatsView, View
from tests.stage import BOT, CHANNEL, HANA, KEN, SERVICE, SORA, TEAM, TENANT, Stage, person

STRANGER = person(900, "よその人")


async def answers(stage: Stage, to: Person | None = None) -> list[View | None]:
    """What the bot answered to somebody in their chat, oldest first."""
    await stage.deliver_all()
    return [asked.view for asked in stage.teams.of("send", to)]


async def asked_in_words(
    stage: Stage, text: str, *, by: Person = KEN, personal: bool = True, mention: bool = False
) -> Outcome | None:
    """The activity that Teams makes of what somebody types, parsed and dispatched."""
    number = stage.chat(by).activity_id
    raw: dict[str, Any] = {
        "type": "message", "id": number, "text": text, "timestamp": stage.clock.now.isoformat(), "locale": "ja-JP",
        "serviceUrl": SERVICE, "recipient": {"id": BOT, "name": "Aizuchi"},
        "from": {"id": by.teams_id, "name": by.name, "aadObjectId": by.id},
        "conversation": {"id": f"a:{by.id}", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
    }  # fmt: skip
    if not personal:
        raw["conversation"] = {"id": f"{CHANNEL};messageid={number}", "conversationType": "channel"}
        raw["channelData"] |= {"team": {"id": TEAM}, "channel": {"id": CHANNEL}}
    if mention:
        named = {"type": "mention", "text": "<at>Aizuchi</at>", "mentioned": {"id": BOT, "name": "Aizuchi"}}
        raw |= {"text": f"<at>Aizuchi</at> {text}", "entities": [named]}
    event = parse(raw, is_command)
    return None if event is None else await stage.dispatch(event)


WRITTEN: dict[type[View], tuple[str, ...]] = {
    HelpView: ("help", "ヘルプ", "使い方", "?", "？"),
    QueueView: ("queue", "/queue", "／ｑｕｅｕｅ", "一覧", "ｷｭｰ", "\u00a0QUEUE\u00a0 ", "／　Queue"),
    StatsView: ("stats", "統計", "Stats\u00a0S6", "統計　シーズン６"),
    NoticeView: ("language　ja", "言語 英語"),
}


@pytest.mark.parametrize("shows", WRITTEN)
async def test_a_command_is_understood_however_it_is_written(stage: Stage, shows: type[View]) -> None:
    for text in WRITTEN[shows]:
        await asked_in_words(stage, text)
    assert [type(view) for view in await answers(stage)] == [shows] * len(WRITTEN[shows])


async def test_by_mention_or_slash_in_the_channel_the_answer_is_for_who_asked_alone(stage: Stage) -> None:
    await asked_in_words(stage, "queue", personal=False, mention=True)
    await stage.slash(KEN, "stats")
    await stage.deliver_all()
    whispered = stage.teams.of("whisper")
    assert {type(asked.view) for asked in whispered} == {QueueView, StatsView}
    assert {asked.to for asked in whispered} == {KEN.id}
    assert stage.teams.of("send") == []
    assert (await stage.audit()).posts == 0


async def test_a_mention_that_asks_for_no_command_is_a_post(stage: Stage) -> None:
    await asked_in_words(stage, "議事録の作り方を教えて", personal=False, mention=True)
    assert (await stage.audit()).posts == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("queu", "queue"), ("言悟", None), ("ヘルブ", "help"), ("天気は", None),
        ("不在12/10まで", "away"), ("statsS6", "stats"), ("／ｓｔａｔ", "stats"), ("queue。", "queue"),
    ],
)  # fmt: skip
async def test_what_is_not_understood_gets_help_with_what_was_meant(
    stage: Stage, typed: str, meant: str | None
) -> None:
    await stage.say(SORA, typed)
    (view,) = await answers(stage)
    assert isinstance(view, HelpView)
    assert (view.unknown, view.meant, view.responder) == (typed, meant, False)
    assert ("challenge", "挑戦") in view.commands


async def test_a_very_long_text_is_shortened_in_the_help(stage: Stage) -> None:
    await stage.say(SORA, "長" * 30_000)
    (view,) = await answers(stage)
    assert isinstance(view, HelpView)
    assert len(view.unknown or "") <= 60


async def test_help_offers_each_what_they_may_use_the_menus_first(stage: Stage) -> None:
    await stage.say(SORA, "help")
    await stage.say(HANA, "help")
    (member,), (lead,) = await answers(stage, SORA), await answers(stage, HANA)
    assert isinstance(member, HelpView)
    assert isinstance(lead, HelpView)
    theirs = [name for name, _ in member.commands]
    assert {"challenge", "help", "stats"} <= set(theirs)
    assert not {"audit", "queue", "people", "away"} & set(theirs)
    assert {name for name, _ in lead.commands} == set(commands) - {"touches"}, "an executive's alone"
    in_menu = [commands[name].menu for name, _ in lead.commands]
    assert in_menu == sorted(in_menu, reverse=True)


async def test_help_knows_who_answers_posts(stage: Stage) -> None:
    await stage.say(HANA, "help")
    (view,) = await answers(stage)
    assert isinstance(view, HelpView)
    assert view.responder


async def test_the_queue_is_for_responders_and_a_participant_is_told_so(stage: Stage) -> None:
    await stage.post(SORA)
    await stage.say(SORA, "queue")
    await stage.say(HANA, "queue")
    assert await answers(stage, SORA) == [NoticeView("refused-queue-not-for-you", {})]
    (queue,) = await answers(stage, HANA)
    assert isinstance(queue, QueueView)
    assert queue.total == 1


async def test_stats_of_a_season_that_there_is_not_name_those_that_there_are(stage: Stage) -> None:
    await stage.say(SORA, "stats s6")
    await stage.say(SORA, "stats S99")
    known, unknown = await answers(stage)
    assert isinstance(known, StatsView)
    assert known.report.season == "シーズン6"
    assert unknown == NoticeView("refused-unknown-season", {"season": "S99", "known": "S6"})


async def test_a_command_that_comes_twice_is_answered_once(stage: Stage) -> None:
    event = Commanded(stage.chat(SORA), SORA, "help", private=True)
    await stage.dispatch(event)
    await stage.dispatch(event)
    assert len(await answers(stage)) == 1


async def test_a_stranger_of_another_tenant_is_refused_without_a_trace(stage: Stage) -> None:
    where = stage.envelope("a:x", "1", tenant_id="22222222-2222-4222-8222-222222222222", team_id=None, channel_id=None)
    outcome = await stage.dispatch(Commanded(where, STRANGER, "help", private=True))
    assert outcome.what == "refused"
    assert await answers(stage) == []
    assert await stage.store.read(lambda tx: dict(tx.acquaintances(STRANGER.id)), stage.clock.now) == {}


async def test_a_stranger_of_our_tenant_belongs_to_its_one_community(stage: Stage) -> None:
    await stage.say(STRANGER, "stats")
    (view,) = await answers(stage)
    assert isinstance(view, StatsView)
    assert view.report.community == "ひろば"


async def test_a_command_from_a_team_of_others_is_refused(stage: Stage) -> None:
    where = stage.envelope(f"{CHANNEL};messageid=1", "1", team_id="19:other@thread.tacv2")
    assert (await stage.dispatch(Commanded(where, KEN, "queue", private=False))).what == "refused"
    assert await answers(stage) == []


def test_more_commands_in_the_menu_than_teams_takes_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(tx: Transaction, asking: Asking) -> Card:
        return Card("help")

    for register in (commands, registry._command_words):
        for name in list(register):
            monkeypatch.delitem(register, name)
    for number in range(12):
        command(f"word-{number}", menu=True)(answer)
    command("typed")(answer)
    assert len(in_menu()) == 12
    with pytest.raises(MenuFull, match="word-12 is one too many"):
        command("word-12", menu=True)(answer)
    commands.clear()
    registry._command_words.clear()


def test_every_command_is_found_by_every_word_of_its_own() -> None:
    for entered in commands.values():
        for word in entered.words:
            found = find_command(f"{word} x y")
            assert found == (entered, "x y")


FOR_PEOPLE = (
    "help me with the minutes, please",
    "me too, we tried it",
    "away from my desk I use the phone",
    "stats of our team got better",
    "season greetings to all",
    "roll it out to everybody?",
    "join us on Friday",
    "people like it",
    "queue of questions, where do I begin",
    "season open to all?",
    "感謝 しています。みなさんのおかげです",
)
UNDERSTOOD = ("stats S6 meeting", "join meeting", "me シーズン6", "help", "people", "away", "language ja", "praise")


@pytest.mark.parametrize("text", FOR_PEOPLE)
async def test_words_for_people_that_begin_like_a_command_are_a_post_as_well(stage: Stage, text: str) -> None:
    await asked_in_words(stage, text, by=SORA, personal=False, mention=True)
    assert (await stage.audit()).waiting == 1
    await stage.deliver_all()
    assert [asked.to for asked in stage.teams.of("whisper")] == [SORA.id]


@pytest.mark.parametrize("text", UNDERSTOOD)
async def test_a_command_that_is_understood_whole_is_no_post(stage: Stage, text: str) -> None:
    await asked_in_words(stage, text, by=SORA, personal=False, mention=True)
    assert (await stage.audit()).posts == 0


async def test_what_one_alone_reads_is_never_a_post(stage: Stage) -> None:
    for text in FOR_PEOPLE:
        await stage.slash(SORA, text)
    assert (await stage.audit()).posts == 0


async def test_a_reply_for_people_that_begins_like_a_command_is_a_reply(stage: Stage) -> None:
    post = await stage.post(SORA)
    said = stage.replied(KEN, post, "@Aizuchi help is here: use the template")
    words = "help is here: use the template"
    await stage.dispatch(Commanded(said.envelope, KEN, words, private=False, said=said))
    assert (await stage.follow_up(post)).answered_by == KEN.id
