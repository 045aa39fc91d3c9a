"""The journal: read page by page it is the same as read at once, and only of one community."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

from models.db import journal
from models.db.journal import Known
from models.deeds import Deed
from models.follow_up import FollowUp
from tests.stage import CHANNEL, KEN, SORA, TEAM, Stage, staged


async def some_deeds(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    for _ in range(3):
        stage.clock.forward(hours=5)
        await stage.reply(SORA, post, "もうひとつ教えてください。")
    await stage.say(KEN, "away tomorrow")
    await stage.delete(post)


async def test_page_by_page_it_is_the_same_as_at_once(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        await some_deeds(stage)
        end = stage.clock.now + timedelta.resolution
        whole = await stage.store.read(lambda tx: journal.page(tx, TEAM, end, None, 100), end)
        paged: list[Known] = []
        while len(paged) < len(whole):
            after = paged[-1].entry if paged else None
            paged += await stage.store.read(
                partial(journal.page, community_id=TEAM, until=end, after=after, at_most=2), end
            )
        assert paged == whole
        assert [known.entry.deed for known in whole] == [
            Deed.POST, Deed.FOLLOW_UP, Deed.PRESS, Deed.TOUCH, Deed.TOUCH, Deed.TOUCH, Deed.ABSENCE, Deed.PRESS,
            Deed.DELETED,
        ]  # fmt: skip
        assert await stage.store.read(lambda tx: journal.page(tx, CHANNEL, end, None, 100), end) == []


async def test_a_post_and_its_follow_up_are_one_line_and_a_further_question_has_its_own(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        post = await stage.post(SORA)
        await stage.press(KEN, "split", post, asked="請求書でも使えますか？", owner=KEN.id)
        await stage.post(KEN)
        end = stage.clock.now + timedelta.resolution
        told = await stage.store.read(lambda tx: journal.page(tx, TEAM, end, None, 100), end)
        first, further = await stage.follow_ups(post)
    assert [(known.entry.deed, known.content) for known in told if isinstance(known.content, FollowUp)] == [
        (Deed.FOLLOW_UP, first), (Deed.FOLLOW_UP, further)
    ]  # fmt: skip
    lines = {known.entry.seq: known.entry.deed for known in reversed(told)}
    assert Counter(lines.values()) == {Deed.POST: 2, Deed.PRESS: 1, Deed.FOLLOW_UP: 1}
