"""One at a time per conversation, oldest first; and nobody waits for another's conversation."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from jobs import deliver
from models.incoming import Person
from models.outgoing import RetryLater
from models.views import HelpView, NoticeView
from tests.jobs.busy_teams import busy
from tests.jobs.processes import serving, until
from tests.stage import HANA, KEN, MIO, SORA, Stage


def shown_to(stage: Stage, person: Person) -> list[type]:
    return [type(asked.view) for asked in stage.teams.of("send", person)]


async def test_what_goes_to_one_person_goes_in_order(stage: Stage) -> None:
    for _ in range(3):
        await stage.install(HANA)
        await stage.say(HANA, "help")
    await stage.deliver_all()
    assert shown_to(stage, HANA)[:2] == [NoticeView, HelpView]
    assert len(stage.teams.of("send", HANA)) == 4, "one welcome, and three answers"


async def test_a_conversation_never_has_two_calls_at_once(stage: Stage) -> None:
    teams = busy(stage)
    teams.always = lambda: asyncio.sleep(0.002)
    for person in (HANA, KEN, MIO):
        for _ in range(5):
            await stage.say(person, "help")
    await stage.deliver_all()
    assert len(teams.of("send")) == 15
    assert teams.collisions == 0


async def test_the_later_waits_while_the_earlier_pauses_and_others_go_on(stage: Stage) -> None:
    await stage.install(HANA)
    await stage.say(HANA, "help")
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(seconds=30))]
    await stage.deliver()
    await stage.say(KEN, "help")
    await stage.deliver()
    assert shown_to(stage, KEN) == [HelpView]
    assert shown_to(stage, HANA) == []
    stage.clock.forward(seconds=30)
    await stage.deliver()
    assert shown_to(stage, HANA) == [NoticeView, HelpView]


async def test_while_one_call_hangs_what_is_ordered_elsewhere_leaves(stage: Stage) -> None:
    teams = busy(stage)
    let_go = asyncio.Event()
    teams.meanwhile["send"] = [let_go.wait]
    await stage.say(HANA, "help")
    async with serving(stage.ports) as woken:
        await until(lambda: bool(teams.under_way))
        await stage.say(KEN, "help")
        await stage.post(SORA)
        woken.set()
        await until(lambda: len(teams.asked) == 2)
        assert sorted(asked.what for asked in teams.asked) == ["react", "send"]
        let_go.set()
        await until(lambda: len(teams.of("send")) == 2)


async def test_no_more_calls_are_under_way_than_were_meant(stage: Stage) -> None:
    teams = busy(stage)
    let_go = asyncio.Event()
    teams.always = let_go.wait
    for number in range(12):
        await stage.say(Person(f"cccccccc-0000-4000-8000-{number:012}", "29:c", "誰か"), "help")
    async with serving(stage.ports) as woken:
        await until(lambda: len(teams.under_way) == deliver.AT_ONCE)
        woken.set()
        await stage.say(HANA, "help")
        await stage.store.transact(lambda tx: None, stage.clock.now)
        assert len(teams.under_way) == deliver.AT_ONCE
        let_go.set()
        await until(lambda: len(teams.of("send")) == 13)


async def test_a_hundred_reactions_hold_no_card_up(stage: Stage) -> None:
    for _ in range(100):
        await stage.post(SORA)
    await stage.say(HANA, "help")
    await stage.deliver()
    assert len(stage.teams.of("send", HANA)) == 1
    assert len(stage.teams.of("react")) == 1


async def test_a_reaction_that_teams_postpones_keeps_no_promise_from_the_thread(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.teams.answers["react"] = [RetryLater("busy") for _ in range(50)]
    await stage.deliver()
    await stage.press(KEN, "promise", post, until="2026-12-02", word="")
    await stage.deliver()
    assert len(stage.teams.of("post")) == 1
    await stage.deliver_all()
    assert len(stage.teams.of("react")) == 1
