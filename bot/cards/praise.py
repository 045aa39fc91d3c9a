"""Praise: the form, what who praised sees of it, and what who was praised gets."""

from __future__ import annotations

from typing import assert_never

from microsoft_teams.cards import Action, CardElement, ChoiceSetInput, ExecuteAction, QueryData, TextInput

from bot.cards.parts import HIDDEN, Reader, box, explanation, finished, heading, line
from bot.cards.rendered import Rendered
from models.praise_views import AnyPraiseView, PraiseFormView, PraiseGivenView, PraiseView
from models.praising import FORM_AT_MOST, LENGTH_AT_MOST

PEOPLE = "graph.microsoft.com/users"
"""Teams' own search of people; what is chosen is an Entra object id.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/people-picker
"""


def praise_card(view: AnyPraiseView, reader: Reader) -> Rendered:
    match view:
        case PraiseFormView():
            return _form(view, reader)
        case PraiseGivenView():
            return _given(view, reader)
        case PraiseView():
            return _got(view, reader)
        case _:
            assert_never(view)


def _form(view: PraiseFormView, reader: Reader) -> Rendered:
    """Sends ``form``, ``to`` and ``words``. Who is chosen already stands there as words and cannot be changed."""
    title = reader.say("praise-heading")
    body: list[CardElement] = []
    if view.notice:
        key, values = view.notice
        body.append(line(reader.say(key, **values), strong=True))
    body.append(heading(title))
    if view.left <= 0:
        body.append(explanation(reader.say("praise-none-left")))
        return finished(reader, title, body)
    body.append(line(reader.say("praise-for", name=view.name)) if view.to else _whom(reader))
    body += [_words(view, reader), explanation(reader.say("praise-explained", left=view.left))]
    body += _on_roll(view, reader)
    data = {"form": view.form_id} | ({"to": view.to} if view.to else {})
    send = ExecuteAction(verb="give_praise", title=reader.say("praise-send"), data=data, style="positive")
    return finished(reader, title, body, [send])


def _whom(reader: Reader) -> ChoiceSetInput:
    hint = reader.say("praise-to-hint")
    people = QueryData(dataset=PEOPLE)
    return ChoiceSetInput(
        id="to", label=reader.say("praise-to"), choices=[], choices_data=people, placeholder=hint, wrap=True
    )


def _words(view: PraiseFormView, reader: Reader) -> TextInput:
    return TextInput(
        id="words",
        label=reader.say("praise-words", at_most=LENGTH_AT_MOST),
        value=HIDDEN.sub("", view.words) or None,
        placeholder=reader.say("praise-words-hint"),
        is_multiline=True,
        max_length=FORM_AT_MOST,
    )


def _given(view: PraiseGivenView, reader: Reader) -> Rendered:
    if view.taken_back:
        said = reader.say("praise-taken-back", name=view.name)
        return finished(reader, said, [line(said), _left(view, reader)])
    title = reader.say("praise-given", name=view.name)
    body: list[CardElement] = [line(title, strong=True)]
    if view.text:
        body.append(box([line(HIDDEN.sub("", view.text))], "emphasis"))
    body.append(explanation(reader.say("praise-given-explained")))
    body += _on_roll(view, reader)
    if not view.has_chat:
        body.append(line(reader.say("praise-no-chat", name=view.name), subtle=True))
    body.append(_left(view, reader))
    back: list[Action] = [
        ExecuteAction(verb="take_praise_back", title=reader.say("praise-take-back"), data={"praise": view.praise_id})
    ]
    return finished(reader, title, body, back)


def _left(view: PraiseGivenView, reader: Reader) -> CardElement:
    key = "praise-left" if view.left > 0 else "praise-none-left"
    return explanation(reader.say(key, left=view.left))


def _on_roll(view: AnyPraiseView, reader: Reader) -> list[CardElement]:
    return [explanation(reader.say("praise-on-roll"))] if view.on_roll else []


def _got(view: PraiseView, reader: Reader) -> Rendered:
    title = reader.say("praise-got")
    body: list[CardElement] = [
        heading(title),
        line(reader.say("praise-got-from", name=view.name), strong=True),
        box([line(HIDDEN.sub("", view.text))], "good"),
        explanation(reader.say("praise-got-explained")),
        *_on_roll(view, reader),
    ]
    return finished(reader, reader.say("praise-got-summary", name=view.name), body)
