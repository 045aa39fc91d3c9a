"""The posts that wait, one row each, with the way to each."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import Action, ActionSet, CardElement, Container, ExecuteAction

from bot.cards.follow_up_buttons import open_in_teams
from bot.cards.parts import Reader, explanation, finished, heading, line, name, one_line, shortened
from bot.cards.rendered import Rendered
from models.views import QueueRow, QueueView

ROWS = 10
TEXT_LENGTH = 90


def queue_card(view: QueueView, reader: Reader) -> Rendered:
    if not view.rows:
        glad = reader.say("queue-empty")
        return finished(reader, glad, [heading(glad)])
    title = reader.say("queue-heading", total=view.total)
    body: list[CardElement] = [heading(title)]
    if view.late:
        body.append(explanation(reader.say("queue-late", late=view.late)))
    shown = view.rows[:ROWS]
    body.extend(_row(row, reader) for row in shown)
    if view.total > len(shown):
        body.append(explanation(reader.say("queue-more", count=view.total - len(shown))))
    return finished(reader, title, body)


def _row(row: QueueRow, reader: Reader) -> Container:
    author = reader.say("post-author-newcomer" if row.newcomer else "post-author", name=name(row.author))
    elements: list[CardElement] = [line(author, strong=True)]
    if text := shortened(one_line(row.text), TEXT_LENGTH):
        elements.append(line(text, spacing="None"))
    elements.extend(line(told, subtle=True, spacing="None") for told in _told(row, reader))
    elements.append(ActionSet(actions=_actions(row, reader), spacing="Small"))
    return Container(items=elements, separator=True, spacing="Medium")


def _told(row: QueueRow, reader: Reader) -> Iterator[str]:
    """What is owed, by when, on which theme, and who has it in hand."""
    yield reader.say(f"queue-owed-{row.owed}", age=row.age)
    if row.due_at:
        yield reader.say("queue-due-late" if row.late else "queue-due", due=row.due_at)
    if row.theme:
        yield reader.say("post-theme", theme=name(row.theme))
    if row.mine:
        yield reader.say("queue-holder-mine")
    elif row.holder:
        yield reader.say("queue-holder", name=name(row.holder))


def _actions(row: QueueRow, reader: Reader) -> list[Action]:
    show = ExecuteAction(
        title=reader.say("button-show"),
        tooltip=reader.say("button-show-of", name=name(row.author)),
        verb="show",
        data={"follow_up": row.follow_up_id},
    )
    return [show, *open_in_teams(row.link, reader, row.author)]
