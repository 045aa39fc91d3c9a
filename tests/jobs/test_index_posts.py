"""What people post becomes findable, and what they take back is forgotten."""

from __future__ import annotations

import asyncio

from sqlalchemy import select, text, update

from jobs import index_posts
from models.db import similar, word_index
from models.db.tables.ledger import NOT_INDEXED, posts
from models.db.tables.similar import similar_posts, similar_words
from models.db.transaction import Transaction
from tests.jobs.processes import processes
from tests.stage import HANA, SORA, TEAM, Stage

MIXED_UP = "打ち合わせの録音を文字起こしさせたら、話者が混ざって誰が話したのか分かりません。"
WHO_SAID = "会議の議事録で発言者が入れ替わります。話者を区別する方法はありますか。"
COPYRIGHT = "画像生成で作ったイラストの著作権について教えてください。"


async def found(stage: Stage) -> list[str]:
    given = await stage.store.read(lambda tx: similar.find(tx, TEAM, WHO_SAID, but_not=""), stage.clock.now)
    return [one.thread_id for one in given]


async def counted(stage: Stage) -> dict[str, int]:
    """How many posts hold each word, as the database keeps it; words of none left out."""

    def read(tx: Transaction) -> dict[str, int]:
        query = select(similar_words.c.word, similar_words.c.posts).where(similar_words.c.posts != 0)
        return {row.word: row.posts for row in tx.connection.execute(query)}

    return await stage.store.read(read, stage.clock.now)


async def kept(stage: Stage) -> list[str]:
    query = select(similar_posts.c.words)
    return await stage.store.read(lambda tx: list(tx.connection.execute(query).scalars()), stage.clock.now)


async def test_an_answered_post_is_found_once_it_is_indexed(stage: Stage) -> None:
    post = await stage.post(SORA, MIXED_UP)
    await stage.reply(HANA, post, "名乗ってから話すと分かれます。")
    assert await found(stage) == []
    assert await index_posts.run(stage.ports) == 1
    assert await found(stage) == [post.thread_id]
    assert await index_posts.run(stage.ports) == 0


async def test_an_edited_post_is_found_by_what_it_says_now(stage: Stage) -> None:
    post = await stage.post(SORA, COPYRIGHT)
    await stage.reply(HANA, post)
    await index_posts.run(stage.ports)
    before = await counted(stage)
    assert await found(stage) == []
    stage.clock.forward(minutes=1)
    await stage.edit(post, MIXED_UP)
    assert await index_posts.run(stage.ports) == 1
    assert await found(stage) == [post.thread_id]
    after = await counted(stage)
    assert before[""] == after[""] == 1
    assert "≒著作権" in before
    assert "≒著作権" not in after


async def test_a_deleted_post_is_gone_at_once_and_its_words_with_the_next_turn(stage: Stage) -> None:
    post = await stage.post(SORA, MIXED_UP)
    await stage.reply(HANA, post)
    await index_posts.run(stage.ports)
    stage.clock.forward(minutes=1)
    await stage.delete(post)
    assert await found(stage) == []
    assert await index_posts.run(stage.ports) == 1
    assert await kept(stage) == []
    assert await counted(stage) == {}


async def test_an_undeleted_post_is_findable_again_when_it_is_answered_again(stage: Stage) -> None:
    post = await stage.post(SORA, MIXED_UP)
    await stage.reply(HANA, post)
    await index_posts.run(stage.ports)
    stage.clock.forward(minutes=1)
    await stage.delete(post)
    await index_posts.run(stage.ports)
    stage.clock.forward(minutes=1)
    await stage.undelete(post, MIXED_UP)
    await stage.reply(HANA, post)
    assert await index_posts.run(stage.ports) == 1
    assert await found(stage) == [post.thread_id]


async def test_a_bots_post_and_one_without_words_are_looked_at_once_and_not_kept(stage: Stage) -> None:
    await stage.post(None, MIXED_UP)
    await stage.post(SORA, "。。。")
    assert await index_posts.run(stage.ports) == 2
    assert await kept(stage) == []
    assert await index_posts.run(stage.ports) == 0


async def test_a_post_that_changes_while_it_is_read_is_read_again(stage: Stage) -> None:
    post = await stage.post(SORA, COPYRIGHT)
    read = await stage.store.read(lambda tx: word_index.unindexed(tx, 10), stage.clock.now)
    stage.clock.forward(minutes=1)
    await stage.edit(post, MIXED_UP)
    assert await stage.store.transact(lambda tx: word_index.keep(tx, read), stage.clock.now) == 0
    assert await index_posts.run(stage.ports) == 1
    assert "≒著作権" not in await counted(stage)


async def test_any_number_of_processes_index_each_post_once(stage: Stage, migrated_url: str) -> None:
    for number in range(60):
        await stage.post(SORA, f"{MIXED_UP} {number}" if number % 2 else COPYRIGHT)
    async with processes(stage, migrated_url, 3) as all_of_them:
        await asyncio.gather(*(index_posts.run(ports) for ports in all_of_them))
    count = await counted(stage)
    assert (count[""], count["≒著作権"], count["≒話者"]) == (60, 30, 30)
    assert len(await kept(stage)) == 60


async def test_posts_of_an_older_vocabulary_are_read_again(stage: Stage) -> None:
    await stage.post(SORA, MIXED_UP)
    await index_posts.run(stage.ports)
    before = await counted(stage)
    older = update(similar_posts).values(vocabulary=0)
    await stage.store.transact(lambda tx: tx.execute(older), stage.clock.now)
    assert await index_posts.run(stage.ports) == 1
    assert await counted(stage) == before
    assert await index_posts.run(stage.ports) == 0


async def test_what_is_due_is_found_by_an_index(stage: Stage) -> None:
    """On PostgreSQL a table of a few rows is read whole, whatever indexes it has."""
    query = str(select(posts.c.thread_id).where(text(NOT_INDEXED)))

    def plan(tx: Transaction) -> str:
        if tx.connection.dialect.name == "postgresql":
            tx.connection.execute(text("SET LOCAL enable_seqscan = off"))
            return str(tx.connection.execute(text(f"EXPLAIN {query}")).all())
        return str(tx.connection.execute(text(f"EXPLAIN QUERY PLAN {query}")).all())

    assert "ix_post_unindexed" in await stage.store.read(plan, stage.clock.now)
