"""What a member tried: their own attempts and the form for one, and one attempt in the channel."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import Action, ActionSet, CardElement, Container, ExecuteAction

from bot.cards.attempt_form import form
from bot.cards.parts import Reader, box, explanation, finished, heading, line, name, paragraphs
from bot.cards.rendered import Rendered
from models.attempt_views import AttemptRow, AttemptsView, AttemptView

WORDS_LENGTH = 1000
PARAGRAPHS = 12
SEASONS_AT_MOST = 4
"""To turn to; the others are asked for by their code."""


def attempts_card(view: AttemptsView, reader: Reader) -> Rendered:
    title = reader.say(_title(view))
    body: list[CardElement] = []
    if view.notice:
        key, values = view.notice
        body.append(box([line(reader.say(key, **values))], "emphasis"))
    body.append(heading(title))
    if view.removing:
        body.extend(_removing(view.removing, reader))
    if view.form:
        body.extend(form(view.form, reader))
    body.extend(_own(view, reader))
    return finished(reader, title, body, _ways(view, reader))


def attempt_card(view: AttemptView, reader: Reader) -> Rendered:
    """One attempt for everybody. Nothing on it can be pressed: it is its author's."""
    title = reader.say("attempt-of", name=view.author)
    body: list[CardElement] = [heading(reader.say("attempt-shared")), line(title, strong=True)]
    body.extend(_told(view.shown, reader))
    body.append(explanation(reader.say("attempt-shared-explained")))
    return finished(reader, title, body)


def _title(view: AttemptsView) -> str:
    if view.removing:
        return "attempt-remove-heading"
    if view.form:
        return "attempt-edit-heading" if view.form.version else "attempt-new-heading"
    return "attempts-heading"


def _removing(shown: AttemptRow, reader: Reader) -> Iterator[CardElement]:
    yield from _told(shown, reader)
    yield explanation(reader.say("attempt-remove-explained" if shown.posted == "no" else "attempt-remove-posted"))


def _own(view: AttemptsView, reader: Reader) -> Iterator[CardElement]:
    if view.rows:
        title = reader.say("attempts-of-season", count=view.total)
        yield heading(title, size="Default")
        yield line(name(view.season), subtle=True, spacing="None")
    elif not view.form and not view.removing:
        yield line(name(view.season), subtle=True, spacing="None")
        yield explanation(reader.say("attempts-none" if view.is_on else "attempts-none-then"))
    for row in view.rows:
        items: list[CardElement] = [*_told(row, reader), *_posted(row, reader), _row_buttons(row, reader)]
        yield Container(items=items, separator=True, spacing="Medium")
    if view.pages > 1:
        yield explanation(reader.say("attempts-page", page=view.page + 1, pages=view.pages))


def _told(shown: AttemptRow, reader: Reader) -> Iterator[CardElement]:
    """What somebody wrote, as they wrote it."""
    for part in paragraphs(shown.tried, WORDS_LENGTH, PARAGRAPHS):
        yield line(part)
    yield line(reader.say(f"attempt-told-{shown.came_of_it.value}"), strong=True)
    for number, part in enumerate(paragraphs(shown.learned, WORDS_LENGTH, PARAGRAPHS)):
        yield line(reader.say("attempt-learned-told", learned=part) if number == 0 else part)
    for said in (*_numbers(shown, reader), *_marks(shown, reader)):
        yield line(said, subtle=True, spacing="None")


def _numbers(shown: AttemptRow, reader: Reader) -> Iterator[str]:
    before, after = shown.minutes_before, shown.minutes_after
    if before is not None and after is not None:
        yield reader.say("attempt-minutes-told", before=before, after=after)
    elif before is not None:
        yield reader.say("attempt-before-told", before=before)
    elif after is not None:
        yield reader.say("attempt-after-told", after=after)
    if shown.times_a_month is not None:
        yield reader.say("attempt-times-told", times=shown.times_a_month)
    if shown.people is not None:
        yield reader.say("attempt-people-told", people=shown.people)


def _marks(shown: AttemptRow, reader: Reader) -> Iterator[str]:
    if shown.theme:
        yield reader.say("post-theme", theme=name(shown.theme))
    yield reader.say("attempt-written-at", at=shown.at)


def _posted(row: AttemptRow, reader: Reader) -> Iterator[CardElement]:
    if row.posted != "no":
        yield line(reader.say(f"attempt-posted-{row.posted}"), subtle=True, spacing="None")


def _row_buttons(row: AttemptRow, reader: Reader) -> ActionSet:
    """Tooltips tell screen readers which of many equal buttons it is."""
    of = {"attempt": row.id}
    change = ExecuteAction(
        verb="edit_attempt",
        title=reader.say("attempt-edit"),
        tooltip=reader.say("attempt-edit-of", at=row.at),
        data=of,
    )
    remove = ExecuteAction(
        verb="ask_remove_attempt",
        title=reader.say("attempt-remove"),
        tooltip=reader.say("attempt-remove-of", at=row.at),
        data=of,
    )
    return ActionSet(actions=[change, remove], spacing="Small")


def _ways(view: AttemptsView, reader: Reader) -> Iterator[Action]:
    if view.removing:
        gone = {"attempt": view.removing.id}
        yield ExecuteAction(verb="remove_attempt", title=reader.say("attempt-remove-yes"), data=gone)
        yield _turn("attempt-leave", view, 0, reader)
        return
    if view.page > 0:
        yield _turn("attempts-later", view, view.page - 1, reader)
    if view.page + 1 < view.pages:
        yield _turn("attempts-earlier", view, view.page + 1, reader)
    if view.form is None and view.is_on:
        yield ExecuteAction(verb="new_attempt", title=reader.say("attempt-another"), data={})
    elif view.form and view.form.version:
        yield _turn("attempt-leave", view, 0, reader)
    for code, called in view.others[:SEASONS_AT_MOST]:
        title = reader.say("attempts-turn", season=name(called))
        yield ExecuteAction(verb="turn_attempts", title=title, data={"season": code, "page": 0})


def _turn(key: str, view: AttemptsView, page: int, reader: Reader) -> ExecuteAction:
    return ExecuteAction(verb="turn_attempts", title=reader.say(key), data={"season": view.code, "page": page})
