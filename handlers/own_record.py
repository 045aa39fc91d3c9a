"""The buttons on one's own record: another season of it, and to take it along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.permitting import asked_in
from handlers.registry import Outcome, look
from models.community import Community
from models.db import papers, people, record
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.record_views import TakenView
from models.refused import Refused

LANGUAGES = ("ja", "en")
CODE_AT_MOST = 50


@look("turn_record")
def turn_record(tx: Transaction, event: Pressed) -> Outcome:
    community = own_community(tx, event)
    view = record.view(tx, community, _season(event.fields), event.by.id)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))


@look("take_record")
def take_record(tx: Transaction, event: Pressed) -> Outcome:
    community, by = own_community(tx, event), event.by.id
    given = {} if event.fields.get("everything") is True else _season(event.fields)
    whole = record.of_member(tx, community, by)
    taken = whole.of(given["season"]) if "season" in given else whole
    pages = tuple(
        (language, papers.offer(tx, community.id, by, "record", given | {"language": language}))
        for language in LANGUAGES
    )
    to = people.recipient(tx, community, by)
    file = papers.offer(tx, community.id, by, "record_file", given | {"language": to.language})
    return Outcome("taken", TakenView(community.id, taken, given.get("season"), pages, file), to)


def own_community(tx: Transaction, event: Pressed) -> Community:
    """Where somebody looks at what is their own. Raises Refused."""
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    return community


def _season(fields: Mapping[str, Any]) -> dict[str, str | None]:
    """Which season the card names: empty for what was outside of all. Raises Refused."""
    code = fields.get("season")
    if code is None:
        return {}
    if not isinstance(code, str) or len(code) > CODE_AT_MOST:
        raise Refused("refused-malformed")
    return {"season": code or None}
