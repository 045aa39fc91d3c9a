"""Which figures a pressed card shows, as its fields say: not to be believed."""

from __future__ import annotations

from models.community import Community
from models.incoming import Pressed
from models.refused import Refused


def figures_named(community: Community, event: Pressed) -> dict[str, object]:
    """The season and the theme by code, and whether it is in private, as the card has them. Raises Refused."""
    season, theme = event.fields.get("season"), event.fields.get("theme")
    known = next((one for one in community.seasons if one.code == season), None)
    themes = {one.code for one in known.themes} if known else set()
    if (season is not None and known is None) or (theme is not None and theme not in themes):
        raise Refused("refused-malformed")
    return {"season": season, "theme": theme, "private": event.envelope.channel_id is None}
