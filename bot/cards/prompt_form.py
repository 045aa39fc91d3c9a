"""The form in which a prompt is planned, or changed.

Sends ``text``, ``theme``, ``layer``, ``how`` (``once`` or ``weekly``), ``day``, ``at`` and ``channel``.
"""

from __future__ import annotations

from microsoft_teams.cards import (
    Action,
    ActionSet,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    ExecuteAction,
    ShowCardAction,
    TextInput,
    TimeInput,
)

from bot.cards.parts import HIDDEN, Reader, box, explanation, name
from models.community import Layer
from models.prompt_views import NOTHING, PromptForm
from models.prompting import TEXT_AT_MOST


def form_action(form: PromptForm, reader: Reader) -> ShowCardAction:
    """A button that opens the form on the card."""
    card = AdaptiveCard(version="1.5", body=_fields(form, reader), actions=[_send(form, reader)])
    return ShowCardAction(title=reader.say("prompt-plan"), card=card)


def form_box(form: PromptForm, reader: Reader) -> list[CardElement]:
    """The form as it stands open, with a way to close it."""
    close = ExecuteAction(verb="edit_prompt", title=reader.say("prompt-close"), data={})
    ways: list[Action] = [_send(form, reader), close]
    return [box([*_fields(form, reader), ActionSet(actions=ways)], "default")]


def _send(form: PromptForm, reader: Reader) -> ExecuteAction:
    which = {"prompt": form.editing, "version": form.version} if form.editing else {}
    title = reader.say("prompt-save" if form.editing else "prompt-send")
    return ExecuteAction(verb="plan_prompt", title=title, data={"token": form.token} | which, style="positive")


def _fields(form: PromptForm, reader: Reader) -> list[CardElement]:
    text = TextInput(
        id="text",
        label=reader.say("prompt-text"),
        value=HIDDEN.sub("", form.text) or None,
        is_multiline=True,
        max_length=TEXT_AT_MOST,
    )
    body: list[CardElement] = [text]
    if form.themes:
        none = Choice(title=reader.say("prompt-theme-none"), value=NOTHING)
        themes = [none, *(Choice(title=name(one.called), value=one.value) for one in form.themes)]
        body.append(_choice("theme", themes, form.theme, reader))
    layers = [Choice(title=reader.say(f"prompt-layer-{one}"), value=one.value) for one in Layer]
    own = Choice(title=reader.say("prompt-layer-own"), value=NOTHING)
    body.append(_choice("layer", [own, *layers], form.layer, reader))
    hows = [Choice(title=reader.say(f"prompt-how-{how}"), value=how) for how in ("once", "weekly")]
    body.append(_choice("how", hows, form.how, reader))
    body.append(DateInput(id="day", label=reader.say("prompt-day"), value=form.day or None))
    body.append(TimeInput(id="at", label=reader.say("prompt-at"), value=form.at or None))
    if len(form.channels) > 1:
        channels = [Choice(title=_channel(one.called, number, reader), value=one.value)
                    for number, one in enumerate(form.channels, start=1)]  # fmt: skip
        body.append(_choice("channel", channels, form.channel, reader))
    body.append(explanation(reader.say("prompt-form-explained")))
    return body


def _channel(words: str, number: int, reader: Reader) -> str:
    if not words:
        return reader.say("prompt-channel-empty", number=number)
    return reader.say("prompt-channel", words=words)


def _choice(field: str, choices: list[Choice], chosen: str, reader: Reader) -> ChoiceSetInput:
    value = chosen if chosen in {one.value for one in choices} else choices[0].value
    return ChoiceSetInput(id=field, label=reader.say(f"prompt-field-{field}"), choices=choices, value=value, wrap=True)
