"""docs/permissions.md says of every act who may do it, as models/permissions.py rules."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from models.permissions import BUTTONS, COMMANDS, EVENTS, MESSAGE_ACTIONS, Row, Who
from tests.docs.pages import DOCS, code, rows

ROLES = {
    "everybody": Who.EVERYBODY, "responders": Who.RESPONDER, "PMO": Who.PMO, "lead": Who.LEAD, "advisors": Who.ADVISOR,
    "champions": Who.CHAMPION, "executives": Who.EXECUTIVE,
}  # fmt: skip
TABLES: dict[str, Mapping[str, Row]] = {
    "command": COMMANDS,
    "verb": BUTTONS,
    "action": MESSAGE_ACTIONS,
    "event": EVENTS,
}


def cells(row: Row) -> list[str]:
    """What the document is to say of a row."""
    if Who.TEAMS in row.who:
        return [*["–"] * (len(ROLES) + 1), "nobody asks for it: Teams tells it, or the bot itself"]
    may = ["✓" if {who, Who.EVERYBODY} & row.who else "–" for who in ROLES.values()]
    further = ["the advisor who was asked"] if Who.ASKED in row.who else []
    further += [f"only {row.only.value}"] if row.only else []
    return [*may, "✓" if row.guests else "–", "; ".join(further) or "–"]


@pytest.mark.parametrize("first", TABLES)
def test_every_act_is_told_with_who_may(first: str) -> None:
    text = (DOCS / "permissions.md").read_text(encoding="utf-8")
    told = {code(name)[0]: said for name, *said in rows(text, first, *ROLES, "guests", "further")}
    assert told == {name: cells(row) for name, row in TABLES[first].items()}
