"""A card for somebody who belongs to several communities: it names its own, and each of its buttons says which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.cards.parts import line, name
from bot.cards.rendered import Rendered
from models.outgoing import Origin


def told_apart(drawn: Rendered, origin: Origin | None) -> Rendered:
    """The card as it is where ``origin`` is ``None``."""
    if origin is None:
        return drawn
    whose = line(name(origin.name), subtle=True).model_dump(exclude_none=True)
    marked = _marked(drawn.card, origin.community_id)
    return replace(drawn, card=marked | {"body": [whose, *marked.get("body", ())]})


def _marked(part: Any, community_id: str) -> Any:
    """Every button that the bot answers, wherever it stands, sends the community; a follow-up tells its own."""
    if isinstance(part, list):
        return [_marked(one, community_id) for one in part]
    if not isinstance(part, dict):
        return part
    marked = {key: _marked(value, community_id) for key, value in part.items()}
    if marked.get("type") == "Action.Execute" and "follow_up" not in (marked.get("data") or {}):
        marked["data"] = {"community": community_id} | (marked.get("data") or {})
    return marked
