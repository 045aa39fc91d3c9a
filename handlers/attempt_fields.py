"""What the buttons on the card of one's attempts say: not to be believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handlers.fields import words_of
from handlers.permitting import asked_in
from handlers.places import channel_for
from models.attempts import Attempt
from models.community import Community, Season
from models.db import attempts, people
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.season import fold
from models.season_named import season_called

TYPED = (
    "tried", "theme", "came_of_it", "learned", "minutes_before", "minutes_after", "times_a_month", "people",
)  # fmt: skip
_ID = re.compile(r"[0-9a-f]{32}")


def community_asked(tx: Transaction, event: Pressed) -> Community:
    """Where it was pressed. Raises Refused."""
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    people.meet(tx, community, event.by, event.envelope)
    return community


def id_named(fields: Mapping[str, Any]) -> str:
    """The attempt that the card is about, whether or not it is there. Raises Refused."""
    named = fields.get("attempt")
    if not isinstance(named, str) or not _ID.fullmatch(named):
        raise Refused("refused-malformed")
    return named


def version_named(fields: Mapping[str, Any]) -> int:
    """The version that the card showed; 0: of one that was not there yet. Raises Refused."""
    version = fields.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise Refused("refused-malformed")
    return version


def own(tx: Transaction, community: Community, event: Pressed, *, gone_too: bool = False) -> Attempt:
    """The attempt that the card is about, if it is the presser's; ``gone_too``: also removed. Raises Refused."""
    found = attempts.find(tx, id_named(event.fields))
    if found is None or (found.community_id, found.member_id) != (community.id, event.by.id):
        raise Refused("refused-attempt-gone")
    if found.removed_at is not None and not gone_too:
        raise Refused("refused-attempt-gone")
    return found


def season_now(tx: Transaction, community: Community) -> Season:
    """The current one. Raises Refused."""
    season = community.season_on(tx.now)
    if season is None:
        raise Refused("refused-attempt-no-season")
    return season


def code_to_show(tx: Transaction, community: Community, member_id: str) -> str:
    """The season that is on, else the latest in which a member tried something. Raises Refused where there is none."""
    season = community.season_on(tx.now)
    if season is not None:
        return season.code
    own = attempts.of_member(tx, community.id, member_id)
    if not own:
        raise Refused("refused-attempt-no-season")
    return own[-1].season


def code_named(tx: Transaction, community: Community, member_id: str, words: str) -> str | None:
    """The season that words name by its code or name, one of a member's own that no file knows any more among them."""
    season = season_called(community.seasons, words)
    if season is not None:
        return season.code
    own = attempts.of_member(tx, community.id, member_id)
    return next((one.season for one in reversed(own) if fold(one.season) == fold(words)), None)


def typed_in(fields: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the form. Raises Refused."""
    return {name: words_of(fields, name) for name in TYPED}


def is_ticked(fields: Mapping[str, Any]) -> bool:
    return fields.get("post") in ("true", True)


def may_post(community: Community, event: Pressed) -> bool:
    return channel_for(community, event.envelope) is not None
