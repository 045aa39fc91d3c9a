"""Presses on the bot's cards, and what the bot's answer does to the presser's screen.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
"""

from __future__ import annotations

from dataclasses import dataclass

from rehearsal.activities import Scene
from rehearsal.delivery import Outcome
from rehearsal.people import Person
from rehearsal.sign_in import Waiting
from rehearsal.stage import Stage
from rehearsal.wire import BadInput, Json, as_mapping, as_text
from rehearsal.world import BOT, Message

CARD_ANSWER = "application/vnd.microsoft.card.adaptive"
TEXT_ANSWER = "application/vnd.microsoft.activity.message"
ERROR_ANSWER = "application/vnd.microsoft.error"
LOGIN_ANSWER = "application/vnd.microsoft.activity.loginRequest"
CONSENT_ANSWER = "application/vnd.microsoft.error.preconditionFailed"
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
    """Presses an Action.Execute. A card in the answer replaces this one for this person; a text is shown to them.

    Where the bot asks the person to sign in, Teams does so silently and presses again; else the person is asked.
    """
    check_screen(stage, told.person, told.message)
    outcome = await _bring(stage, told, {})
    asked = _asked_to_sign_in(outcome)
    exchange = as_mapping(asked.get("tokenExchangeResource"))
    if exchange and (token := stage.sign_ins.silent_token(told.person)) is not None:
        given: Json = {"id": exchange.get("id"), "connectionName": asked.get("connectionName"), "token": token}
        outcome = await _bring(stage, told, {"authentication": given})
    if _is_answer(outcome, LOGIN_ANSWER) or _is_answer(outcome, CONSENT_ANSWER):
        stage.sign_ins.wait(told.person, told.message.id, Waiting(told.verb, told.data))
    _show(told, outcome)
    stage.changes.note()
    return outcome


async def consent(stage: Stage, person: Person, message: Message, *, accept: bool) -> Outcome:
    """The person answers Teams' question whether to sign in. With a yes the press is made again."""
    answered = stage.sign_ins.answer(person, message.id, accept=accept)
    stage.changes.note()
    if answered is None:
        return Outcome(None)
    waiting, code = answered
    told = Press(person, message, waiting.verb, waiting.data)
    check_screen(stage, person, message)
    outcome = await _bring(stage, told, {"state": code})
    _show(told, outcome)
    stage.changes.note()
    return outcome


async def _bring(stage: Stage, told: Press, signed_in: Json) -> Outcome:
    action: Json = {"type": "Action.Execute", "verb": told.verb, "data": told.data}
    scene = _scene(stage, told.person, told.message)
    value: Json = {"action": action, "trigger": told.trigger} | signed_in
    return await stage.delivery.bring(stage.activities.pressed(scene, told.message.id, value))


def _asked_to_sign_in(outcome: Outcome) -> Json:
    return as_mapping(as_mapping(outcome.body).get("value")) if _is_answer(outcome, LOGIN_ANSWER) else {}


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
    fine = (CARD_ANSWER, LOGIN_ANSWER, CONSENT_ANSWER)
    understood = outcome.status == 200 and (not outcome.body or any(_is_answer(outcome, kind) for kind in fine))
    return None if understood else went_wrong


def _is_answer(outcome: Outcome, kind: str) -> bool:
    return outcome.status == 200 and as_mapping(outcome.body).get("type") == kind
