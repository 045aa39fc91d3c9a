"""Answered posts that are like one that waits: a fishing rod for who answers, and for the author if introduced."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import Action, ActionSet, CardElement, Container, ExecuteAction, OpenUrlAction

from bot.cards.parts import Reader, explanation, finished, heading, is_link, line, one_line, shortened
from bot.cards.rendered import Rendered
from models.views import SimilarRow, SimilarView

TEXT_LENGTH = 160


def similar_card(view: SimilarView, reader: Reader) -> Rendered:
    title = reader.say("similar-heading" if view.rows else "similar-none")
    whose = line(reader.say("similar-of", name=view.author), subtle=True, spacing="None")
    body: list[CardElement] = [heading(title), whose]
    if view.introduced:
        body.append(line(reader.say("notice-introduced"), strong=True))
    if view.rows:
        body.append(explanation(reader.say("similar-explained")))
    body.extend(_row(view, row, reader) for row in view.rows)
    return finished(reader, title, body)


def _row(view: SimilarView, row: SimilarRow, reader: Reader) -> Container:
    elements: list[CardElement] = [
        line(reader.say("similar-post", name=row.author, day=row.posted_at.date()), strong=True),
        line(shortened(one_line(row.text), TEXT_LENGTH), spacing="None"),
    ]
    elements += [line(reader.say("done-answered", name=name), subtle=True, spacing="None") for name in row.answered_by]
    elements.append(ActionSet(actions=list(_ways(view, row, reader)), spacing="Small"))
    return Container(items=elements, separator=True, spacing="Medium")


def _ways(view: SimilarView, row: SimilarRow, reader: Reader) -> Iterator[Action]:
    if is_link(row.link):
        yield OpenUrlAction(
            title=reader.say("button-open"), tooltip=reader.say("button-open-of", name=row.author), url=row.link
        )
    if not row.introduced and row.thread_id != view.introduced:
        yield ExecuteAction(
            title=reader.say("button-introduce"),
            tooltip=reader.say("button-introduce-of", name=row.author),
            verb="introduce",
            data={"follow_up": view.follow_up_id, "similar": row.thread_id},
        )
