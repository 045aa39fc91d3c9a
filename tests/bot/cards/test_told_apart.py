"""A card for somebody who belongs to several communities."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from bot.cards import render
from bot.cards.told_apart import told_apart
from models.outgoing import Origin
from tests.bot.cards.examples import PAGES, ZONE, every_view, parts_of
from tests.bot.cards.hostile import HOSTILE
from tests.bot.cards.test_shape import LARGEST

ORIGIN: Final = Origin("19:" + "a" * 32 + "@thread.tacv2", "ひろば")


def without(part: Any) -> Any:
    """The part with no community in what its buttons send."""
    if isinstance(part, list):
        return [without(one) for one in part]
    if not isinstance(part, dict):
        return part
    plain = {key: without(value) for key, value in part.items()}
    if plain.get("type") == "Action.Execute":
        plain["data"] = {key: value for key, value in (plain.get("data") or {}).items() if key != "community"}
    return plain


def test_every_button_of_every_card_says_which_and_nothing_else_changes() -> None:
    for case, view in every_view().items():
        drawn = render(view, "ja", ZONE, pages_url=PAGES)
        told = told_apart(drawn, ORIGIN)
        name, *body = told.card["body"]
        assert "ひろば" in json.dumps(name, ensure_ascii=False), case
        sent = [part["data"] for part in parts_of(told.card) if part.get("type") == "Action.Execute"]
        assert all(data.keys() & {"community", "follow_up"} for data in sent), case
        assert without(told.card | {"body": body}) == without(drawn.card), case
        assert told_apart(drawn, None) == drawn


def test_the_largest_cards_are_hardly_larger() -> None:
    """These go as a bot's message, which may be larger."""
    for case, view in every_view().items():
        told = told_apart(render(view, "ja", ZONE, pages_url=PAGES), replace(ORIGIN, name=HOSTILE))
        assert len(json.dumps(told.card, ensure_ascii=False).encode()) <= LARGEST + 2048, case
