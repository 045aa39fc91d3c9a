"""The buttons of a follow-up's card, two of them with a small form."""

from __future__ import annotations

from microsoft_teams.cards import (
    Action,
    ActionStyle,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    ExecuteAction,
    OpenUrlAction,
    ShowCardAction,
    TextInput,
)

from bot.cards.parts import Reader, explanation, name
from models.acts import REASONS, WORD_AT_MOST
from models.views import FollowUpView


def button(verb: str, view: FollowUpView, reader: Reader, *, first: bool) -> Action:
    """The button of a verb. ``first`` makes it stand out: the thing that helps most."""
    style: ActionStyle | None = "positive" if first else None
    again = verb == "promise" and view.status == "promised"
    title = reader.say("button-promise-again" if again else f"button-{verb}")
    if verb == "promise":
        return ShowCardAction(title=title, style=style, card=_promise_form(view, reader))
    if verb == "settle":
        return ShowCardAction(title=title, style=style, card=_settle_form(view, reader))
    return _press(verb, title, view, style)


def open_in_teams(link: str, reader: Reader, author: str | None = None) -> list[Action]:
    """The button to the thread; none without a link. ``author`` tells screen readers which of many buttons it is."""
    if not link.startswith("https://"):
        return []
    tooltip = reader.say("button-open-of", name=name(author)) if author else None
    return [OpenUrlAction(title=reader.say("button-open"), url=link, tooltip=tooltip)]


def _press(verb: str, title: str, view: FollowUpView, style: ActionStyle | None) -> ExecuteAction:
    """A press as the handlers take it. The card says what was seen; who pressed it is for Teams to say."""
    seen = {"follow_up": view.follow_up_id, "version": view.version, "thread": view.thread_id}
    return ExecuteAction(title=title, verb=verb, data=seen, style=style)


def _promise_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``until`` (YYYY-MM-DD) and ``word``."""
    until = DateInput(
        id="until",
        label=reader.say("promise-until"),
        min=view.promise_from.isoformat(),
        value=view.promise_default.isoformat(),
        is_required=True,
        error_message=reader.say("promise-until-missing"),
    )
    word = TextInput(
        id="word",
        label=reader.say("promise-word"),
        placeholder=reader.say("promise-word-example"),
        is_multiline=True,
        max_length=WORD_AT_MOST,
    )
    send = _press("promise", reader.say("promise-send"), view, "positive")
    return _form([until, word, explanation(reader.say("promise-explained"))], send)


def _settle_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``reason``, one of ``REASONS``, and ``words``."""
    reason = ChoiceSetInput(
        id="reason",
        label=reader.say("settle-reason"),
        choices=[Choice(title=reader.say(f"reason-{code}"), value=code) for code in REASONS],
        style="expanded",
        wrap=True,
        is_required=True,
        error_message=reader.say("settle-reason-missing"),
    )
    words = TextInput(id="words", label=reader.say("settle-words"), is_multiline=True, max_length=WORD_AT_MOST)
    send = _press("settle", reader.say("settle-send"), view, "positive")
    return _form([reason, words, explanation(reader.say("settle-explained"))], send)


def _form(fields: list[CardElement], send: Action) -> AdaptiveCard:
    return AdaptiveCard(version="1.5", body=fields, actions=[send])
