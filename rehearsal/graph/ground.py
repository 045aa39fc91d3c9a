"""What Graph knows beside the world: consent, subscriptions, and the tokens that it gave."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rehearsal.graph.tokens import Tokens
from rehearsal.wire import as_list, as_mapping, as_text

TENANT_PERMISSIONS = ("MailboxSettings.Read", "User.Read.All")
"""What the tenant's administrator consents to."""


def permissions_of_app(manifest: Path) -> tuple[str, ...]:
    """What the team's owner consents to with the app: what its package asks for.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/graph-api/rsc/resource-specific-consent
    """
    told = as_mapping(as_mapping(json.loads(manifest.read_text(encoding="utf-8"))).get("authorization"))
    wanted = as_list(as_mapping(told.get("permissions")).get("resourceSpecific"))
    return tuple(as_text(as_mapping(one).get("name")) for one in wanted)


@dataclass(slots=True)
class Subscription:
    """``asleep``: Graph asked for it to be authorized anew and tells nothing until it is."""

    id: str
    channel_id: str
    resource: str
    kinds: tuple[str, ...]
    url: str
    lifecycle_url: str | None
    secret: str | None
    expires_at: datetime
    asleep: bool = False


class Graph:
    """One for the rehearsal."""

    def __init__(self, now: Callable[[], datetime], of_team: tuple[str, ...]) -> None:
        self.of_team = of_team
        """What the app asks the team's owner for."""
        self.granted = {*of_team, *TENANT_PERMISSIONS}
        self.tokens = Tokens(now)
        self.pinned: dict[str, list[str]] = {}
        """By the person whose chat with the bot it is, the ids of what is pinned there; the latest is the last."""
        self.subscriptions: dict[str, Subscription] = {}
