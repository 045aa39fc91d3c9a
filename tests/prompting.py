"""Short words for what the PMO does with prompts, on a stage."""

from __future__ import annotations

from typing import Any

from handlers.registry import Outcome
from jobs import prompts
from models.incoming import Person, Pressed, ReplyArrived
from models.prompt_views import PromptsView, PromptView
from tests.stage import CHANNEL, Asked, Stage

TUESDAY: dict[str, Any] = {"day": "2026-12-01", "at": "11:00"}
"""The day after the stage begins, in working time."""


async def pressed(stage: Stage, by: Person, verb: str, **fields: Any) -> Outcome:
    return await stage.dispatch(Pressed(stage.chat(by), by, verb, fields))


async def listed(stage: Stage, by: Person) -> PromptsView:
    """What ``prompt`` answers."""
    await stage.say(by, "お題")
    await stage.deliver_all()
    view = stage.teams.of("send", by)[-1].view
    assert isinstance(view, PromptsView)
    return view


async def planned(stage: Stage, by: Person, text: str = "最近、何に使いましたか。", **fields: Any) -> PromptsView:
    """The form of ``by`` is sent. Returns the card that answers."""
    form = (await listed(stage, by)).form
    assert form is not None
    outcome = await pressed(stage, by, "plan_prompt", **({"token": form.token, "text": text} | TUESDAY | fields))
    assert isinstance(outcome.view, PromptsView)
    return outcome.view


async def clock_ticks(stage: Stage) -> None:
    """The job takes what is due, Teams gets it, and the job hears of that."""
    await prompts.run(stage.ports)
    await stage.deliver_all()
    await prompts.run(stage.ports)
    await stage.deliver_all()


def in_channel(stage: Stage) -> list[PromptView]:
    """The prompts that everybody sees, oldest first."""
    return [view for one in _shown(stage) if isinstance(view := one.view, PromptView)]


def thread_of_last(stage: Stage) -> str:
    return f"{CHANNEL};messageid={_ids(stage)[-1]}"


def told(stage: Stage, to: Person) -> list[tuple[str, dict[str, Any]]]:
    """What the bot said of prompts to somebody in private, unasked."""
    views = [one.view for one in stage.teams.of("send", to)]
    return [view.notice for view in views if isinstance(view, PromptsView) and view.notice]


async def replied(stage: Stage, by: Person, text: str) -> ReplyArrived:
    """Somebody replies to the last prompt, a minute after whatever was before."""
    stage.clock.forward(minutes=1)
    number = str(next(stage._numbers))
    thread = thread_of_last(stage)
    event = ReplyArrived(stage.envelope(thread, number), thread, number, by, text)
    await stage.dispatch(event)
    return event


def _shown(stage: Stage) -> list[Asked]:
    return [one for one in stage.teams.of("send") if one.conversation_id == CHANNEL]


def _ids(stage: Stage) -> list[str]:
    """Teams' ids of what stands in the channel: the stage's Teams counts what it gives."""
    given = [one for one in stage.teams.asked if one.what != "react"]
    return [f"b{stage.teams.asked.index(one) + 1}" for one in given if one in _shown(stage)]
