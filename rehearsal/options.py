"""What can be chosen when a rehearsal starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
START = "2026-11-25T10:00:00+09:00"
"""A Wednesday morning after a working day."""
_START = datetime.fromisoformat(START)


@dataclass(frozen=True, slots=True)
class Options:
    """Every choice has a value that works on a laptop."""

    host: str = "127.0.0.1"
    port: int = 3979
    """0: any free port."""
    bot_url: str = "http://127.0.0.1:3978/api/messages"
    bot_name: str = "Aizuchi"
    signed: bool = False
    """Whether what is sent to the bot is signed, and what the bot sends must carry a token of the login."""
    app_id: str = "33333333-3333-4333-8333-333333333333"
    app_secret: str = "rehearsal-secret"
    token_life: timedelta = timedelta(hours=1)
    opening: bool = True
    """Whether the opening is played as soon as the bot is up."""
    bot_up_within: timedelta = timedelta(seconds=60)
    """How long the opening waits for the bot's /healthz; real time."""
    start: datetime = _START
    """Aware."""
    rate: float = 1.0
    bot_timeout: timedelta = timedelta(seconds=15)
    """How long a delivery waits for the bot; real time."""
    dialog_timeout: timedelta = timedelta(seconds=5)
    """How long an action of a message's menu waits for what it opens; real time."""
    tries: int = 3
    """How often at most one activity is delivered when the bot is too slow."""
    limits: bool = True
    """Whether Teams' limits hold."""
    deliver_all_reactions: bool = False
    """Whether the bot hears of reactions to people's messages as well. In Teams it does not."""
    replies_expanded: int = 1000
    """How many replies Graph gives with a post at most; the others are on further pages."""
    community_file: Path = HERE / "community.toml"
    cast_file: Path = HERE / "cast.json"
    manifest_file: Path = HERE.parent / "manifest" / "manifest.json"
    """The app package's manifest: what the team's owner consents to."""
    page_folder: Path = HERE / "page"
    cards_folder: Path = HERE.parent / "node_modules" / "adaptivecards" / "dist"
