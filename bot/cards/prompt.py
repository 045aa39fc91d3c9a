"""A prompt in the channel, in the name of who planned it: everybody may reply in its thread."""

from __future__ import annotations

from microsoft_teams.cards import CardElement

from bot.cards.parts import Reader, explanation, finished, heading, line, name, one_line, paragraphs
from bot.cards.rendered import Rendered
from models.prompt_views import PromptView
from models.prompting import TEXT_AT_MOST

PARAGRAPHS_AT_MOST = 20


def prompt_card(view: PromptView, reader: Reader) -> Rendered:
    whose = reader.say("prompt-by", name=view.name)
    body: list[CardElement] = [heading(reader.say("prompt-heading")), line(whose, subtle=True, spacing="None")]
    body.extend(line(one, spacing="Medium") for one in paragraphs(view.text, TEXT_AT_MOST, PARAGRAPHS_AT_MOST))
    if view.theme:
        told = reader.say("prompt-theme", theme=name(view.theme), tag=name(view.tag or ""))
        body.append(line(told, subtle=True, spacing="Medium"))
    if view.layer:
        body.append(line(reader.say(f"prompt-layer-{view.layer}"), subtle=True, spacing="None"))
    body.append(explanation(reader.say("prompt-explained")))
    return finished(reader, f"{whose} {one_line(view.text)}", body)
