"""A channel's message that calls the bot, as Graph writes it, read as the same message from Teams is.

Source: https://learn.microsoft.com/graph/api/resources/chatmessagemention
"""

from __future__ import annotations

from bot.fields import Raw, at, objects, optional
from bot.graph.body import mentioning
from bot.mentions import IsCommand, mentioned, of_bot, words_of, written
from models.history import Call

_BOT = "28:"
"""What Teams puts in front of an application's id."""


def call(told: Raw, app_id: str, is_command: IsCommand) -> Call | None:
    """What a message asks of our application; ``None`` where it mentions it not, or with other words."""
    body = at(told, "body")
    if not app_id or body.get("contentType") != "html":
        return None
    like_teams = _like_teams(told, app_id)
    if not of_bot(like_teams):
        return None
    text = mentioning(optional(body, "content") or "")
    words = words_of(text, like_teams)
    return Call(words, written(text, like_teams), mentioned(text, like_teams)) if is_command(words) else None


def _like_teams(told: Raw, app_id: str) -> Raw:
    """As much of the activity as tells whom it mentions."""
    return {
        "recipient": {"id": f"{_BOT}{app_id}"},
        "entities": [_entity(mention) for mention in objects(told.get("mentions"))],
    }


def _entity(mention: Raw) -> Raw:
    account = at(mention, "mentioned")
    user, application = at(account, "user"), at(account, "application")
    app_id = optional(application, "id")
    name = optional(mention, "mentionText") or ""
    return {
        "type": "mention",
        "text": f"<at>{name}</at>",
        "mentioned": {
            "id": f"{_BOT}{app_id}" if app_id else "",
            "aadObjectId": optional(user, "id"),
            "name": optional(user, "displayName") or optional(application, "displayName") or name,
        },
    }
