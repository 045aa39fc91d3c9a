"""What a member does through Microsoft Graph in their own name, with a token of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.graph.client import Graph
from bot.graph.pace import Pace, Scope
from models.own_acts import Like

if TYPE_CHECKING:
    from msgraph import GraphServiceClient

LIMIT = timedelta(seconds=6)
"""A press waits for it."""
THUMB = "👍"


class OneToken:
    """A token that was given, and cannot be replaced here."""

    def __init__(self, token: str) -> None:
        self._token: str | None = token

    async def token(self, scope: str = "") -> str | None:
        return self._token

    def forget(self, refused: str | None) -> None:
        """There is no other."""

    def __repr__(self) -> str:
        return "OneToken()"


class OwnGraph:
    """Graph, asked in the names of members. All of them share one pace with the app's own calls."""

    def __init__(self, base_url: str, *, now: Callable[[], datetime], pace: Pace | None = None) -> None:
        self._base_url = base_url
        self._now = now
        self._pace = pace or Pace()

    async def like(self, token: str, like: Like) -> None:
        """Set the like of whose token it is; twice does what once does.

        Raises RetryLater or Undeliverable (bot.graph.client.Refusal: Graph's own no).
        Source: https://learn.microsoft.com/graph/api/chatmessage-setreaction (delegated alone: ChannelMessage.Send)
        """
        graph = Graph(self._base_url, OneToken(token), now=self._now, pace=self._pace, limit=LIMIT)
        try:
            await graph.ask("setReaction", _like(like), scope=Scope(like.group_id, like.channel_id))
        finally:
            await asyncio.shield(graph.close())


def _like(like: Like) -> Any:
    async def call(sdk: GraphServiceClient) -> Any:
        from bot.graph.sdk import reaction_body, reply_reaction_body

        channel = sdk.teams.by_team_id(like.group_id).channels.by_channel_id(like.channel_id)
        message = channel.messages.by_chat_message_id(like.post_id)
        if like.reply_id is None:
            return await message.set_reaction.post(reaction_body(THUMB))
        reply = message.replies.by_chat_message_id1(like.reply_id)
        return await reply.set_reaction.post(reply_reaction_body(THUMB))

    return call
