"""The posts that wait, one row each, with the way to each."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import (
    ActionSet,
    CardElement,
    Container,
    ExecuteAction,
    OpenUrlAction,
    RichTextBlock,
    TextRun,
)

from bot.cards.parts import (
    Reader,
    author_key,
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
from models.views import QueueRow, QueueView

ROWS = 10
TEXT_LENGTH = 60


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
    elements: list[CardElement] = [_author(row, reader)]
    if text := shortened(one_line(row.text), TEXT_LENGTH):
        elements.append(line(text, spacing="None"))
    elements.extend(line(told, subtle=True, spacing="None") for told in _told(row, reader))
    elements.append(ActionSet(actions=[_show(row, reader)], spacing="Small"))
    return Container(items=elements, separator=True, spacing="Medium")


def _author(row: QueueRow, reader: Reader) -> RichTextBlock:
    """Who posted, as the link to the thread."""
    author = reader.say(author_key(newcomer=row.newcomer), name=row.author)
    if not is_link(row.link):
        return line(author, strong=True)
    there = OpenUrlAction(
        title=reader.say("button-open"), tooltip=reader.say("button-open-of", name=row.author), url=row.link
    )
    runs: list[CardElement] = [TextRun(text=author, weight="Bolder", color="Accent", select_action=there)]
    return RichTextBlock(inlines=runs)


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
        yield reader.say("queue-holder", name=row.holder)


def _show(row: QueueRow, reader: Reader) -> ExecuteAction:
    """Brings the follow-up's own card. Its tooltip tells screen readers which of many equal buttons it is."""
    return ExecuteAction(
        title=reader.say("button-show"),
        tooltip=reader.say("button-show-of", name=row.author),
        verb="show",
        data={"follow_up": row.follow_up_id},
    )
