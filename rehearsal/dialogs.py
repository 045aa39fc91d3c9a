"""The actions of a message's menu, and the dialogs that they open on one person's screen.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
and https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/how-to/action-commands/respond-to-task-module-submit
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from rehearsal.activities import Scene
from rehearsal.delivery import Outcome
from rehearsal.people import Person
from rehearsal.stage import Stage
from rehearsal.wire import BadInput, Json
from rehearsal.world import BOT, Message


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose in a message's menu: a command's id; ``data`` is what its dialog sends, None at first."""

    person: Person
    message: Message
    command: str
    data: Json | None = None


async def choose(stage: Stage, told: Choice) -> Outcome:
    """Asks the bot. An answer that comes later than Teams waits is passed over; the bot is not told of that."""
    _check(stage, told)
    at = stage.clock.now()
    scene = Scene(told.person, at, told.message.conversation_id, stage.world.fresh_id(at))
    author = None if told.message.author == BOT else stage.world.person(told.message.author)
    activity = stage.activities.chosen(scene, told.message, author, told.command, told.data)
    try:
        within = stage.options.dialog_timeout.total_seconds()
        outcome = await asyncio.wait_for(stage.delivery.bring(activity), within)
    except TimeoutError:
        return Outcome(None)
    stage.changes.note()
    return outcome


def _check(stage: Stage, told: Choice) -> None:
    """Raises BadInput where the person has no such menu before them."""
    if not stage.world.sees(told.person, told.message):
        raise BadInput(f"{told.person.name} does not see this message.", 403)
    if told.message.deleted or told.message.targeted_to is not None:
        raise BadInput("This message has no menu.", 409)
