"""The form for an attempt: it asks for little; what it saves is hidden until somebody likes to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from microsoft_teams.cards import (
    ActionSet,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    ExecuteAction,
    TextInput,
    ToggleInput,
    ToggleVisibilityAction,
)

from bot.cards.parts import HIDDEN, Reader, explanation, name
from models.attempt_views import AttemptForm
from models.attempts import WORDS_AT_MOST, Came

HOURS = "hours"
"""The part that is hidden."""
DIGITS_AT_MOST = 20
NUMBERS = ("minutes_before", "minutes_after", "times_a_month", "people")


def form(shown: AttemptForm, reader: Reader) -> Iterator[CardElement]:
    """Sends what models/attempts.py, ``told``, reads, and ``post``."""
    if not shown.version:
        yield explanation(reader.say("attempt-intro"))
    yield _words("tried", shown, reader)
    if shown.themes:
        yield _theme(shown, reader)
    yield _came(shown, reader)
    yield _words("learned", shown, reader)
    more = ToggleVisibilityAction(title=reader.say("attempt-hours"), target_elements=[HOURS])
    yield ActionSet(actions=[more], spacing="Small")
    yield _hours(shown, reader)
    if shown.may_post:
        yield ToggleInput(
            id="post",
            label=reader.say("attempt-post"),
            title=reader.say("attempt-post-tick"),
            value="true" if shown.posts else "false",
            wrap=True,
        )
    else:
        yield explanation(reader.say("attempt-post-elsewhere"))
    sent = {"attempt": shown.id, "version": shown.version}
    keep = ExecuteAction(verb="keep_attempt", title=reader.say("attempt-keep"), data=sent, style="positive")
    yield ActionSet(actions=[keep])


def _words(field: str, shown: AttemptForm, reader: Reader) -> TextInput:
    return TextInput(
        id=field,
        label=reader.say(f"attempt-{field}"),
        placeholder=reader.say(f"attempt-{field}-example"),
        value=_typed(field, shown) or None,
        is_multiline=True,
        max_length=WORDS_AT_MOST,
    )


def _theme(shown: AttemptForm, reader: Reader) -> ChoiceSetInput:
    choices = [Choice(title=name(called), value=code) for code, called in shown.themes]
    return ChoiceSetInput(
        id="theme",
        label=reader.say("attempt-theme"),
        choices=choices,
        value=_chosen("theme", choices, shown),
        placeholder=reader.say("attempt-theme-none"),
        wrap=True,
    )


def _came(shown: AttemptForm, reader: Reader) -> ChoiceSetInput:
    choices = [Choice(title=reader.say(f"attempt-came-{came.value}"), value=came.value) for came in Came]
    return ChoiceSetInput(
        id="came_of_it",
        label=reader.say("attempt-came"),
        choices=choices,
        value=_chosen("came_of_it", choices, shown),
        style="expanded",
        wrap=True,
    )


def _typed(field: str, shown: AttemptForm) -> str:
    """What stands in a field, without what nobody sees."""
    return HIDDEN.sub("", shown.fields.get(field, ""))


def _chosen(field: str, choices: Sequence[Choice], shown: AttemptForm) -> str | None:
    """What a press sent may be none of the choices: then nothing is chosen."""
    sent = shown.fields.get(field)
    return sent if sent in [choice.value for choice in choices] else None


def _hours(shown: AttemptForm, reader: Reader) -> Container:
    """Open where something of it was written."""
    fields: list[CardElement] = [
        TextInput(
            id=field,
            label=reader.say(f"attempt-{field.replace('_', '-')}"),
            value=_typed(field, shown)[:DIGITS_AT_MOST] or None,
            max_length=DIGITS_AT_MOST,
        )
        for field in NUMBERS
    ]
    written = any(shown.fields.get(field) for field in NUMBERS if field != "people")
    items: list[CardElement] = [explanation(reader.say("attempt-hours-explained")), *fields]
    return Container(id=HOURS, items=items, is_visible=written)
