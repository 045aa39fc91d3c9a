"""What people wrote goes by age, and every figure stays."""

from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Table, select

from jobs import index_posts, retain
from models.db import statistics
from models.db.columns import metadata
from models.db.transaction import Transaction
from models.views import FollowUpView
from tests.handlers.trying import tries
from tests.stage import COMMUNITY, DANA, HANA, KEN, SORA, Stage, staged

SECRET = "zebra"
"""Stands in everything that anybody writes here."""
AGE = timedelta(days=400)


async def a_day_of_words(stage: Stage) -> None:
    """Posts, replies, promises, settling, a question split off, an advisor asked: words in every place that has any."""
    await stage.install(HANA)
    await stage.install(KEN)
    await stage.install(DANA)
    first = await stage.post(SORA, f"議事録の {SECRET} について教えてください。")
    await stage.reply(KEN, first, f"{SECRET} を調べておきます。")
    await stage.press(KEN, "write_answer", first, text=f"{SECRET} はこうします。")
    second = await stage.post(SORA, f"問い合わせの {SECRET}。")
    await stage.press(HANA, "ask", second, advisor=DANA.id, favour=f"{SECRET} をお願いします。")
    await stage.press(HANA, "settle", second, reason="other", words=f"{SECRET} はもう大丈夫です。")
    await tries(stage, SORA, tried=f"{SECRET} を試した", learned=f"{SECRET} はむずかしい", minutes_before="30")
    await stage.say(HANA, f"{SECRET}?")
    await stage.tick()
    await index_posts.run(stage.ports)


async def told(stage: Stage, word: str = SECRET) -> dict[str, int]:
    """Tables in which a word still stands, and in how many rows."""
    counts: dict[str, int] = {}
    for table in metadata.sorted_tables:
        rows = await stage.store.read(partial(_rows, table=table), stage.clock.now)
        if found := sum(word in str(tuple(row)) for row in rows):
            counts[table.name] = found
    return counts


def _rows(tx: Transaction, table: Table) -> list[Any]:
    return list(tx.connection.execute(select(table)))


async def figures(stage: Stage) -> Any:
    community = await stage.store.read(lambda tx: next(iter(tx.communities.values())).community, stage.clock.now)
    return await stage.store.read(lambda tx: statistics.view(tx, community, {"season": "S6"}, HANA.id), stage.clock.now)


async def test_words_are_in_the_places_that_this_looks_at(stage: Stage) -> None:
    await a_day_of_words(stage)
    assert set(await told(stage)) >= {
        "post", "touch", "press", "follow_up", "attempt", "outbox", "similar_post", "similar_word",
    }  # fmt: skip


async def test_texts_stay_until_they_are_old_enough(stage: Stage) -> None:
    await a_day_of_words(stage)
    before = await told(stage)
    stage.clock.forward(days=399, hours=23)
    assert await retain.run(stage.ports) == 0
    assert await told(stage) == before


async def test_old_texts_go_everywhere_and_the_figures_stay(stage: Stage) -> None:
    await a_day_of_words(stage)
    stage.clock.forward(days=401)
    before, rows = await figures(stage), await stage.rows()
    assert await retain.run(stage.ports) > 0
    await index_posts.run(stage.ports)
    assert await told(stage) == {}
    assert await figures(stage) == before
    assert await stage.rows() == rows
    assert await retain.run(stage.ports) == 0


async def test_the_community_says_how_long(migrated_url: str) -> None:
    soon = COMMUNITY.replace("[working_hours]", 'retain_text_for = "30d"\n\n[working_hours]')
    async with staged(migrated_url, soon, migrated=True) as stage:
        await a_day_of_words(stage)
        stage.clock.forward(days=31)
        await retain.run(stage.ports)
        await index_posts.run(stage.ports)
        assert await told(stage) == {}


async def test_a_thread_goes_on_after_its_texts_went(stage: Stage) -> None:
    """What a text meant is kept: an answer stays an answer when the thread is told anew."""
    post = await stage.post(SORA, f"{SECRET} を教えてください。")
    await stage.reply(KEN, post, f"{SECRET} です。")
    stage.clock.forward(days=401)
    await retain.run(stage.ports)
    await stage.react(HANA, post, added="like")
    assert (await stage.follow_up(post)).status == "answered"
    await stage.reply(SORA, post, "もうひとつ教えてください。")
    assert (await stage.follow_up(post)).status == "waiting"


async def test_a_favour_that_was_asked_for_long_ago_may_be_declined_though_its_words_went(stage: Stage) -> None:
    post = await stage.post(SORA, "問い合わせについて教えてください。")
    await stage.press(HANA, "ask", post, advisor=DANA.id, favour=f"{SECRET} をお願いします。")
    await stage.deliver_all()
    stage.clock.forward(days=401)
    await retain.run(stage.ports)
    assert await told(stage) == {}
    outcome = await stage.press(DANA, "not_this_time", post)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.notice is not None
    assert outcome.view.notice[0] == "notice-excused"
