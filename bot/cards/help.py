"""What one can ask for."""

from __future__ import annotations

from microsoft_teams.cards import CardElement, RichTextBlock, TextRun

from bot.cards.parts import Reader, explanation, finished, heading, line, name
from bot.cards.rendered import Rendered
from models.views import HelpView


def help_card(view: HelpView, reader: Reader) -> Rendered:
    title = reader.say("help-heading")
    body: list[CardElement] = []
    if view.unknown:
        body.append(line(reader.say("help-unknown", words=view.unknown), strong=True))
    if view.meant:
        japanese = dict(view.commands).get(view.meant, view.meant)
        body.append(line(reader.say("help-meant", command=view.meant, japanese=japanese)))
    body.append(heading(title))
    body.append(explanation(reader.say("help-responder" if view.responder else "help-participant")))
    body.append(explanation(reader.say("help-how")))
    if view.communities:
        body.append(line(reader.say("help-several", name=view.communities[-1]), subtle=True))
        body.extend(line(name(one), spacing="None") for one in view.communities)
    for command, japanese in view.commands:
        body.extend(_command(command, japanese, reader))
    return finished(reader, title, body)


def _command(command: str, japanese: str, reader: Reader) -> list[CardElement]:
    called = reader.say("help-command", command=command, japanese=japanese)
    written: list[CardElement] = [TextRun(text=called, weight="Bolder")]
    return [RichTextBlock(inlines=written, spacing="Medium"), line(reader.say(f"command-{command}"), spacing="None")]
