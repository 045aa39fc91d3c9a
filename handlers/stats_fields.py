"""Which figures a pressed card shows, as its fields say: not to be believed."""

from __future__ import annotations

from handlers.permitting import asked_in
from models.community import Community
from models.db import people, statistics, trail
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.trail import Line, Saw
from models.views import StatsView


def figures_shown(tx: Transaction, event: Pressed) -> tuple[Community, dict[str, object], StatsView]:
    """The community, what of its figures the card shows, and these as who presses sees them. Raises Refused."""
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    people.meet(tx, community, event.by, event.envelope)
    values = figures_named(community, event)
    view = statistics.view(tx, community, values, event.by.id)
    if view.loads is not None:
        trail.note(tx, Line(Saw.LOAD, event.by.id, community_id=community.id))
    return community, values, view


def figures_named(community: Community, event: Pressed) -> dict[str, object]:
    """The season and the theme by code, and whether it is in private, as the card has them. Raises Refused."""
    season, theme = event.fields.get("season"), event.fields.get("theme")
    known = next((one for one in community.seasons if one.code == season), None)
    themes = {one.code for one in known.themes} if known else set()
    if (season is not None and known is None) or (theme is not None and theme not in themes):
        raise Refused("refused-malformed")
    return {"season": season, "theme": theme, "private": event.envelope.channel_id is None}
