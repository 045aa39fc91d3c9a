"""A Teams for a dry run: it tells nobody, and says yes to everything."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.outgoing import Address, Recipient, Sentence, Undeliverable
from models.views import View

DONE = "nobody was told"
"""In place of the id that Teams would give."""


@dataclass(slots=True)
class SilentTeams:
    """``refuses``: to whom it does not send, as Teams did then."""

    refuses: set[str] = field(default_factory=set)

    async def react(self, where: Address, message_id: str, reaction: str) -> None:
        """Nothing."""

    async def send(self, where: Address, to: Recipient, view: View) -> str:
        if to.id in self.refuses:
            raise Undeliverable("Teams refused this card when it was to leave", "refused")
        return DONE

    async def whisper(self, where: Address, to: Recipient, view: View) -> str:
        return DONE

    async def refresh(self, where: Address, activity_id: str, to: Recipient, view: View) -> None:
        """Nothing."""

    async def take_back(self, where: Address, activity_id: str) -> None:
        """Nothing."""

    async def post(self, where: Address, sentence: Sentence, language: str, time_zone: str) -> str:
        return DONE

    async def open_chat(
        self, service_url: str, tenant_id: str, bot_id: str, member_id: str, teams_id: str | None
    ) -> str:
        return DONE
