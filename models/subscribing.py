"""Subscriptions: Graph's promise to tell us when something changes in a channel, for some days at a time. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

LIFE = timedelta(minutes=4_320) - timedelta(minutes=10)
"""How long a subscription is asked for: a little less than Graph allows, since no two clocks are alike.

Source: https://learn.microsoft.com/graph/api/resources/subscription#subscription-lifetime
"""
AFTER_NO = timedelta(hours=1)
"""When we ask again after Graph said no: a permission that is missing, or its quota."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One that Graph holds. ``expires_at`` is what Graph made of what we asked for; aware UTC."""

    id: str
    expires_at: datetime


class Gone(Exception):
    """Graph does not know this subscription: it expired, or was removed."""


class Subscriptions(Protocol):
    """What the jobs ask of Graph. Raises RetryLater or Undeliverable of models/outgoing.py, and what it names."""

    @property
    def made_with(self) -> str:
        """Stands for where Graph is to call, and the secret; one made with another cannot be believed any more."""

    async def create(self, group_id: str, channel_id: str, until: datetime) -> Subscription:
        """Be told of the channel's messages. One of ours that is there already is replaced: Graph allows one."""

    async def renew(self, subscription_id: str, until: datetime) -> Subscription:
        """Go on, whatever asked for it. Raises Gone."""

    async def delete(self, subscription_id: str) -> None:
        """Be told no more. One that is gone already is fine."""


def renew_at(subscription: Subscription, now: datetime) -> datetime:
    """At half of the life that is left: so that there is time for a second try, and a third."""
    return now + (subscription.expires_at - now) / 2


def pause_after(attempts: int, asked: timedelta | None) -> timedelta:
    """How long to wait after Graph was busy for the ``attempts``-th time in a row, or as long as it asks."""
    own: timedelta = min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
    return max(own, asked) if asked is not None else own
