"""What a member has us do in Teams in their own name, with their own sign-in: it is their act, not the bot's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

Why = Literal["later", "not-allowed", "gone", "not-done", "no-sign-in"]
"""Why something was not done; ends the key of the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Like:
    """Set the member's like on a post, or on a reply in its thread. ``group_id`` is the team's Entra group."""

    kind: ClassVar[Literal["like"]] = "like"
    group_id: str
    channel_id: str
    post_id: str
    reply_id: str | None
    thread_id: str

    @property
    def message_id(self) -> str:
        return self.reply_id or self.post_id


@dataclass(frozen=True, slots=True)
class Pin:
    """Pin a message in the member's chat with the bot (Graph's id), and take down what was pinned before."""

    kind: ClassVar[Literal["pin"]] = "pin"
    chat_id: str
    message_id: str
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Unpin:
    """Take down what is pinned in the member's chat with the bot."""

    kind: ClassVar[Literal["pin"]] = "pin"
    chat_id: str
    pinned_id: str


OwnAct = Like | Pin | Unpin


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it. ``refused`` ``None``: it is done; ``pinned_id``: as what a message is pinned now."""

    refused: Why | None = None
    pinned_id: str | None = None


class OwnHands(Protocol):
    """Does what a member wished before, while they are not there. Raises RetryLater, Uncertain or Undeliverable."""

    async def pin(self, teams_id: str, pin: Pin) -> str:
        """Pin a message in the name of a member. Returns Graph's id of what is pinned."""


def chat_with(member_id: str, bot_id: str) -> str:
    """Graph's id of the private chat of a member (Entra object id) with the bot (``28:…``).

    Source: https://learn.microsoft.com/graph/api/resources/chat (ids of chats of one with one)
    """
    return f"19:{member_id}_{bot_id.removeprefix('28:')}@unq.gbl.spaces"
