"""The opening: what happened in the community before the rehearsal begins, told to the bot in order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from rehearsal.acts import Acts
from rehearsal.casting import Cast, Step, read_cast
from rehearsal.stage import Stage
from rehearsal.wire import BadInput
from rehearsal.world import Message

log = logging.getLogger(__name__)
BETWEEN_ASKS_SECONDS = 0.25


async def play_when_bot_is_up(stage: Stage) -> None:
    """Waits for the bot's /healthz, no longer than the options say, then plays."""
    stage.opening = "waiting"
    until = time.monotonic() + stage.options.bot_up_within.total_seconds()
    while not await stage.delivery.bot_is_up():
        if time.monotonic() >= until:
            stage.opening = "gave up"
            stage.changes.note()
            log.error("The bot did not come up; start it, then POST /rehearsal/opening.")
            return
        await asyncio.sleep(BETWEEN_ASKS_SECONDS)
    await play(stage)


async def play(stage: Stage) -> None:
    """Installs the app, then plays every step at its moment of the past. Raises BadInput when the cast is wrong."""
    cast = read_cast(stage.options.cast_file)
    stage.opening = "playing"
    begins_at = stage.clock.now()
    named: dict[str, Message] = {}
    await _install(stage, cast)
    for step in cast.opening:
        await _play_step(stage, step, named, Acts(stage, _always(begins_at - step.ago)))
    stage.opening = "played"
    stage.changes.note()


async def _install(stage: Stage, cast: Cast) -> None:
    """The lead puts the app into the team an hour before the first step; others take it for themselves."""
    first = max((step.ago for step in cast.opening), default=timedelta(0)) + timedelta(hours=1)
    acts = Acts(stage, _always(stage.clock.now() - first))
    await acts.install(stage.world.lead(), personal=False)
    for person_id in cast.with_app:
        await acts.install(stage.world.person(person_id), personal=True)


async def _play_step(stage: Stage, step: Step, named: dict[str, Message], acts: Acts) -> None:
    person = stage.world.person(step.by)
    match step.does:
        case "post":
            done = await acts.post(person, step.text, stage.world.first_channel().id)
        case "reply":
            done = await acts.reply(person, step.text, _named(named, step).conversation_id)
        case "react":
            done = await acts.react(person, _named(named, step), step.reaction, remove=False)
        case _:
            raise BadInput(f"The opening cannot {step.does!r}; it knows post, reply and react.")
    message = stage.world.find_anywhere(done.message_id or "", None, stage.clock.now())
    if step.name is not None and message is not None:
        named[step.name] = message


def _named(named: dict[str, Message], step: Step) -> Message:
    if step.to not in named:
        raise BadInput(f"The opening has no earlier step named {step.to!r}.")
    return named[step.to]


def _always(at: datetime) -> Callable[[], datetime]:
    return lambda: at
