"""The command “join THEME”: one takes part in a theme of the season before one has anything to post. For everybody."""

from __future__ import annotations

from handlers.registry import Asking, command, more
from models.db import joining
from models.db.transaction import Transaction
from models.outgoing import Card
from models.refused import NotUnderstood, Refused
from models.season import theme_named


@command("join", "参加", takes=more)
def join(tx: Transaction, asking: Asking) -> Card:
    season = asking.community.season_on(tx.now)
    if season is None or not season.themes:
        raise Refused("refused-nothing-to-join")
    known = ", ".join(theme.code for theme in season.themes)
    if not asking.words:
        raise Refused("join-which", known=known)
    theme = theme_named(season.themes, asking.words)
    if theme is None:
        raise NotUnderstood("refused-unknown-theme", theme=asking.words[:40], known=known)
    new = joining.join(tx, asking.community, season, theme, asking.event.by.id)
    key = "joined" if new else "joined-already"
    return Card("notice", {"key": key, "values": {"theme": theme.name, "tag": theme.code}})
