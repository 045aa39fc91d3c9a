"""The buttons of a follow-up's card, some of them with a small form, and where each has its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

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

from bot.cards.parts import Reader, explanation, is_link, name
from models.acts import REASONS, WORD_AT_MOST
from models.splitting import ASKED_AT_MOST
from models.thanking import THANKS_AT_MOST
from models.theming import NONE
from models.views import Candidate, FollowUpView

HELPS_MOST = frozenset({"claim", "answer", "confirm"})
"""The verbs that bring a post nearer to its answer: where one comes first, its button stands out."""


MOST_ACTIONS = 6
"""Teams shows no more of a card's actions.
Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference"""
RARE = frozenset({"ask", "hand_over", "settle", "split", "choose_theme"})
"""The verbs that go first where there is no room for all."""


def arranged(verbs: Sequence[str], leading: int = 0) -> tuple[list[str], list[str]]:
    """The verbs that stand on the card beside the way to Teams, and those behind the one button for all others.

    ``leading``: how many buttons stand before them.
    """
    room = MOST_ACTIONS - 1 - leading
    if len(verbs) <= room:
        return list(verbs), []
    first = [verb for verb in verbs if verb not in RARE][: room - 1]
    return first, [verb for verb in verbs if verb not in first]


def proposal(view: FollowUpView, reader: Reader) -> list[Action]:
    """The button that promises the proposed day in one press; none without such a day."""
    if view.proposed is None:
        return []
    title = reader.say("button-promise-proposed", until=view.proposed)
    return [press("promise", title, view, None, until=view.proposed.isoformat())]


def more(verbs: Sequence[str], view: FollowUpView, reader: Reader) -> list[Action]:
    """The one button behind which the rarer ones are; none when there are none."""
    buttons = [button(verb, view, reader, first=False) for verb in verbs]
    card = AdaptiveCard(version="1.5", actions=buttons)
    return [ShowCardAction(title=reader.say("button-more"), card=card)] if buttons else []


def button(verb: str, view: FollowUpView, reader: Reader, *, first: bool) -> Action:
    """The button of a verb; what needs a date or a reason opens a small form."""
    again = verb == "promise" and view.status == "promised"
    title = reader.say("button-promise-again" if again else f"button-{verb}")
    if verb in _FORMS:
        return ShowCardAction(title=title, card=_FORMS[verb](view, reader))
    if verb == "write_answer":
        return begin_answer(view, title)
    return press(verb, title, view, "positive" if first and verb in HELPS_MOST else None)


def open_in_teams(link: str, title: str, style: ActionStyle | None = None) -> list[Action]:
    """The button to the thread; none without a link."""
    return [OpenUrlAction(title=title, url=link, style=style)] if is_link(link) else []


def like(view: FollowUpView, reader: Reader) -> list[Action]:
    """The button that sets the reader's own like; where they cannot be signed in, the way to the post to do it there.

    Tooltips tell screen readers which it is: both are called the same, for both end in a like.
    """
    title = reader.say("button-like")
    if view.like == "press" and reader.signs_in:
        explained = reader.say("button-like-explained")
        return [ExecuteAction(title=title, tooltip=explained, verb="like", data=_seen(view))]
    if view.like is None or not is_link(view.link):
        return []
    return [OpenUrlAction(title=title, tooltip=reader.say("button-like-there"), url=view.link)]


def undo(view: FollowUpView, verb: str, version: int, reader: Reader) -> ExecuteAction:
    """Takes back what was just done: ``undo_verb``, pressed on the card of ``undo_version``."""
    data = _seen(view) | {"undo_verb": verb, "undo_version": version}
    tooltip = reader.say("undo-explained")
    return ExecuteAction(title=reader.say("button-undo"), tooltip=tooltip, verb="undo", data=data)


def begin_answer(view: FollowUpView, title: str) -> ExecuteAction:
    """Opens the answer box (bot/cards/answer_box.py), with what stood in it when it was closed."""
    return press("begin_answer", title, view, None, **({"text": view.draft} if view.draft else {}))


def press(verb: str, title: str, view: FollowUpView, style: ActionStyle | None, **fields: str) -> ExecuteAction:
    """A press as the handlers take it. The card says what was seen; who pressed it is for Teams to say."""
    return ExecuteAction(title=title, verb=verb, data=_seen(view) | fields, style=style)


def _seen(view: FollowUpView) -> dict[str, Any]:
    return {"follow_up": view.follow_up_id, "version": view.version, "thread": view.thread_id}


def _promise_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``day``, one of ``view.promise_days``, or ``until``, which goes before it (YYYY-MM-DD), and ``word``."""
    word = TextInput(
        id="word",
        label=reader.say("promise-word-again" if view.promise_needs_word else "promise-word"),
        placeholder=reader.say("promise-word-example"),
        is_multiline=True,
        max_length=WORD_AT_MOST,
        is_required=view.promise_needs_word or None,
        error_message=reader.say("promise-word-missing") if view.promise_needs_word else None,
    )
    send = press("promise", reader.say("promise-send"), view, "positive")
    days = _promise_days(view, reader)
    return _form([*days, word, explanation(reader.say("promise-explained"))], [send])


def _promise_days(view: FollowUpView, reader: Reader) -> list[CardElement]:
    """The days to choose from, and a field for another; that field alone when there are none."""
    choices = [
        Choice(title=reader.say(f"promise-day-{one.word}", day=one.day), value=one.day.isoformat())
        for one in view.promise_days
    ]
    another = DateInput(
        id="until",
        label=reader.say("promise-another" if choices else "promise-until"),
        min=view.promise_from.isoformat(),
        is_required=None if choices else True,
        error_message=reader.say("promise-until-missing"),
    )
    if not choices:
        return [another]
    chosen = view.promise_default.isoformat() if view.promise_default else None
    listed = ChoiceSetInput(
        id="day", label=reader.say("promise-until"), choices=choices, value=chosen, style="expanded", wrap=True
    )
    return [listed, another]


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
    send = press("settle", reader.say("settle-send"), view, "positive")
    return _form([reason, words, explanation(reader.say("settle-explained"))], [send])


def _thanks_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``thanks``."""
    thanks = TextInput(
        id="thanks",
        label=reader.say("thank-text"),
        placeholder=reader.say("thank-example", name=view.answered_by or ""),
        max_length=THANKS_AT_MOST,
        is_required=True,
        error_message=reader.say("thank-text-missing"),
    )
    send = press("thank", reader.say("thank-send"), view, "positive")
    return _form([thanks, explanation(reader.say("answer-explained"))], [send])


def _hand_over_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``to``, the id of one of ``view.hand_over_to``."""
    to = _one_of("to", view.hand_over_to, reader.say("hand-over-to"), reader.say("hand-over-to-missing"))
    send = press("hand_over", reader.say("hand-over-send"), view, "positive")
    return _form([to, explanation(reader.say("hand-over-explained"))], [send])


def _ask_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``advisor``, the id of one of ``view.advisors``, and ``favour``, a word to them."""
    advisor = _one_of("advisor", view.advisors, reader.say("ask-whom"), reader.say("hand-over-to-missing"))
    favour = TextInput(id="favour", label=reader.say("ask-word"), is_multiline=True, max_length=WORD_AT_MOST)
    send = press("ask", reader.say("ask-send"), view, "positive")
    return _form([advisor, favour, explanation(reader.say("ask-explained"))], [send])


def _split_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``asked``, and ``owner``, the id of one of ``view.split_to``."""
    asked = TextInput(
        id="asked",
        label=reader.say("split-asked"),
        is_multiline=True,
        max_length=ASKED_AT_MOST,
        is_required=True,
        error_message=reader.say("split-asked-missing"),
    )
    to = _one_of("owner", view.split_to, reader.say("split-to"), reader.say("split-to-missing"))
    to.value = view.split_to[0].id if view.split_to else None
    send = press("split", reader.say("split-send"), view, "positive")
    return _form([asked, to, explanation(reader.say("split-explained"))], [send])


def _theme_form(view: FollowUpView, reader: Reader) -> AdaptiveCard:
    """Sends ``theme``, the code of one of ``view.themes``, or NONE."""
    none = Choice(title=reader.say("choose-theme-none"), value=NONE)
    choices = [*(Choice(title=name(one.name), value=one.id) for one in view.themes), none]
    has = view.theme_code if view.theme_code in {one.id for one in view.themes} else NONE
    which = ChoiceSetInput(id="theme", label=reader.say("choose-theme-which"), choices=choices, value=has, wrap=True)
    send = press("choose_theme", reader.say("choose-theme-send"), view, "positive")
    return _form([which, explanation(reader.say("choose-theme-explained"))], [send])


def _one_of(field: str, people: tuple[Candidate, ...], label: str, missing: str) -> ChoiceSetInput:
    """A list of names to choose one from; ``missing`` is said when none was chosen."""
    choices = [Choice(title=name(one.name), value=one.id) for one in people]
    return ChoiceSetInput(id=field, label=label, choices=choices, wrap=True, is_required=True, error_message=missing)


_FORMS: Mapping[str, Callable[[FollowUpView, Reader], AdaptiveCard]] = {
    "promise": _promise_form,
    "settle": _settle_form,
    "hand_over": _hand_over_form,
    "ask": _ask_form,
    "split": _split_form,
    "thank": _thanks_form,
    "choose_theme": _theme_form,
}


def _form(fields: list[CardElement], actions: list[Action]) -> AdaptiveCard:
    return AdaptiveCard(version="1.5", body=fields, actions=actions)
