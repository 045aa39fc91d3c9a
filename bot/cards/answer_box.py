"""The box on a follow-up's card into which an answer is written.

It opens by a press that the bot hears, so that who opens it second can be told who is at it.
"""

from __future__ import annotations

from microsoft_teams.cards import Action, ActionSet, CardElement, TextInput

from bot.cards.follow_up_buttons import open_in_teams, press
from bot.cards.parts import HIDDEN, Reader, box, explanation
from models.acts import ANSWER_AT_MOST
from models.views import FollowUpView


def answer_box(view: FollowUpView, reader: Reader) -> list[CardElement]:
    """The open box; where it cannot be sent any more, what stood in it, to be copied; else nothing."""
    if view.writing:
        return [
            box([_field(view, reader), explanation(reader.say("answer-explained")), _ways(view, reader)], "default")
        ]
    if view.draft and "write_answer" not in view.verbs:
        return [TextInput(id="text", label=reader.say("answer-not-sent"), value=_draft(view), is_multiline=True)]
    return []


def _field(view: FollowUpView, reader: Reader) -> TextInput:
    """Sends ``text``. It is sent along with every button of the card, so that none of them loses what stands there.

    It is not required: an empty one would keep every other button from being pressed. To somebody new it begins with a
    word of welcome.
    """
    welcome = _welcome(view, reader)
    return TextInput(
        id="text",
        label=reader.say("answer-text-newcomer" if welcome else "answer-text"),
        value=_draft(view) or (f"{welcome}\n" if welcome else None),
        is_multiline=True,
        max_length=ANSWER_AT_MOST,
    )


def _ways(view: FollowUpView, reader: Reader) -> ActionSet:
    """To send it, to reply in Teams instead, which is better, and to close the box.

    The word of welcome is sent as ``welcome`` as well: by itself it is no answer.
    """
    welcome = _welcome(view, reader)
    given = {"welcome": welcome} if welcome else {}
    ways: list[Action] = [press("write_answer", reader.say("answer-send"), view, "positive", **given)]
    ways += open_in_teams(view.link, reader.say("button-reply"))
    ways.append(press("stop_answer", reader.say("answer-close"), view, None))
    return ActionSet(actions=ways, spacing="Small")


def _welcome(view: FollowUpView, reader: Reader) -> str | None:
    return reader.say("answer-welcome", name=view.author) if view.newcomer else None


def _draft(view: FollowUpView) -> str | None:
    return HIDDEN.sub("", view.draft) if view.draft else None
