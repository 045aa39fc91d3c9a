"""What Graph tells us of its own accord: that something changed in a channel, or with a subscription. No content."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Life(enum.StrEnum):
    """What may befall a subscription, in Graph's words.

    Source: https://learn.microsoft.com/graph/change-notifications-lifecycle-events
    """

    REAUTHORIZE = "reauthorizationRequired"
    REMOVED = "subscriptionRemoved"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification that carried our secret. ``life`` is ``None`` where something changed in the channel."""

    subscription_id: str
    tenant_id: str
    """In lower case; empty where none was named."""
    life: Life | None = None
