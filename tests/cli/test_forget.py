"""``forget`` and ``disclose``: what is kept of a person, all of it, and that it goes without changing a figure."""

import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from bot.cards import render
from models.db import attempts, forgetting, statistics
from models.forgetting import digest
from models.history import Message, Reaction, Thread
from models.incoming import Person, PostArrived
from tests.cli.operator import Operator
from tests.handlers.leaving import leaves
from tests.handlers.trying import tries
from tests.jobs.roster import EVERYBODY, FakeRoster, known_group, read_roster
from tests.jobs.test_retain import told
from tests.models.statistics.test_layers import CLERKS, LAYERED, reached
from tests.stage import CHANNEL, COMMUNITY, HANA, KEN, SORA, TEAM, YUI, Stage, staged

AOKI = "青木 空"
SECRET = "zebra"


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made


async def a_story(stage: Stage) -> PostArrived:
    """Sora posts, likes, replies, asks again and writes to the bot; a card that shows it is in Hana's chat."""
    await stage.install(HANA)
    await stage.install(SORA)
    post = await stage.post(SORA, f"{SECRET} の問い合わせを教えてください。")
    await stage.reply(HANA, post, "こうします。")
    await stage.reply(SORA, post, f"{SECRET} はどうでしょう。")
    other = await stage.post(YUI, "会議の準備に使いました。")
    await stage.react(SORA, other, added="heart")
    await stage.reply(SORA, other, f"{SECRET} も使えます。")
    await tries(stage, SORA, tried=f"{SECRET} を試した", learned=f"{SECRET} はむずかしい", post="true")
    stage.clock.forward(days=2)
    await stage.tick()
    return post


def forget(stage: Stage, migrated_url: str, tmp_path: Any, who: str = SORA.id) -> str:
    return Operator(migrated_url, tmp_path, now=stage.clock.now).done("forget", who, "--yes")


async def figures(stage: Stage) -> Any:
    community = await stage.store.read(lambda tx: next(iter(tx.communities.values())).community, stage.clock.now)
    return await stage.store.read(lambda tx: statistics.view(tx, community, {"season": "S6"}, HANA.id), stage.clock.now)


def without_people(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "author_id"} for row in rows]


async def test_nothing_tells_who_they_were_or_what_they_wrote(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    await a_story(stage)
    for word in (SORA.id, SORA.teams_id, AOKI, SECRET):
        assert await told(stage, word)
    said = forget(stage, migrated_url, tmp_path)
    assert said.startswith(f"Forgot {SORA.id}: ")
    await stage.deliver_all()
    for word in (SORA.id, f'"{SORA.teams_id}"', AOKI):
        assert await told(stage, word) == {}
    assert (await told(stage, SECRET)).keys() <= {"similar_post", "similar_word"}, "until they are indexed again"


async def test_every_figure_and_every_other_cell_of_the_export_stays(
    stage: Stage, migrated_url: str, tmp_path: Any
) -> None:
    await a_story(stage)
    await stage.deliver_all()
    before, rows, counted = await figures(stage), await stage.rows(), await stage.audit()
    forget(stage, migrated_url, tmp_path)
    assert await figures(stage) == before
    assert without_people(await stage.rows()) == without_people(rows)
    assert await stage.audit() == counted


async def test_an_open_card_shows_nobody_at_once(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    await a_story(stage)
    await stage.deliver_all()
    forget(stage, migrated_url, tmp_path)
    await stage.deliver_all()
    drawn = stage.teams.of("refresh", HANA)[-1]
    assert SECRET not in repr(drawn.view)
    assert AOKI not in repr(drawn.view)


async def test_what_the_bot_posted_in_their_name_goes_from_the_channel_and_still_counts(
    stage: Stage, migrated_url: str, tmp_path: Any
) -> None:
    await a_story(stage)
    await stage.deliver_all()
    forget(stage, migrated_url, tmp_path)
    await stage.deliver_all()
    assert [one.conversation_id for one in stage.teams.of("take_back")] == [CHANNEL]
    (left,) = await stage.store.read(lambda tx: attempts.of_season(tx, TEAM, "S6"), stage.clock.now)
    assert (left.told.tried, left.told.learned, left.told.came_of_it, left.posted_as) == ("", "", "worked", None)


async def test_what_they_are_owed_is_still_owed(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    post = await a_story(stage)
    assert (await stage.follow_up(post)).status == "waiting"
    forget(stage, migrated_url, tmp_path)
    await stage.reply(KEN, post, "お待たせしました。")
    assert (await stage.follow_up(post)).status == "answered"


async def test_who_comes_back_is_somebody_new(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    await a_story(stage)
    forget(stage, migrated_url, tmp_path)
    stage.clock.forward(days=1)
    await stage.post(SORA, "またよろしくお願いします。")
    assert [row["newcomer"] for row in await stage.rows()] == [True, True, True]
    assert forget(stage, migrated_url, tmp_path).startswith("Forgot")
    aliases = {row["author_id"] for row in await stage.rows()}
    assert len(aliases) == 3
    assert SORA.id not in aliases


async def test_what_teams_still_holds_of_them_does_not_bring_them_back(
    stage: Stage, migrated_url: str, tmp_path: Any
) -> None:
    post = await a_story(stage)
    forget(stage, migrated_url, tmp_path)
    alias = (await stage.follow_up(post)).author_id
    mask = await stage.store.read(partial(forgetting.mask, community_id=TEAM), stage.clock.now)
    old = Message(post.message_id, SORA, SECRET, post.envelope.at, post.envelope.at)
    liked = Message("2", YUI, "はい", post.envelope.at, post.envelope.at)
    liked = Message(
        "2", YUI, "はい", post.envelope.at, post.envelope.at, reactions=(Reaction(SORA, "like", old.written_at),)
    )
    seen = mask.thread(Thread(old, (liked,)))
    assert (seen.root.author, seen.root.text) == (Person(alias, "", ""), "")
    assert seen.replies[0].author == YUI
    assert seen.replies[0].text == "はい"
    assert [reaction.by.id for reaction in seen.replies[0].reactions] == [alias]
    later = stage.clock.now.replace(year=2027)
    new = Thread(Message("3", SORA, "また来ました", later, later), ())
    assert mask.thread(new) == new


def test_a_digest_can_be_compared_and_not_be_read() -> None:
    assert digest(SORA.id) == digest(SORA.id.upper())
    assert SORA.id not in digest(SORA.id)


async def test_who_the_file_names_is_taken_out_of_it_first(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    operator = Operator(migrated_url, tmp_path, now=stage.clock.now)
    before = await told(stage, KEN.id)
    said = operator.refused("forget", KEN.id, "--yes")
    assert "The community file of ひろば names" in said
    assert await told(stage, KEN.id) == before


async def test_what_a_responder_had_claimed_waits_for_anybody(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    post = await stage.post(SORA, "会議の準備を教えてください。")
    await stage.press(KEN, "claim", post)
    operator = Operator(migrated_url, tmp_path, now=stage.clock.now)
    entry = f'[[member]]\nid = "{KEN.id}"\nname = "{KEN.name}"\nroles = ["pmo"]\n'
    shorter = COMMUNITY.replace(entry, "").replace(f'owners = ["{KEN.id}"]', f'owners = ["{HANA.id}"]')
    operator.done("apply", operator.file(shorter))
    operator.done("forget", KEN.id, "--yes")
    assert (await stage.follow_up(post)).status == "waiting"
    assert await told(stage, KEN.id) == {}


async def test_of_a_stranger_there_is_nothing_to_forget(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    stranger = "bbbbbbbb-0000-4000-8000-000000000001"
    assert forget(stage, migrated_url, tmp_path, stranger) == f"Nothing is kept of {stranger}.\n"
    assert await told(stage, digest(stranger)) == {}


async def test_a_question_is_asked_first(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    await a_story(stage)
    said = Operator(migrated_url, tmp_path, now=stage.clock.now).run("forget", SORA.id)
    assert said.code == 1
    assert await told(stage, SORA.id)


async def test_a_person_gets_all_that_is_kept_of_them(stage: Stage, migrated_url: str, tmp_path: Any) -> None:
    post = await a_story(stage)
    operator = Operator(migrated_url, tmp_path, now=stage.clock.now)
    found = json.loads(operator.done("disclose", SORA.id))
    assert found.keys() >= {"post", "touch", "member", "follow_up", "attempt", "outbox", "journal"}
    assert [row["text"] for row in found["post"]] == [f"{SECRET} の問い合わせを教えてください。"]
    assert {row["member_id"] for row in found["touch"]} == {SORA.id}
    assert [row["tried"] for row in found["attempt"]] == [f"{SECRET} を試した"]
    assert found["post"][0]["posted_at"] == post.envelope.at.isoformat()
    forget(stage, migrated_url, tmp_path)
    assert json.loads(operator.done("disclose", SORA.id)) == {}


async def test_who_left_the_team_is_kept_as_long_as_the_file_names_them(
    stage: Stage, migrated_url: str, tmp_path: Any
) -> None:
    await leaves(stage, KEN)
    said = Operator(migrated_url, tmp_path, now=stage.clock.now).refused("forget", KEN.id, "--yes")
    assert "The community file of ひろば names" in said


@pytest.mark.parametrize("command", ["forget", "disclose"])
def test_what_is_no_id_is_said(operator: Operator, command: str) -> None:
    said = operator.run(command, "Aoki")
    assert said.code == 2
    assert "'Aoki' is no Entra object id" in said.err


async def test_the_next_roster_changes_no_figure_and_counts_nobody_twice(migrated_url: str, tmp_path: Any) -> None:
    async with staged(migrated_url, LAYERED, migrated=True) as stage:
        graph = FakeRoster(there=[*EVERYBODY, *CLERKS])
        await known_group(stage)
        assert await read_roster(stage, graph) == 1
        await stage.post(CLERKS[0], "#meeting 試しました。")
        before = await reached(stage)
        assert before[("basic", "")] == (1, 13)
        forget(stage, migrated_url, tmp_path, CLERKS[0].id)
        assert await reached(stage) == before
        stage.clock.forward(days=1)
        assert await read_roster(stage, graph) == 1
        assert await reached(stage) == before
        await stage.post(CLERKS[0], "#meeting また試しました。")
        assert await reached(stage) == before
        forget(stage, migrated_url, tmp_path, CLERKS[0].id)
        assert await reached(stage) == before
        for _ in range(2):
            stage.clock.forward(days=1)
            assert await read_roster(stage, graph) == 1
            assert await reached(stage) == before


@pytest.mark.parametrize("read_between", [True, False])
async def test_who_was_forgotten_and_leaves_is_in_the_team_no_more(
    migrated_url: str, tmp_path: Any, *, read_between: bool
) -> None:
    async with staged(migrated_url, LAYERED, migrated=True) as stage:
        graph = FakeRoster(there=[*EVERYBODY, *CLERKS])
        await known_group(stage)
        assert await read_roster(stage, graph) == 1
        await stage.post(CLERKS[0], "#meeting 試しました。")
        forget(stage, migrated_url, tmp_path, CLERKS[0].id)
        stage.clock.forward(days=1)
        if read_between:
            assert await read_roster(stage, graph) == 1
            stage.clock.forward(days=1)
        graph.there.remove(CLERKS[0])
        assert await read_roster(stage, graph) == 1
        assert (await reached(stage))[("basic", "")] == (0, 12)


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_they_are_called_what_the_reader_understands(
    stage: Stage, migrated_url: str, tmp_path: Any, language: str
) -> None:
    await stage.post(SORA, "How do I write minutes?")
    forget(stage, migrated_url, tmp_path)
    await stage.say(KEN, "queue")
    await stage.deliver_all()
    view = stage.teams.of("send", KEN)[-1].view
    assert view is not None
    card = json.dumps(render(view, language, "Asia/Tokyo").card, ensure_ascii=False)
    called = {"ja": "お名前を消したメンバー", "en": "an unnamed member"}
    assert {one: name in card for one, name in called.items()} == {one: one == language for one in called}


@pytest.mark.parametrize("of_reply", [False, True])
@pytest.mark.parametrize("put_back", [False, True])
async def test_their_words_stay_gone_when_teams_tells_of_an_edit_or_of_a_message_put_back(
    stage: Stage, migrated_url: str, tmp_path: Any, *, of_reply: bool, put_back: bool
) -> None:
    post = await stage.post(YUI if of_reply else SORA, "試しました。")
    message = await stage.reply(SORA, post, f"{SECRET} も使えます。") if of_reply else post
    if put_back:
        await stage.delete(message)
    forget(stage, migrated_url, tmp_path)
    stage.clock.forward(minutes=1)
    await (stage.undelete if put_back else stage.edit)(message, f"{SECRET} です。")
    assert await told(stage, SECRET) == {}
    assert (await figures(stage)).report.figures.posts == 1


async def test_words_that_went_by_age_stay_gone_when_teams_tells_of_an_edit(stage: Stage) -> None:
    post = await stage.post(SORA, "試しました。")
    reply = await stage.reply(YUI, post, "どうでしたか。")
    stage.clock.forward(days=401)
    await stage.edit(post, f"{SECRET} です。")
    await stage.edit(reply, f"{SECRET} でしたか。")
    assert await told(stage, SECRET) == {}
