"""Whom a nudge reaches: the owner, then the PMO, then the lead as well, for ever."""

from __future__ import annotations

from jobs import nudge
from models.community_file import parse
from models.db import applying
from tests.jobs.conftest import without_mornings
from tests.jobs.when import FRI, MON, THU, TUE, WED, at, ids, nudged, turn_to
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, MIO, SORA, YUI, Stage, staged

INQUIRY, MINUTES = "問い合わせの下書きを頼みました。", "議事録を頼みました。"
WITH_A_LEAD = COMMUNITY.replace('roles = ["executive"]', 'roles = ["executive", "lead"]')
"""Makoto leads without being of the PMO."""


async def test_a_theme_s_owners_are_nudged_first_once_the_receipt_is_late(stage: Stage) -> None:
    await stage.post(SORA, INQUIRY)
    turn_to(stage, MON, 10, 29)
    assert await nudged(stage) == []
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA, MIO)


async def test_a_member_who_posted_before_waits_longer_for_the_first_nudge(stage: Stage) -> None:
    earlier = await stage.post(SORA, INQUIRY)
    await stage.reply(HANA, earlier)
    await stage.post(SORA, INQUIRY)
    turn_to(stage, MON, 11, 59)
    assert await nudged(stage) == []
    turn_to(stage, MON, 13, 0)
    assert await nudged(stage) == ids(HANA, MIO)


async def test_without_a_theme_it_is_who_of_the_pmo_has_the_fewest_open_follow_ups(stage: Stage) -> None:
    await stage.post(SORA, INQUIRY)
    await stage.press(KEN, "claim", await stage.post(SORA))
    await stage.press(KEN, "claim", await stage.post(SORA))
    without_a_theme = await stage.post(YUI)
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA, MIO), "both own the inquiry, and Hana has one card for both"
    assert (await stage.follow_up(without_a_theme)).owners == (HANA.id,), "the file's order decides between equals"


async def test_a_claim_that_is_over_is_no_work_any_more_even_before_it_was_let_go(stage: Stage) -> None:
    await stage.press(KEN, "claim", await stage.post(SORA))
    turn_to(stage, MON, 11)
    for one in (HANA, MIO):
        await stage.press(one, "claim", await stage.post(SORA))
    turn_to(stage, TUE, 9, 30)
    post = await stage.post(YUI)
    turn_to(stage, TUE, 10)
    assert await nudge.run(stage.ports) > 0
    assert (await stage.follow_up(post)).owners == (KEN.id,)


async def test_of_posts_that_come_due_at_once_the_older_chooses_first_whichever_was_heard_of_first(
    stage: Stage,
) -> None:
    turn_to(stage, TUE, 7)
    await stage.post(SORA, INQUIRY)
    newer = await stage.post(SORA, at=at(TUE, 6, 30))
    older = await stage.post(SORA, at=at(TUE, 6, 29))
    turn_to(stage, TUE, 11)
    await nudged(stage)
    assert (await stage.follow_up(older)).owners == (KEN.id,), "Hana and Mio own the inquiry"
    assert (await stage.follow_up(newer)).owners == (HANA.id,), "the file's order decides between equals"


async def test_posts_without_a_theme_are_shared_out_evenly(stage: Stage) -> None:
    for _ in range(3):
        await stage.post(SORA)
    turn_to(stage, MON, 13, 0)
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_who_was_chosen_stays_the_owner(stage: Stage) -> None:
    post = await stage.post(SORA)
    turn_to(stage, MON, 10, 30)
    await nudged(stage)
    assert (await stage.follow_up(post)).owners == (HANA.id,)


async def test_a_nudge_widens_to_the_pmo_and_then_to_the_lead_and_begins_again(migrated_url: str) -> None:
    async with staged(migrated_url, WITH_A_LEAD) as stage:
        await without_mornings(stage)
        await stage.post(SORA, MINUTES)
        turn_to(stage, MON, 10, 30)
        assert await nudged(stage) == ids(KEN)
        turn_to(stage, MON, 15, 29)
        assert await nudged(stage) == []
        turn_to(stage, MON, 15, 30)
        assert await nudged(stage) == ids(HANA, KEN, MIO)
        wider = [ids(HANA, KEN, MIO, MAKOTO), ids(KEN), ids(HANA, KEN, MIO), ids(HANA, KEN, MIO, MAKOTO), ids(KEN)]
        moments = ((TUE, 10), (TUE, 15), (WED, 10), (WED, 15), (THU, 10))
        for (day, hour), reached in zip(moments, wider, strict=True):
            turn_to(stage, day, hour, 29)
            assert await nudged(stage) == []
            turn_to(stage, day, hour, 30)
            assert await nudged(stage) == reached


async def test_it_is_still_repeated_after_a_month(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    days = 0
    for day in (*range(7), *range(28, 35)):
        turn_to(stage, day, 10, 30)
        days += bool(await nudged(stage))
    assert days == 9, "every weekday of the first week and of the last, but New Year's Day"


async def test_a_lead_who_is_of_the_pmo_gets_one_card(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    for day, hour, minute in ((MON, 10, 30), (MON, 15, 30)):
        turn_to(stage, day, hour, minute)
        await nudged(stage)
    turn_to(stage, TUE, 10, 30)
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_an_owner_who_left_the_community_is_passed_over(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    without_ken = COMMUNITY.replace(f'owners = ["{KEN.id}"]', f'owners = ["{HANA.id}"]').replace(
        f'[[member]]\nid = "{KEN.id}"\nname = "{KEN.name}"\nroles = ["pmo"]\n', ""
    )
    await stage.store.transact(lambda tx: applying.apply(tx, parse(without_ken)), stage.clock.now)
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA), "one of the PMO stands in"


async def test_participants_are_never_nudged(stage: Stage) -> None:
    await stage.post(SORA)
    reached: set[str] = set()
    for day in (MON, TUE, WED, THU, FRI):
        for hour in (11, 16):
            turn_to(stage, day, hour)
            reached.update(await nudged(stage))
    assert reached == {HANA.id, KEN.id, MIO.id}


async def test_nobody_is_nudged_about_their_own_post(migrated_url: str) -> None:
    async with staged(migrated_url, WITH_A_LEAD) as stage:
        await stage.post(MAKOTO)
        for day, hour in ((MON, 11), (MON, 16), (TUE, 11), (TUE, 16)):
            turn_to(stage, day, hour)
            assert MAKOTO.id not in await nudged(stage)


async def test_nobody_is_nudged_about_their_own_post_even_who_claimed_it(stage: Stage) -> None:
    post = await stage.post(DANA)
    await stage.press(DANA, "claim", post)
    turn_to(stage, MON, 15)
    assert await nudged(stage) == ids(HANA), "one of the PMO is asked"
