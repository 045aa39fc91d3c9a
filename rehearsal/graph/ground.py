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


class Graph:
    """One for the rehearsal."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.granted = set(PERMISSIONS)
        self.tokens = Tokens(now)
        self.subscriptions: dict[str, Subscription] = {}
