"""What Graph knows beside the world: consent, subscriptions, and the tokens that it gave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from rehearsal.graph.tokens import Tokens

if TYPE_CHECKING:
    from rehearsal.graph.subscriptions import Subscription

PERMISSIONS = (
    "ChannelMessage.Read.Group",
    "ChannelSettings.Read.Group",
    "TeamMember.Read.Group",
    "TeamSettings.Read.Group",
)
"""What the team's owner consents to with the app. Source:
https://learn.microsoft.com/en-us/microsoftteams/platform/graph-api/rsc/resource-specific-consent
"""
TENANT_PERMISSIONS = ("MailboxSettings.Read", "User.Read.All")
"""What the tenant's administrator consents to."""


class Graph:
    """One for the rehearsal."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.granted = {*PERMISSIONS, *TENANT_PERMISSIONS}
        self.tokens = Tokens(now)
        self.pinned: dict[str, list[str]] = {}
        """By the person whose chat with the bot it is, the ids of what is pinned there; the latest is the last."""
        self.subscriptions: dict[str, Subscription] = {}
