"""All that is due to one person, on one card: a row a post, with the way to each."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import CardElement, Container, ExecuteAction

from bot.cards.parts import Reader, explanation, finished, heading, line, name, one_line, shortened
from bot.cards.queue import author_line, told_due, ways_on
from bot.cards.rendered import Rendered
from models.list_views import NudgeRow, NudgeView, YesterdayRow

ROWS = 8
"""So many does the card show; the queue has them all."""
TEXT_LENGTH = 60


def nudge_card(view: NudgeView, reader: Reader) -> Rendered:
    title = _title(view, reader)
    body: list[CardElement] = [heading(title)]
    asks = {row.asks for row in view.rows}
    if "everyone" in asks:
        body.append(explanation(reader.say("nudge-everyone")))
    elif "lead" in asks:
        body.append(explanation(reader.say("nudge-lead")))
    body.extend(_row(row, reader) for row in view.rows[:ROWS])
    if len(view.rows) > ROWS:
        body.append(explanation(reader.say("nudge-more", count=len(view.rows) - ROWS)))
    if view.yesterday is not None:
        body.extend(explanation(told) for told in _yesterday(view.yesterday, reader))
    if not view.rows:
        return finished(reader, title, body)
    queue = ExecuteAction(title=reader.say("button-nudge-queue"), verb="open_queue", data={})
    return finished(reader, title, body, [queue])


def _yesterday(count: YesterdayRow, reader: Reader) -> Iterator[str]:
    """What became of yesterday's posts, and whether any did not reach us."""
    told = {"posts": count.posts, "owed": count.owed, "received": count.received}
    yield reader.say("yesterday-whole" if not count.missing else "yesterday-missing", missing=count.missing, **told)
    if count.found:
        yield reader.say("yesterday-found", found=count.found)


def _title(view: NudgeView, reader: Reader) -> str:
    if not view.rows:
        return reader.say("nudge-heading-done")
    return reader.say("nudge-heading-morning" if view.morning else "nudge-heading", count=len(view.rows))


def _row(row: NudgeRow, reader: Reader) -> Container:
    elements: list[CardElement] = [author_line(row, reader)]
    if text := shortened(one_line(row.text), TEXT_LENGTH):
        elements.append(line(text, spacing="None"))
    elements.extend(line(told, subtle=True, spacing="None") for told in _told(row, reader))
    elements.append(ways_on(row, reader))
    return Container(items=elements, separator=True, spacing="Medium")


def _told(row: NudgeRow, reader: Reader) -> Iterator[str]:
    """What is owed and by when, on which theme, and whether the reader has it in hand."""
    yield reader.say(f"nudge-owed-{row.owed}")
    yield from told_due(row, reader)
    if row.theme:
        yield reader.say("post-theme", theme=name(row.theme))
    if row.mine:
        yield reader.say("queue-holder-mine")
