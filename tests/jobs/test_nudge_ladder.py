"""A ladder of the community file's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.incoming import Installed
from models.views import FollowUpView
from tests.jobs.conftest import without_greeting, without_mornings
from tests.jobs.when import MON, TUE, at, ids, nudged, turn_to
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, MIO, SORA, TEAM, Stage, staged

MINUTES = "議事録を頼みました。"
PATIENT = """
[[follow_up.step]]
when = "1h"
to = ["owner"]
[[follow_up.step]]
when = "2h"
to = ["advisor", "owner"]
[[follow_up.step]]
to = ["lead"]
"""
LED = COMMUNITY.replace('roles = ["executive"]', 'roles = ["executive", "lead"]').replace('["pmo", "lead"]', '["pmo"]')
"""Makoto leads; Hana does not."""


@asynccontextmanager
async def climbing(url: str, community: str, *, advised: bool = False) -> AsyncIterator[Stage]:
    if advised:
        community = community.replace('words = ["議事録"', f'advisors = ["{DANA.id}"]\nwords = ["議事録"')
    async with staged(url, community + PATIENT, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        await without_greeting(made)
        await without_mornings(made)
        yield made


async def test_a_first_step_may_come_later_than_due_and_each_further_one_in_its_own_time(migrated_url: str) -> None:
    async with climbing(migrated_url, LED, advised=True) as stage:
        post = await stage.post(SORA, MINUTES)
        steps = [
            (MON, 11, 30, (KEN,)), (MON, 14, 30, (DANA, KEN)), (TUE, 9, 30, (MAKOTO,)), (TUE, 14, 30, (KEN,)),
            (TUE, 16, 30, (DANA, KEN)),
        ]  # fmt: skip
        for day, hour, minute, reached in steps:
            assert (await stage.follow_up(post)).next_nudge_at == at(day, hour, minute)
            turn_to(stage, day, hour, minute - 1)
            assert await nudged(stage) == []
            turn_to(stage, day, hour, minute)
            assert await nudged(stage) == ids(*reached)


async def test_a_step_for_advisors_of_a_theme_without_any_reaches_whom_else_it_names(migrated_url: str) -> None:
    async with climbing(migrated_url, LED) as stage:
        await stage.post(SORA, MINUTES)
        turn_to(stage, MON, 11, 30)
        await nudged(stage)
        turn_to(stage, MON, 14, 30)
        assert await nudged(stage) == ids(KEN)


async def test_a_step_that_names_nobody_who_is_there_reaches_the_lead(migrated_url: str) -> None:
    advisors_alone = '[[follow_up.step]]\nto = ["advisor"]\n'
    async with staged(migrated_url, LED + advisors_alone, migrated=True) as stage:
        await without_mornings(stage)
        await stage.post(SORA, MINUTES)
        turn_to(stage, MON, 10, 30)
        assert await nudged(stage) == ids(MAKOTO)
        view = stage.teams.of("send", MAKOTO)[-1].view
        assert isinstance(view, FollowUpView)
        assert view.asks == "lead", "it offers help, and says nothing of who was away"


async def test_the_lead_away_as_well_everyone_is_told(migrated_url: str) -> None:
    advisors_alone = '[[follow_up.step]]\nto = ["advisor"]\n'
    async with staged(migrated_url, LED + advisors_alone, migrated=True) as stage:
        await without_mornings(stage)
        await stage.post(SORA, MINUTES)
        await stage.say(MAKOTO, "away until 12/10")
        await stage.deliver_all()
        turn_to(stage, MON, 10, 30)
        assert await nudged(stage) == ids(HANA, KEN, MIO, MAKOTO)


async def test_a_reopened_post_and_a_promise_wait_for_the_first_step_s_time_too(migrated_url: str) -> None:
    async with climbing(migrated_url, LED) as stage:
        post = await stage.post(SORA, MINUTES)
        await stage.reply(MIO, post)
        turn_to(stage, MON, 11)
        await stage.press(MIO, "reopen", post)
        assert (await stage.follow_up(post)).next_nudge_at == at(TUE, 12, 0), "an answer by eleven, and an hour more"
        await stage.press(MIO, "promise", post, until="2026-12-01", word="")
        turn_to(stage, TUE, 16)
        assert await nudged(stage) == ids(MIO)
        assert (await stage.follow_up(post)).next_nudge_at == at(TUE + 1, 10, 0)
