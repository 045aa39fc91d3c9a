"""models.subscribing.Subscriptions over Graph: it tells us at an address of ours that a channel's messages changed.

No content comes along: who is told can look. Source: https://learn.microsoft.com/graph/api/resources/subscription and
https://learn.microsoft.com/graph/teams-changenotifications-chatmessage
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.graph.client import Graph, Refusal
from models.outgoing import RetryLater
from models.subscribing import Gone, Subscription

if TYPE_CHECKING:
    from msgraph import GraphServiceClient

CHANGES = "created,updated,deleted"
PAGES = 100
"""Of subscriptions that we hold, at most; Graph allows an organization 10,000, and gives 100 or more a page."""
NOT_THERE = frozenset({404, 410})


class GraphSubscriptions:
    """``address`` is where Graph is to call, ``secret`` what it is to say there."""

    def __init__(self, graph: Graph, address: str, secret: str) -> None:
        self._graph = graph
        self._address = address
        self._secret = secret

    @property
    def made_with(self) -> str:
        """Of the address and the secret, and tells neither."""
        return hashlib.sha256(f"{self._address}\0{self._secret}".encode()).hexdigest()

    async def create(self, group_id: str, channel_id: str, until: datetime) -> Subscription:
        """Be told of a channel. What we have of it already is ended first: a call whose answer we never got."""
        resource = f"/teams/{group_id}/channels/{channel_id}/messages"
        for one in await self._of(resource):
            await self.delete(one)

        async def call(sdk: GraphServiceClient) -> Any:
            from msgraph.generated.models.subscription import Subscription as Wanted

            wanted = Wanted(
                change_type=CHANGES,
                client_state=self._secret,
                expiration_date_time=until,
                lifecycle_notification_url=self._address,
                notification_url=self._address,
                resource=resource,
            )
            return await sdk.subscriptions.post(wanted)

        return _told(await self._graph.ask("subscribe", call))

    async def renew(self, subscription_id: str, until: datetime) -> Subscription:
        """Go on until then. Raises Gone."""

        async def call(sdk: GraphServiceClient) -> Any:
            from msgraph.generated.models.subscription import Subscription as Wanted

            one = sdk.subscriptions.by_subscription_id(subscription_id)
            return await one.patch(Wanted(expiration_date_time=until))

        try:
            return _told(await self._graph.ask("renew a subscription", call), subscription_id)
        except Refusal as refused:
            if refused.status in NOT_THERE:
                raise Gone from refused
            raise

    async def delete(self, subscription_id: str) -> None:
        """Be told no more; it may be gone already."""

        async def call(sdk: GraphServiceClient) -> Any:
            return await sdk.subscriptions.by_subscription_id(subscription_id).delete()

        try:
            await self._graph.ask("end a subscription", call)
        except Refusal as refused:
            if refused.status not in NOT_THERE:
                raise

    async def _of(self, resource: str) -> list[str]:
        """The ids of those that we hold of a resource."""
        found: list[str] = []
        following: str | None = ""
        for _ in range(PAGES):
            answer = await self._graph.ask("subscriptions", _listed(following))
            held = (answer.value if answer else None) or ()
            found += [one.id for one in held if one.id and _same(one.resource, resource)]
            following = answer.odata_next_link if answer else None
            if not following or not self._graph.is_ours(following):
                break
        return found


def _listed(following: str | None) -> Callable[[GraphServiceClient], Awaitable[Any]]:
    async def call(sdk: GraphServiceClient) -> Any:
        held = sdk.subscriptions
        return await (held.with_url(following) if following else held).get()

    return call


def _same(told: str | None, resource: str) -> bool:
    return (told or "").strip("/").lower() == resource.strip("/").lower()


def _told(answer: Any, known: str = "") -> Subscription:
    """What Graph made of it. Raises RetryLater where it does not say."""
    named = (answer.id if answer else None) or known
    expires_at = answer.expiration_date_time if answer else None
    if not named or expires_at is None:
        raise RetryLater("Graph made a subscription without saying which, or until when.")
    return Subscription(named, expires_at if expires_at.tzinfo else expires_at.replace(tzinfo=UTC))
