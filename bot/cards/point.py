"""The form of a message action's dialog: the message that was pointed at, and what there is to choose."""

from __future__ import annotations

from microsoft_teams.cards import CardElement, Choice, ChoiceSetInput, SubmitAction

from bot.cards.parts import Reader, box, explanation, finished, heading, line, name, one_line, paragraphs, shortened
from bot.cards.rendered import Rendered
from models.views import PointView

TEXT_LENGTH = 500
TEXT_PARAGRAPHS = 8
QUESTION_LENGTH = 60


def point_card(view: PointView, reader: Reader) -> Rendered:
    """Sends ``message``, and ``owner`` or ``question``. In a dialog Teams takes Action.Submit alone."""
    title = reader.say(f"point-{view.action}")
    body: list[CardElement] = [heading(title), line(reader.say("point-author", name=view.author), strong=True)]
    written = paragraphs(view.text, TEXT_LENGTH, TEXT_PARAGRAPHS)
    body.append(box([line(text) for text in written or (reader.say("post-text-none"),)], "emphasis"))
    if view.owners:
        choices = [Choice(title=name(one.name), value=one.id) for one in view.owners]
        missing = reader.say("point-owner-missing")
        body.append(_choice("owner", reader.say("point-owner"), missing, choices))
    if view.questions:
        choices = [Choice(title=_question(text, reader), value=one) for one, text in view.questions]
        missing = reader.say("point-question-missing")
        body.append(_choice("question", reader.say("point-question"), missing, choices))
    body.append(explanation(reader.say(f"point-{view.action}-explained")))
    send = SubmitAction(title=reader.say(f"point-{view.action}-send"), data={"message": view.message_id})
    return finished(reader, title, body, [send])


def _choice(field: str, label: str, missing: str, choices: list[Choice]) -> ChoiceSetInput:
    return ChoiceSetInput(
        id=field,
        label=label,
        choices=choices,
        value=choices[0].value,
        wrap=True,
        is_required=True,
        error_message=missing,
    )


def _question(text: str, reader: Reader) -> str:
    return shortened(one_line(text), QUESTION_LENGTH) or reader.say("point-question-no-text")
