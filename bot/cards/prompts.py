"""The prompts of a community as its PMO sees them in private: what is to come, what was missed, and the form."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import Action, ActionSet, CardElement, Container, ExecuteAction, OpenUrlAction

from bot.cards.parts import Reader, box, explanation, finished, heading, is_link, line, name, one_line, shortened
from bot.cards.prompt_form import form_action, form_box
from bot.cards.rendered import Rendered
from models.prompt_views import PromptRow, PromptsView, TurnRow

TEXT_LENGTH = 80


def prompts_card(view: PromptsView, reader: Reader) -> Rendered:
    title = reader.say("prompts-heading")
    summary = title
    body: list[CardElement] = [heading(title)]
    if view.notice:
        key, values = view.notice
        summary = reader.say(key, **values)
        body.append(box([line(summary)], "emphasis"))
    if view.form and view.form.opened:
        body.extend(form_box(view.form, reader))
    body.extend(_waiting(row, reader) for row in view.waiting)
    if not view.rows:
        body.append(explanation(reader.say("prompts-none")))
    body.extend(_row(row, reader) for row in view.rows)
    if view.posted:
        body.append(heading(reader.say("prompts-posted"), size="Default"))
        body.extend(_posted(row, reader) for row in view.posted)
    actions: list[Action] = [form_action(view.form, reader)] if view.form and not view.form.opened else []
    return finished(reader, summary, body, actions)


def _row(row: PromptRow, reader: Reader) -> Container:
    when = reader.say("prompt-weekly" if row.weekly else "prompt-once", next=row.next_at)
    elements: list[CardElement] = [line(when, strong=True), line(_words(row), spacing="None")]
    elements.extend(line(told, subtle=True, spacing="None") for told in _told(row, reader))
    if ways := list(_ways(row, reader)):
        elements.append(ActionSet(actions=ways, spacing="Small"))
    return Container(items=elements, separator=True, spacing="Medium")


def _told(row: PromptRow, reader: Reader) -> Iterator[str]:
    """In whose name, of which theme and layer, and why it was moved."""
    yield reader.say("prompt-by", name=row.name)
    if row.theme:
        yield reader.say("post-theme", theme=name(row.theme))
    if row.layer:
        yield reader.say(f"prompt-layer-{row.layer}")
    if row.moved_from:
        yield reader.say("prompt-row-outside" if row.outside else "prompt-row-moved", day=row.moved_from)


def _ways(row: PromptRow, reader: Reader) -> Iterator[Action]:
    if row.may_edit:
        yield ExecuteAction(verb="edit_prompt", title=reader.say("prompt-edit"), data={"prompt": row.id})
    if row.may_stop:
        yield ExecuteAction(verb="stop_prompt", title=reader.say("prompt-stop"), data={"prompt": row.id})


def _waiting(row: TurnRow, reader: Reader) -> Container:
    """A turn that was not posted, or of which nobody knows; a person says what is to become of it."""
    elements: list[CardElement] = [line(reader.say(f"prompt-turn-{row.state}", due=row.due_at), strong=True)]
    elements += [line(_words(row), spacing="None"), line(reader.say("prompt-by", name=row.name), subtle=True)]
    which = {"prompt": row.id, "due": row.due_at.isoformat()}
    post = ExecuteAction(verb="post_prompt", title=reader.say("prompt-post"), data=which, style="positive")
    leave = ExecuteAction(verb="drop_prompt", title=reader.say("prompt-drop"), data=which)
    elements.append(ActionSet(actions=[post, leave] if row.may_post else [leave], spacing="Small"))
    return Container(items=elements, separator=True, spacing="Medium")


def _words(row: PromptRow | TurnRow) -> str:
    return shortened(one_line(row.text), TEXT_LENGTH)


def _posted(row: TurnRow, reader: Reader) -> Container:
    told = reader.say("prompt-replied", due=row.due_at, count=row.replied)
    elements: list[CardElement] = [line(_words(row))] if row.text else []
    elements.append(line(told, subtle=True, spacing="None"))
    if is_link(row.link):
        ways: list[Action] = [OpenUrlAction(url=row.link, title=reader.say("button-open"))]
        elements.append(ActionSet(actions=ways, spacing="Small"))
    return Container(items=elements, spacing="Small")
