"""A card that lists posts stays what it is when one of them is looked at."""

from __future__ import annotations

from typing import Any

from handlers.registry import Outcome
from models.incoming import Person, Pressed
from models.list_views import NudgeView, QueueView
from models.views import FollowUpView
from tests.jobs.when import MON, ids, nudged, turn_to
from tests.stage import KEN, MIO, SORA, Stage

MINUTES = "議事録を頼みました。"


async def pressed(stage: Stage, by: Person, verb: str, card: str | None, **fields: Any) -> Outcome:
    """A button on the card that Teams knows by this id."""
    return await stage.dispatch(Pressed(stage.chat(by), by, verb, fields, card))


async def live_card(stage: Stage) -> str:
    """Teams' id of Ken's nudge card: the fake Teams numbers what it is sent."""
    number = next(n for n, asked in enumerate(stage.teams.asked, 1) if (asked.what, asked.to) == ("send", KEN.id))
    return f"b{number}"


async def two_due(stage: Stage) -> list[str]:
    """Two posts of Ken's theme are due and on his card. Their follow-ups, by id."""
    posts = [await stage.post(SORA, MINUTES) for _ in range(2)]
    turn_to(stage, MON, 13)
    assert await nudged(stage) == ids(KEN)
    return [(await stage.follow_up(post)).id for post in posts]


async def test_a_nudge_card_stays_a_nudge_card_when_a_post_of_it_is_shown(stage: Stage) -> None:
    first, second = await two_due(stage)
    outcome = await pressed(stage, KEN, "show", await live_card(stage), follow_up=first)
    assert isinstance(outcome.view, NudgeView)
    assert [row.follow_up_id for row in outcome.view.rows] == [first, second]
    await stage.deliver_all()
    shown = stage.teams.of("send", KEN)[-1].view
    assert isinstance(shown, FollowUpView)
    assert shown.follow_up_id == first


async def test_the_queue_comes_beside_the_nudge_card(stage: Stage) -> None:
    first, second = await two_due(stage)
    outcome = await pressed(stage, KEN, "open_queue", await live_card(stage))
    assert isinstance(outcome.view, NudgeView)
    assert [row.follow_up_id for row in outcome.view.rows] == [first, second]
    await stage.deliver_all()
    queue = stage.teams.of("send", KEN)[-1].view
    assert isinstance(queue, QueueView)
    assert {row.follow_up_id for row in queue.rows} == {first, second}


async def test_the_queue_stays_as_it_was_turned(stage: Stage) -> None:
    first, _ = await two_due(stage)
    outcome = await pressed(stage, MIO, "show", "elsewhere", follow_up=first, which="theme", theme="meeting", page=0)
    assert isinstance(outcome.view, QueueView)
    assert (outcome.view.which, outcome.view.theme) == ("theme", "meeting")


async def test_a_participant_is_told_politely_that_the_list_is_not_for_them(stage: Stage) -> None:
    first, _ = await two_due(stage)
    for verb in ("show", "open_queue"):
        outcome = await pressed(stage, SORA, verb, await live_card(stage), follow_up=first)
        assert outcome.what == "refused"
    await stage.deliver_all()
    assert stage.teams.of("send", SORA) == []
