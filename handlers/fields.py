"""What a card's fields hold: whoever can press a button can write what they like into them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.refused import Refused

_ID = re.compile(r"[0-9a-f]{32}")


def follow_up_of(tx: Transaction, fields: Mapping[str, Any]) -> FollowUp | None:
    """The follow-up that a card is about; ``None`` when there is none of this name."""
    name = fields.get("follow_up")
    return tx.follow_up(name) if isinstance(name, str) and _ID.fullmatch(name) else None


def version_of(fields: Mapping[str, Any], follow_up: FollowUp) -> int:
    """The version that the pressed card showed. Raises Refused for one that there never was."""
    version = fields.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= follow_up.version:
        raise Refused("refused-malformed")
    return version


def words_of(fields: Mapping[str, Any], name: str) -> str:
    """What somebody wrote into a field, less what no database takes; empty when it is not there. Raises Refused."""
    value = fields.get(name) or ""
    if not isinstance(value, str):
        raise Refused("refused-malformed")
    return value.replace("\x00", "").encode(errors="replace").decode().strip()
