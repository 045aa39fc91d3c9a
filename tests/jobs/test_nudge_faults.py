"""A follow-up that cannot be nudged keeps no other from it, and a card that could not be sent is no card."""

from __future__ import annotations

from jobs import nudge
from models.community_file import parse
from models.db import applying
from models.incoming import Installed
from models.list_views import NudgeView
from models.outgoing import Undeliverable
from tests.jobs.conftest import without_greeting, without_mornings
from tests.jobs.when import MON, ids, nudged, turn_to
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, TEAM, YUI, Stage, staged

OTHER = "19:other@thread.tacv2"
ELSEWHERE = COMMUNITY.replace(TEAM, OTHER)
CLOSED_FOR_GOOD = COMMUNITY.replace('holidays = "JP"', 'holidays = "JP"\nclosed = ["2026-12-01/2038-12-31"]')


async def test_a_community_without_any_working_time_ahead_keeps_no_other_from_its_nudges(migrated_url: str) -> None:
    async with staged(migrated_url) as stage:
        await stage.store.transact(lambda tx: applying.apply(tx, parse(ELSEWHERE)), stage.clock.now)
        stuck = await stage.post(SORA)
        fine = await stage.post(YUI, team_id=OTHER)
        await stage.store.transact(lambda tx: applying.apply(tx, parse(CLOSED_FOR_GOOD)), stage.clock.now)
        stage.clock.forward(days=1, hours=1)
        assert await nudge.run(stage.ports) == 1
        assert ((await stage.follow_up(stuck)).nudges, (await stage.follow_up(fine)).nudges) == (0, 1)


async def test_a_card_that_teams_refused_is_none_of_those_of_the_day(migrated_url: str) -> None:
    one_a_day = COMMUNITY.replace("nudge_every", "nudges_per_day = 1\nnudge_every")
    async with staged(migrated_url, one_a_day, migrated=True) as stage:
        await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA))
        await without_greeting(stage)
        await without_mornings(stage)
        await stage.post(SORA, "議事録を頼みました。")
        turn_to(stage, MON, 10, 30)
        stage.teams.answers["send"] = [Undeliverable("not in the roster", "BotNotInConversationRoster")]
        assert await nudged(stage) == []
        assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_where_teams_refuses_everyone_the_ladder_is_climbed_once_and_begins_again_in_its_time(
    stage: Stage,
) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    stage.teams.answers["send"] = [Undeliverable("Teams answered 403 to send.", "BotNotInConversationRoster")] * 100
    turn_to(stage, MON, 10, 30)
    for _ in range(10):
        assert await nudged(stage) == []
    assert (await stage.follow_up(post)).nudges == 3, "owner, PMO, lead"
    turn_to(stage, MON, 15, 29)
    await nudged(stage)
    assert (await stage.follow_up(post)).nudges == 3
    turn_to(stage, MON, 15, 30)
    for _ in range(10):
        await nudged(stage)
    assert (await stage.follow_up(post)).nudges == 6, "it never gives up"


async def test_a_card_that_takes_the_place_of_a_morning_card_that_did_not_leave_is_the_morning_card(
    migrated_url: str,
) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        await stage.dispatch(Installed(stage.envelope(TEAM, "1"), HANA))
        await without_greeting(stage)
        turn_to(stage, MON, 8)
        owed_today = await stage.post(SORA, "議事録を頼みました。")
        await stage.react(MIO, owed_today, added="like")
        await stage.post(YUI, "議事録を頼みました。")
        turn_to(stage, MON, 9)
        await nudge.run(stage.ports)
        turn_to(stage, MON, 9, 30)
        await stage.tick()
        (card,) = stage.teams.of("send", KEN)
        assert isinstance(card.view, NudgeView)
        assert (card.view.morning, len(card.view.rows)) == (True, 2)
