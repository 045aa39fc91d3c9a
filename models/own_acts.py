"""What a member has us do in Teams in their own name, with their own sign-in: it is their act, not the bot's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Like:
    """Set the member's like on a post, or on a reply in its thread. ``group_id`` is the team's Entra group."""

    group_id: str
    channel_id: str
    post_id: str
    reply_id: str | None
    thread_id: str

    @property
    def message_id(self) -> str:
        return self.reply_id or self.post_id


OwnAct = Like


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: ``refused`` is the key of a sentence that says why not; ``None``: it is done."""

    refused: str | None = None
