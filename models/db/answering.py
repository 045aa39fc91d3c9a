"""What a command is answered with: each card by its name, made from the ledger when it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from models.community import Community
from models.db import (
    attempt_showing,
    audit_view,
    joining,
    people,
    praising,
    prompt_views,
    record,
    roll_showing,
    season_showing,
    statistics,
    themes,
    touch_listing,
    welcoming,
)
from models.db.transaction import Transaction
from models.outgoing import Sentence
from models.preview import preview
from models.views import DueView, HelpView, NoticeView, PeopleView, View

Make = Callable[[Transaction, Community, Mapping[str, Any], str], View | None]
"""The view of a card from its values, for a viewer; ``None`` when there is nothing to show."""


def view(tx: Transaction, community: Community, card: str, values: Mapping[str, Any], viewer: str) -> View | None:
    make = _ANSWERS.get(card)
    if make is None:
        raise ValueError(f"no card is called {card}")
    return make(tx, community, values, viewer)


def _due(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> View:
    at, language = datetime.fromisoformat(values["at"]), people.recipient(tx, community, viewer).language
    return DueView(preview(community, at, region=values.get("region"), language=language))


def _help(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> View:
    return HelpView(
        commands=tuple((name, japanese) for name, japanese in values["commands"]),
        responder=community.is_responder(viewer),
        unknown=values.get("unknown"),
        meant=values.get("meant"),
        communities=tuple(values.get("communities", ())),
    )


def _notice(tx: Transaction, community: Community, values: Mapping[str, Any], viewer: str) -> View:
    said = Sentence.unpack(values)
    return NoticeView(said.key, dict(said.values))


_ANSWERS: Mapping[str, Make] = {
    "due": _due,
    "help": _help,
    "notice": _notice,
    "people": lambda tx, community, _, __: PeopleView(joining.of_season(tx, community)),
    "stats": statistics.view,
    "challenge": attempt_showing.asked,
    "attempt": attempt_showing.posted,
    "welcome": welcoming.view,
    "roll": roll_showing.asked,
    "prompt": prompt_views.in_channel,
    "prompts": prompt_views.of_pmo,
    touch_listing.CARD: touch_listing.view,
    "themes": lambda tx, community, _, __: themes.view(tx, community),
    "praise_form": praising.form,
    "praise_given": praising.given,
    "praise": praising.got,
    "season": season_showing.command_view,
    "season_next": season_showing.next_view,
    "record": record.view,
    "audit": lambda tx, community, _, __: audit_view.view(tx, community),
}
