"""Presses on the bot's cards, and what the bot's answer does to the presser's screen.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
"""

from __future__ import annotations

from dataclasses import dataclass

from rehearsal.activities import Scene
from rehearsal.delivery import Outcome
from rehearsal.people import Person
from rehearsal.stage import Stage
from rehearsal.wire import BadInput, Json, as_mapping, as_text
from rehearsal.world import BOT, Message

CARD_ANSWER = "application/vnd.microsoft.card.adaptive"
TEXT_ANSWER = "application/vnd.microsoft.activity.message"
ERROR_ANSWER = "application/vnd.microsoft.error"
WENT_WRONG = {
    "ja": "問題が発生しました。もう一度お試しください。",
    "en": "Something went wrong. Please try again.",
}


@dataclass(frozen=True, slots=True)
class Press:
    """``data`` is the card's data with the inputs merged in; ``trigger`` is manual or automatic (a refresh)."""

    person: Person
    message: Message
    verb: str
    data: Json
    trigger: str = "manual"


async def press(stage: Stage, told: Press) -> Outcome:
    """Presses an Action.Execute. A card in the answer replaces this one for this person; a text is shown to them."""
    check_screen(stage, told.person, told.message)
    action: Json = {"type": "Action.Execute", "verb": told.verb, "data": told.data}
    scene = _scene(stage, told.person, told.message)
    activity = stage.activities.pressed(scene, told.message.id, action, told.trigger)
    outcome = await stage.delivery.bring(activity)
    _show(told, outcome)
    stage.changes.note()
    return outcome


async def submit(stage: Stage, person: Person, message: Message, value: object) -> Outcome:
    """Presses an Action.Submit."""
    check_screen(stage, person, message)
    activity = stage.activities.submitted(_scene(stage, person, message), message.id, value)
    return await stage.delivery.bring(activity)


def check_screen(stage: Stage, person: Person, message: Message) -> None:
    """Raises BadInput unless this person has the bot's card before them."""
    if not stage.world.sees(person, message):
        raise BadInput(f"{person.name} does not see this message.", 403)
    if message.author != BOT or message.deleted or message.card is None:
        raise BadInput("There is no card of the bot to press.", 409)


def _scene(stage: Stage, person: Person, message: Message) -> Scene:
    at = stage.clock.now()
    return Scene(person, at, message.conversation_id, stage.world.fresh_id(at))


def _show(told: Press, outcome: Outcome) -> None:
    message, value = told.message, as_mapping(outcome.body).get("value")
    message.notice = _notice(told.person, outcome)
    message.notice_for = None if message.notice is None else told.person.id
    if not _is_answer(outcome, CARD_ANSWER) or not isinstance(value, dict):
        return
    if message.conversation_id.startswith("a:") or message.targeted_to is not None:
        message.card = value
    else:
        message.cards_for[told.person.id] = value


def _notice(person: Person, outcome: Outcome) -> str | None:
    """What Teams writes below the card; None: nothing."""
    went_wrong = WENT_WRONG.get(person.language, WENT_WRONG["en"])
    value = as_mapping(outcome.body).get("value")
    if _is_answer(outcome, TEXT_ANSWER):
        return as_text(value)
    if _is_answer(outcome, ERROR_ANSWER):
        return as_text(as_mapping(value).get("message")) or went_wrong
    understood = outcome.status == 200 and (not outcome.body or _is_answer(outcome, CARD_ANSWER))
    return None if understood else went_wrong


def _is_answer(outcome: Outcome, kind: str) -> bool:
    return outcome.status == 200 and as_mapping(outcome.body).get("type") == kind
