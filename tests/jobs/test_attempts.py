"""What the bot posted of an attempt is a post in the ledger: what people write and like there counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from jobs import attempts, retain
from models.db import attempts as kept
from models.db import forgetting, roll
from models.db.columns import metadata
from models.db.tables.ledger import posts
from models.db.transaction import Transaction
from models.incoming import MessageEdited, Person, PostArrived, Pressed
from models.ledger import Post
from models.roll import Way
from models.touch_views import TouchListView
from tests.handlers.trying import FILLED, tries
from tests.stage import CHANNEL, HANA, MAKOTO, SORA, TEAM, YUI, Stage

NOT_THIS_TIME = {"came_of_it": "not_this_time", "learned": "名前を先に伝えるとよさそう", "post": "true"}


async def posted(stage: Stage, *, entered: bool = True) -> tuple[str, PostArrived]:
    """An attempt of Sora's stands in the channel. Returns its id and the post, as Graph would tell it."""
    attempt_id = await tries(stage, SORA, **NOT_THIS_TIME)
    await stage.deliver_all()
    if entered:
        await attempts.run(stage.ports)
    attempt = await stage.store.read(lambda tx: kept.find(tx, attempt_id), stage.clock.now)
    assert attempt is not None
    assert attempt.message_id is not None
    thread = f"{CHANNEL};messageid={attempt.message_id}"
    where = stage.envelope(thread, attempt.message_id, source="graph")
    return attempt_id, PostArrived(where, thread, attempt.message_id, None, "")


async def post_of(stage: Stage, event: PostArrived) -> Post | None:
    return await stage.store.read(lambda tx: tx.post(event.thread_id), stage.clock.now)


async def ways(stage: Stage) -> dict[str, Sequence[Way]]:
    def look(tx: Transaction) -> dict[str, Sequence[Way]]:
        community = tx.communities[TEAM].community
        found = roll.of_season(tx, TEAM, community.seasons[0])
        assert found.missing == frozenset()
        return {credit.member_id: credit.ways for credit in found.credits}

    return await stage.store.read(look, stage.clock.now)


async def shown_to(stage: Stage, executive: Person) -> list[str]:
    """Whose posts and attempts ``touches`` shows."""
    await stage.say(executive, "touches")
    await stage.deliver_all()
    view = stage.teams.of("send", executive)[-1].view
    assert isinstance(view, TouchListView)
    return [row.author for row in view.rows]


async def pressed(stage: Stage, verb: str, **fields: Any) -> None:
    await stage.dispatch(Pressed(stage.chat(SORA), SORA, verb, fields))


async def words(stage: Stage) -> str:
    """All that the database holds."""

    def look(tx: Transaction) -> str:
        return str([tx.connection.execute(select(table)).all() for table in metadata.sorted_tables])

    return await stage.store.read(look, stage.clock.now)


async def test_it_is_a_post_of_the_bot_and_is_owed_nothing(stage: Stage) -> None:
    _, event = await posted(stage)
    post = await post_of(stage, event)
    assert post is not None
    assert (post.author_id, post.season, post.theme, post.posted_at) == (None, "S6", "meeting", stage.clock.now)
    assert await stage.follow_ups(event) == ()
    assert stage.teams.of("react") == []
    assert (await stage.dispatch(event)).what == "known already"


async def test_it_is_entered_once_and_a_look_that_finds_nothing_does_nothing(stage: Stage) -> None:
    await posted(stage, entered=False)
    assert [await attempts.run(stage.ports) for _ in range(2)] == [1, 0]
    assert (await stage.audit()).posts == 1


async def test_it_holds_no_word_of_the_attempt_which_alone_keeps_them(stage: Stage) -> None:
    attempt_id, event = await posted(stage)
    changed = FILLED | NOT_THIS_TIME | {"tried": "二度目の言葉"}
    await pressed(stage, "keep_attempt", attempt=attempt_id, version=1, **changed)
    await stage.deliver_all()
    await attempts.run(stage.ports)
    post = await post_of(stage, event)
    assert post is not None
    assert (post.text, post.deleted_at) == ("#meeting", None)
    stage.clock.forward(days=800)
    await retain.run(stage.ports)
    post = await post_of(stage, event)
    assert post is not None
    assert post.text == ""


async def test_who_replies_there_is_on_the_roll_whenever_the_reply_came(stage: Stage) -> None:
    _, event = await posted(stage, entered=False)
    await stage.reply(YUI, event, "わたしはこうやってできました。")
    assert YUI.id not in await ways(stage)
    await attempts.run(stage.ports)
    assert (await ways(stage))[YUI.id] == (Way.ANSWERED,)
    await stage.reply(MAKOTO, event)
    assert (await ways(stage))[MAKOTO.id] == (Way.ANSWERED,)
    assert await stage.follow_ups(event) == ()


async def test_what_its_author_replies_there_answers_nobody(stage: Stage) -> None:
    _, event = await posted(stage)
    await stage.reply(SORA, event, "もう一度やってみます。")
    assert await ways(stage) == {SORA.id: (Way.TRIED,)}


async def test_an_executive_s_reply_or_like_there_is_a_word_and_it_is_shown_to_none_again(stage: Stage) -> None:
    _, event = await posted(stage)
    assert await shown_to(stage, MAKOTO) == [SORA.name]
    await stage.react(MAKOTO, event, added="like")
    assert await shown_to(stage, MAKOTO) == []
    await stage.react(MAKOTO, event, removed="like")
    assert await shown_to(stage, MAKOTO) == [SORA.name]
    await stage.reply(MAKOTO, event, "ありがとうございます。")
    assert await shown_to(stage, MAKOTO) == []


async def test_with_the_attempt_its_post_is_deleted_and_what_was_written_there_stands(stage: Stage) -> None:
    attempt_id, event = await posted(stage)
    await stage.reply(YUI, event)
    await pressed(stage, "remove_attempt", attempt=attempt_id)
    post = await post_of(stage, event)
    assert post is not None
    assert (post.deleted_at, post.text) == (stage.clock.now, "")
    assert await ways(stage) == {YUI.id: (Way.ANSWERED,)}


async def test_out_of_the_channel_its_post_is_deleted_and_the_next_is_another(stage: Stage) -> None:
    attempt_id, event = await posted(stage)
    await pressed(stage, "keep_attempt", attempt=attempt_id, version=1, **(FILLED | {"post": "false"}))
    await pressed(stage, "keep_attempt", attempt=attempt_id, version=2, **(FILLED | {"post": "true"}))
    await stage.deliver_all()
    await attempts.run(stage.ports)
    found = await stage.store.read(lambda tx: tx.connection.execute(select(posts)).all(), stage.clock.now)
    assert {row.thread_id == event.thread_id: row.deleted_at is None for row in found} == {True: False, False: True}


async def test_what_left_the_channel_before_it_was_entered_is_deleted_when_it_is(stage: Stage) -> None:
    attempt_id, event = await posted(stage, entered=False)
    await pressed(stage, "remove_attempt", attempt=attempt_id)
    assert await attempts.run(stage.ports) == 0
    await stage.dispatch(event)
    post = await post_of(stage, event)
    assert post is not None
    assert post.deleted_at is not None


async def test_who_is_forgotten_leaves_no_word_of_it_and_no_post(stage: Stage) -> None:
    attempt_id, event = await posted(stage)
    await stage.dispatch(MessageEdited(event.envelope, event.thread_id, event.message_id, FILLED["tried"]))
    called = {TEAM: "ここにいた方"}
    await stage.store.transact(partial(forgetting.forget, person_id=SORA.id, called=called), stage.clock.now)
    post = await post_of(stage, event)
    assert post is not None
    assert (post.deleted_at, post.text) == (stage.clock.now, "")
    assert FILLED["tried"] not in await words(stage)
    assert attempt_id in await words(stage)


async def test_where_a_reply_there_got_a_follow_up_it_goes_with_the_post(stage: Stage) -> None:
    attempt_id, event = await posted(stage)
    reply = await stage.reply(YUI, event, "わたしもできませんでした。どうすればよいですか。")
    await stage.point(HANA, "follow_up", reply, fields={"owner": HANA.id})
    assert [one.status for one in await stage.follow_ups(event)] == ["waiting"]
    stage.clock.now += timedelta(minutes=1)
    await pressed(stage, "remove_attempt", attempt=attempt_id)
    assert [one.status for one in await stage.follow_ups(event)] == ["withdrawn"]
