"""The dry run: the same list as the jobs gave over the same past, another under other rules, and nobody told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from jobs import nudge
from jobs.dry_run import DryRun, dry_run
from models.community_file import parse
from models.db import nudges
from models.db.columns import metadata
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction
from models.incoming import Installed
from models.nudging import MORNING, Told
from models.outgoing import Undeliverable
from tests.handlers.leaving import joins, leaves
from tests.jobs.days import Days
from tests.jobs.when import FRI, MON, THU, TUE, WED, at, turn_to
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, TEAM, YUI, Stage, staged

BEGIN, END = at(MON, 0), at(28, 0)
TWICE_AS_OFTEN = COMMUNITY.replace('nudge_every = "4h"', 'nudge_every = "2h"')


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        yield made


async def replayed(stage: Stage, community: str = COMMUNITY, **changes: Any) -> DryRun:
    span = {"since": BEGIN, "until": stage.clock.now + timedelta.resolution} | changes
    return await dry_run(stage.store, parse(community), **span)


async def really(stage: Stage) -> list[Told]:
    """Whom the jobs told of a step, as they wrote it down."""
    return await stage.store.read(lambda tx: nudges.told_between(tx, TEAM, BEGIN, END), stage.clock.now)


async def really_mornings(stage: Stage) -> list[tuple[str, int, str]]:
    """What morning cards told of that no step had put there anew: to whom, on which card."""
    return await stage.store.read(_really_mornings, stage.clock.now)


def _really_mornings(tx: Transaction) -> list[tuple[str, int, str]]:
    query = select(outbox.c.state, outbox.c.payload).where(outbox.c.key.like("nudge:%"))
    cards = [(row.state, json.loads(row.payload)) for row in tx.connection.execute(query)]
    steps = {(one.member_id, one.card, one.follow_up_id) for one in nudges.told_between(tx, TEAM, BEGIN, END)}
    listed = [
        (card["to"], card["values"]["number"], item[0])
        for state, card in cards
        if card["values"]["morning"]
        if state == "sent"
        for item in card["values"]["items"]
    ]
    return sorted(one for one in listed if one not in steps)


def mornings(run: DryRun) -> list[tuple[str, int, str]]:
    return sorted((one.member_id, one.card, one.follow_up_id) for one in run.nudges if one.asks == MORNING)


def steps(run: DryRun) -> list[Told]:
    return [one for one in run.nudges if one.asks != MORNING]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1))
async def test_days_of_all_that_people_do_are_replayed_to_the_same_list(stage: Stage, seed: int) -> None:
    days = Days(stage, seed)
    turn_to(stage, MON, 7)
    for _ in range(4):
        await days.post(HANA)
    for half_hours in range(4 * 22):
        turn_to(stage, half_hours // 22, 8, half_hours % 22 * 30)
        for _ in range(days.chance.choice((0, 0, 1, 2))):
            await days.act()
        if days.chance.random() < 0.05:
            stage.teams.answers["send"] = [Undeliverable("not in the chat", "403")]
        await stage.tick()
        await stage.tick()  # in life the next look, a second later: after a refusal it asks others
    run = await replayed(stage)
    assert steps(run) == await really(stage)
    assert mornings(run) == await really_mornings(stage)
    assert len(steps(run)) > 10
    assert len(mornings(run)) > 2


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1))
async def test_looks_every_few_minutes_are_replayed_at_their_pace(stage: Stage, seed: int) -> None:
    days = Days(stage, seed)
    turn_to(stage, MON, 7)
    for _ in range(4):
        await days.post(HANA)
    for look in range(24 * 20):
        turn_to(stage, MON, 8, 6 + 3 * look)
        if look % 2 and days.chance.random() < 0.15:
            await days.act()
        await stage.tick()
    run = await replayed(stage, tick=timedelta(minutes=3))
    assert steps(run) == await really(stage)
    assert mornings(run) == await really_mornings(stage)
    assert len(steps(run)) > 5
    assert run.stops == ((BEGIN, at(MON, 8, 6)),)


async def test_other_rules_give_another_list(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    await stage.post(SORA, "議事録をとりたい")
    for hour in range(10, 19):
        turn_to(stage, MON, hour)
        await stage.tick()
    assert moments(await replayed(stage)) == [at(MON, 11), at(MON, 16)]
    assert moments(await replayed(stage, TWICE_AS_OFTEN)) == [at(MON, 11), at(MON, 14), at(MON, 16)]
    mio_owns = COMMUNITY.replace('owners = ["' + KEN.id, 'owners = ["' + MIO.id)
    assert {one.member_id for one in steps(await replayed(stage, mio_owns)) if one.at == at(MON, 11)} == {MIO.id}


async def test_what_was_heard_only_after_a_stop_is_replayed_as_unheard_until_then(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    post = await stage.post(SORA, "議事録をとりたい")
    turn_to(stage, MON, 10, 20)
    late = stage.replied(KEN, post)
    turn_to(stage, MON, 11)
    await stage.tick()
    turn_to(stage, TUE, 10, 59)
    await stage.dispatch(late)
    turn_to(stage, TUE, 11)
    await stage.tick()
    run = await replayed(stage)
    assert [(one.at, one.member_id) for one in steps(run)] == [(at(MON, 11), KEN.id)]
    assert steps(run) == await really(stage)
    assert (at(MON, 11), at(TUE, 11)) in run.stops


async def test_what_becomes_due_in_hindsight_is_told_at_the_next_look(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    post = await stage.post(SORA, "議事録をとりたい")
    await stage.react(HANA, post, added="like")
    for minutes in range(0, 90, 5):
        turn_to(stage, MON, 14, minutes)
        await stage.tick()
        if minutes == 60:
            turn_to(stage, MON, 15, 2)
            await stage.react(HANA, post, removed="like")
    run = await replayed(stage, tick=timedelta(minutes=5))
    assert [(one.at, one.member_id) for one in steps(run)] == [(at(MON, 15, 5), KEN.id)]
    assert steps(run) == await really(stage)


async def test_a_chosen_theme_has_its_owners_asked_from_the_first_step_in_the_replay_as_well(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    post = await stage.post(SORA, "雑談です")
    for hour in range(11, 19):
        turn_to(stage, MON, hour)
        await stage.tick()
        if hour == 13:
            turn_to(stage, MON, hour, 30)
            await stage.press(HANA, "choose_theme", post, theme="meeting")
    run = await replayed(stage)
    assert [(one.at, one.asks) for one in steps(run)] == [(at(MON, 11), "owner"), (at(MON, 14), "owner")]
    assert steps(run) == await really(stage)


async def test_what_people_do_at_the_moment_of_a_look_comes_after_its_steps_as_it_did(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    post = await stage.post(SORA, "議事録をとりたい")
    turn_to(stage, MON, 11)
    await nudge.take_steps(stage.ports, [])
    await stage.press(HANA, "claim", post)
    for hour in range(11, 19):
        turn_to(stage, MON, hour)
        await stage.tick()
    run = await replayed(stage)
    assert steps(run) == await really(stage)
    assert [(one.at, one.member_id) for one in steps(run)] == [(at(MON, 16), HANA.id)]


async def test_who_left_the_team_is_gone_from_the_replay_as_well_and_back_when_they_were(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    claimed, promised = await stage.post(SORA, "議事録をとりたい"), await stage.post(YUI, "問い合わせが多い")
    await stage.press(KEN, "claim", claimed)
    await stage.press(KEN, "promise", promised, until="2026-12-04")
    for day, event in ((MON, None), (TUE, leaves), (WED, None), (THU, joins), (FRI, None)):
        turn_to(stage, day, 11)
        if event is not None:
            await event(stage, KEN)
        for hour in (11, 14, 17):
            turn_to(stage, day, hour)
            await stage.tick()
    run = await replayed(stage)
    assert steps(run) == await really(stage)
    assert {one.asks for one in run.nudges} >= {"passed", "owner"}


async def test_a_morning_card_that_teams_refused_is_not_on_the_list(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    await stage.press(KEN, "promise", await stage.post(SORA), until="2026-12-01", word="もう少しお待ちください")
    await stage.deliver_all()
    turn_to(stage, TUE, 9)
    stage.teams.answers["send"] = [Undeliverable("not in the chat", "403")]
    await stage.tick()
    assert stage.teams.of("send", KEN) == []
    run = await replayed(stage)
    assert KEN.id not in {one.member_id for one in run.nudges}
    assert steps(run) == await really(stage)


async def test_nothing_is_written_and_nobody_told(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    post = await stage.post(SORA, "議事録をとりたい")
    await stage.press(KEN, "claim", post)
    await stage.say(KEN, "away until 12/4")
    for day in (MON, TUE, WED, THU, FRI):
        turn_to(stage, day, 13)
        await stage.tick()
    asked, before = list(stage.teams.asked), await contents(stage)
    run = await replayed(stage)
    assert steps(run) == await really(stage) != []
    assert stage.teams.asked == asked
    assert await contents(stage) == before


async def test_only_what_lies_between_the_two_moments_is_listed_but_all_of_the_past_counts(stage: Stage) -> None:
    turn_to(stage, MON, 10)
    await stage.post(SORA, "議事録をとりたい")
    for day in (MON, TUE, WED):
        turn_to(stage, day, 17)
        await stage.tick()
    run = await replayed(stage, since=at(TUE, 0), until=at(WED, 0))
    assert steps(run) == [one for one in await really(stage) if at(TUE, 0) <= one.at < at(WED, 0)] != []
    assert {one.number for one in steps(run)} == {2}


async def test_a_ledger_at_which_nobody_looked_has_no_nudges(stage: Stage) -> None:
    await stage.post(SORA)
    stage.clock.forward(days=3)
    run = await replayed(stage)
    assert run.nudges == ()
    assert run.stops == ((BEGIN, stage.clock.now + timedelta.resolution),)


def moments(run: DryRun) -> list[datetime]:
    return sorted({one.at for one in steps(run)})


async def contents(stage: Stage) -> dict[str, list[Any]]:
    """Every row of every table."""
    return await stage.store.read(
        lambda tx: {
            one.name: [tuple(row) for row in tx.connection.execute(select(one))] for one in metadata.sorted_tables
        },
        stage.clock.now,
    )
