"""Who is on the roll of a season, as people lived it: told by the ledger, and held against a second count."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from models.db import forgetting, naming, roll, roll_check
from models.db.transaction import Transaction
from models.roll import Naming, Roll
from tests.handlers.leaving import joins, leaves
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, MIO, SORA, TEAM, YUI, Stage, person, staged

RIN, AOI = person(102, "凛"), person(103, "葵")
READ = COMMUNITY.replace(f'name = "{HANA.name}"', f'name = "{HANA.name}"\nreading = "うえだ はな"')
READ = READ.replace('owners = ["' + KEN.id, f'advisors = ["{MAKOTO.id}"]\nowners = ["' + KEN.id)
SEASONS = f"""{READ}
[[season]]
code = "S5"
name = "シーズン5"
starts = "2026-04-01"
ends = "2026-09-30"
[[season.member]]
id = "{MIO.id}"
roles = ["pmo", "advisor"]
"""


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, SEASONS, migrated=True) as made:
        yield made


async def told(stage: Stage, code: str = "S6") -> Roll:
    def look(tx: Transaction) -> Roll:
        season = next(one for one in tx.communities[TEAM].community.seasons if one.code == code)
        return roll.of_season(tx, TEAM, season)

    return await stage.store.read(look, stage.clock.now)


async def ways(stage: Stage, code: str = "S6") -> dict[str, tuple[str, ...]]:
    found = await told(stage, code)
    assert found.missing == frozenset()
    return {credit.name: tuple(way.value for way in credit.ways) for credit in found.credits}


async def test_who_posts_or_replies_is_on_it_and_who_only_likes_is_not(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(YUI, post, "わたしも試します。")
    await stage.react(AOI, post, added="heart")
    await stage.post(None, "ワークフローの投稿です。")
    assert await ways(stage) == {YUI.name: ("answered",), SORA.name: ("posted",)}


async def test_an_answer_from_the_card_counts_and_one_that_was_undone_does_not(stage: Stage) -> None:
    first, second = await stage.post(SORA), await stage.post(SORA)
    await stage.press(KEN, "write_answer", first, text="こうします。")
    await stage.press(MIO, "settle", second, reason="duplicate")
    assert await ways(stage) == {SORA.name: ("posted",), KEN.name: ("answered",), MIO.name: ("answered",)}
    row = await stage.follow_up(second)
    await stage.press(MIO, "undo", second, undo_verb="settle", undo_version=row.version - 1)
    assert (await stage.follow_up(second)).status == "waiting"
    assert MIO.name not in await ways(stage)


async def test_who_confirms_another_s_reply_is_on_it_as_well(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(YUI, post)
    await stage.press(HANA, "confirm", post)
    assert await ways(stage) == {HANA.name: ("answered",), YUI.name: ("answered",), SORA.name: ("posted",)}


async def test_what_was_deleted_puts_nobody_on_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post)
    other = await stage.post(RIN)
    await stage.reply(KEN, other)
    await stage.delete(reply)
    await stage.delete(other)
    assert await ways(stage) == {SORA.name: ("posted",), KEN.name: ("answered",)}


async def test_a_reply_in_one_s_own_thread_is_no_answer(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(SORA, post, "追記です。")
    assert await ways(stage) == {SORA.name: ("posted",)}


async def test_advisors_have_advised_who_replied_by_role_by_theme_or_because_they_were_asked(stage: Stage) -> None:
    asked, themed = await stage.post(SORA, "問い合わせが多いです。"), await stage.post(SORA, "議事録について")
    await stage.press(HANA, "ask", asked, advisor=DANA.id, favour="お願いします。")
    assert DANA.name not in await ways(stage), "to be asked is not yet to have advised"
    await stage.reply(DANA, asked)
    await stage.reply(MAKOTO, themed)
    await stage.reply(MAKOTO, asked)
    await stage.reply(KEN, themed)
    assert await ways(stage) == {
        DANA.name: ("answered", "advised"), SORA.name: ("posted",),
        MAKOTO.name: ("answered", "advised"), KEN.name: ("answered",),
    }  # fmt: skip


async def test_who_was_asked_for_a_word_has_advised_also_without_the_role_now(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(HANA, "ask", post, advisor=DANA.id)
    await stage.reply(DANA, post)
    await joins(stage, DANA)
    await leaves(stage, DANA)
    assert (await ways(stage))[DANA.name] == ("answered", "advised"), "who left is on it as well"


async def test_a_season_has_its_own_roll_with_the_roles_of_then(stage: Stage) -> None:
    stage.clock.now = datetime(2026, 9, 1, 1, tzinfo=UTC)
    post = await stage.post(RIN)
    await stage.reply(MIO, post)
    stage.clock.now = datetime(2026, 11, 30, 1, tzinfo=UTC)
    later = await stage.post(SORA)
    await stage.reply(MIO, later)
    assert await ways(stage, "S5") == {RIN.name: ("posted",), MIO.name: ("answered", "advised")}
    assert await ways(stage) == {SORA.name: ("posted",), MIO.name: ("answered",)}


async def test_what_people_wish_holds_from_the_next_making_on(stage: Stage) -> None:
    for who in (HANA, SORA, YUI):
        await stage.post(who)
    assert [credit.name for credit in (await told(stage)).credits] == [HANA.name, YUI.name, SORA.name]

    def wish(tx: Transaction) -> None:
        naming.keep(tx, TEAM, SORA.id, Naming("あおき そら"))
        naming.keep(tx, TEAM, HANA.id, Naming(called="はな"))
        naming.keep(tx, TEAM, YUI.id, Naming("Zzz"))
        naming.keep(tx, TEAM, YUI.id, Naming(hidden=True))

    await stage.store.transact(wish, stage.clock.now)
    found = await told(stage)
    assert [(one.name, one.reading) for one in found.credits] == [("青木 空", "あおき そら"), ("はな", "はな")]
    assert found.unnamed == {YUI.id}
    assert await stage.store.read(lambda tx: naming.of_member(tx, TEAM, YUI.id), stage.clock.now) == Naming(hidden=True)


async def test_who_is_forgotten_was_here_and_has_no_name_and_no_wish(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    await stage.store.transact(lambda tx: naming.keep(tx, TEAM, SORA.id, Naming("あおき")), stage.clock.now)
    await stage.store.transact(lambda tx: forgetting.forget(tx, SORA.id, {TEAM: "ここにいた方"}), stage.clock.now)
    found = await told(stage)
    assert ([one.name for one in found.credits], len(found.gone), found.missing) == ([KEN.name], 1, frozenset())
    assert await stage.store.read(lambda tx: naming.of_community(tx, TEAM), stage.clock.now) == {}


async def test_the_second_count_finds_the_same_people_and_nobody_else(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(YUI, post)
    await stage.press(HANA, "confirm", post)
    other = await stage.post(RIN)
    await stage.press(KEN, "promise", other, day="2026-12-02", until="")
    await stage.react(AOI, other, added="like")
    stage.clock.now = datetime(2026, 9, 1, 1, tzinfo=UTC)
    await stage.post(MIO)
    counted = await stage.store.read(lambda tx: roll_check.everybody(tx, TEAM, "S6"), stage.clock.now)
    assert counted == (await told(stage)).everybody == {one.id for one in (SORA, YUI, HANA, RIN, KEN)}
