"""The way from a card to a page that its reader alone may open."""

from __future__ import annotations

from microsoft_teams.cards import OpenUrlAction

from bot.cards.parts import Reader


def paper_link(reader: Reader, token: str, title: str = "") -> OpenUrlAction:
    """Opens the page of a token, which was offered in this very turn (models/db/papers.py)."""
    return OpenUrlAction(url=f"{reader.pages_url}/papers/{token}", title=title or reader.say("paper-open"))
