"""What Graph knows beside the world: consent, and the tokens that it gave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from rehearsal.graph.tokens import Tokens

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
