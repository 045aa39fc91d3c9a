"""The posts that wait, one row each, with the way to each and to the other pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from microsoft_teams.cards import (
    Action,
    ActionSet,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    ExecuteAction,
    OpenUrlAction,
    RefreshDefinition,
    RichTextBlock,
    ShowCardAction,
)

from bot.cards.parts import (
    Reader,
    author_key,
    box,
    explanation,
    finished,
    heading,
    is_link,
    line,
    name,
    one_line,
    shortened,
)
from bot.cards.rendered import Rendered
from models.list_views import NudgeRow, QueueRow, QueueView

ROWS = 10
TEXT_LENGTH = 60
THEME_LENGTH = 16
VERB = "queue"


def queue_card(view: QueueView, reader: Reader) -> Rendered:
    title = reader.say(f"queue-heading-{view.which}", total=view.total) if view.rows else reader.say(_empty(view))
    body: list[CardElement] = [heading(title)]
    if view.notice:
        body.insert(0, box([line(reader.say(view.notice), strong=True)], "accent"))
    if view.lapsed:
        body.append(explanation(reader.say("queue-pin-lapsed")))
    if view.late:
        body.append(explanation(reader.say("queue-late", late=view.late)))
    body.extend(_row(row, reader, _choice(view)) for row in view.rows[:ROWS])
    if view.rows:
        body.append(explanation(reader.say("queue-age-explained")))
    if view.pages > 1:
        body.append(explanation(reader.say("queue-page", page=view.page + 1, pages=view.pages)))
    return finished(reader, title, body, _ways(view, reader), _anew(view, reader))


def _empty(view: QueueView) -> str:
    """Nothing chosen waits; whether that is all, or others still have some."""
    return "queue-empty-here" if view.everyone else "queue-empty"


def _anew(view: QueueView, reader: Reader) -> RefreshDefinition | None:
    """The card draws itself anew for who has it, as they turned it.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views
    """
    if view.viewer is None:
        return None
    again = _turn(reader.say("button-queue-anew"), _choice(view))
    return RefreshDefinition(action=again, user_ids=[view.viewer])


def _choice(view: QueueView, **changes: Any) -> dict[str, Any]:
    chosen: dict[str, Any] = {"which": view.which, "theme": view.theme, "page": view.page} | changes
    return {name: value for name, value in chosen.items() if value is not None}


def _ways(view: QueueView, reader: Reader) -> Iterator[Action]:
    """To the next page and the one before, to one's own, to all, and to a theme's."""
    if view.page + 1 < view.pages:
        yield _turn(reader.say("button-queue-next"), _choice(view, page=view.page + 1))
    if view.page > 0:
        yield _turn(reader.say("button-queue-before"), _choice(view, page=view.page - 1))
    if view.which != "mine":
        yield _turn(reader.say("button-queue-mine", count=view.mine), {"which": "mine"})
    if view.which != "all":
        yield _turn(reader.say("button-queue-all", count=view.everyone), {"which": "all"})
    if reader.signs_in and view.viewer is not None:
        yield _pin(view, reader)
    if view.themes:
        yield ShowCardAction(title=reader.say("button-queue-themes"), card=_themes(view, reader))


def _pin(view: QueueView, reader: Reader) -> ExecuteAction:
    """To the top of the chat, or down from there. The queue stays turned as it was."""
    if view.pinned:
        title, explained = reader.say("button-unpin"), reader.say("button-unpin-explained")
        return ExecuteAction(title=title, tooltip=explained, verb="unpin", data=_choice(view))
    title, explained = reader.say("button-pin"), reader.say("button-pin-explained")
    return ExecuteAction(title=title, tooltip=explained, verb="pin", data=_choice(view))


def _turn(title: str, data: dict[str, Any]) -> ExecuteAction:
    return ExecuteAction(title=title, verb=VERB, data=data)


def _themes(view: QueueView, reader: Reader) -> AdaptiveCard:
    choices = [
        Choice(
            title=reader.say("queue-theme", theme=shortened(one_line(one.name), THEME_LENGTH), count=one.count),
            value=one.code,
        )
        for one in view.themes
    ]
    label = reader.say("queue-themes")
    value = view.theme if view.theme in {one.code for one in view.themes} else choices[0].value
    chosen = ChoiceSetInput(id="theme", label=label, choices=choices, value=value, wrap=True)
    show = _turn(reader.say("button-queue-theme"), {"which": "theme"})
    return AdaptiveCard(version="1.5", body=[chosen], actions=[show])


def _row(row: QueueRow, reader: Reader, turned: Mapping[str, Any]) -> Container:
    elements: list[CardElement] = [author_line(row, reader)]
    if text := shortened(one_line(row.text), TEXT_LENGTH):
        elements.append(line(text, spacing="None"))
    elements.extend(line(told, subtle=True, spacing="None") for told in _told(row, reader))
    elements.append(ways_on(row, reader, turned))
    return Container(items=elements, separator=True, spacing="Medium")


def _told(row: QueueRow, reader: Reader) -> Iterator[str]:
    """Which question it is, what is owed, by when, on which theme, and who has it in hand."""
    if row.part > 1:
        yield reader.say("post-part", part=row.part)
    yield reader.say(f"queue-owed-{row.owed}", age=row.age)
    yield from told_due(row, reader)
    if row.theme:
        yield reader.say("post-theme", theme=name(row.theme))
    part = "owner" if row.status == "waiting" else "holder"
    if row.mine:
        yield reader.say(f"queue-{part}-mine")
    elif row.holder:
        yield reader.say(f"queue-{part}", name=row.holder)


def told_due(row: QueueRow | NudgeRow, reader: Reader) -> Iterator[str]:
    """Until when an answer is promised, or hoped for."""
    if row.due_at and row.owed == "promise":
        yield reader.say("queue-promised-late" if row.late else "queue-promised", due=row.due_at)
    elif row.due_at:
        yield reader.say("queue-due-late" if row.late else "queue-due", due=row.due_at)


def author_line(row: QueueRow | NudgeRow, reader: Reader) -> RichTextBlock:
    return line(reader.say(author_key(newcomer=row.newcomer), name=row.author), strong=True)


def ways_on(row: QueueRow | NudgeRow, reader: Reader, turned: Mapping[str, Any] = MappingProxyType({})) -> ActionSet:
    """To the follow-up's own card, and to the post. Tooltips tell screen readers which of many equal buttons it is.

    The way to the post is a button: a link within a line cannot be reached with every client and keyboard. The queue
    stays ``turned`` as it was.
    """
    buttons: list[Action] = [
        ExecuteAction(
            title=reader.say("button-show"),
            tooltip=reader.say("button-show-of", name=row.author),
            verb="show",
            data={"follow_up": row.follow_up_id, **turned},
        )
    ]
    if is_link(row.link):
        there = reader.say("button-open-of", name=row.author)
        buttons.append(OpenUrlAction(title=reader.say("button-open"), tooltip=there, url=row.link))
    return ActionSet(actions=buttons, spacing="Small")
