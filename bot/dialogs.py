"""What a message action opens in Teams: a dialog with a card, or a sentence.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/how-to/action-commands/respond-to-task-module-submit
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.cards.rendered import Rendered
from models.views import DialogView, NoticeView, View

CARD = "application/vnd.microsoft.card.adaptive"
SIZE = {"width": "medium", "height": "medium"}


def dialog(
    view: DialogView, draw: Callable[[View], Rendered], say: Callable[[str, dict[str, Any]], str]
) -> dict[str, Any]:
    """The body that answers ``composeExtension/fetchTask`` and ``composeExtension/submitAction`` alike."""
    if isinstance(view.shows, NoticeView):
        return {"task": {"type": "message", "value": say(view.shows.key, view.shows.values)}}
    card = {"contentType": CARD, "content": draw(view.shows).card}
    return {"task": {"type": "continue", "value": {"title": say(view.title, {}), **SIZE, "card": card}}}
