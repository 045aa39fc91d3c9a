"""What a team's owner lets the bot do, and what it needs for nothing to be missed."""

from __future__ import annotations

from typing import Protocol

READ_MESSAGES = "ChannelMessage.Read.Group"
"""Without it Teams sends the bot nothing but what mentions it, and Graph shows it no message.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-messages-for-bots-and-agents
"""


class Consent(Protocol):
    """What the jobs ask of a team's consent."""

    async def granted(self, group_id: str) -> frozenset[str]:
        """The permissions that the app has in a team. Raises RetryLater or Undeliverable, and nothing else."""
