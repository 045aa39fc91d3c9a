"""What a member does through Microsoft Graph in their own name, with a token of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from bot.graph.client import Graph, Refusal
from bot.graph.pace import Pace, Scope
from models.own_acts import Like, OwnAct, Pin, Unpin
from models.watch import NOBODY

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
        self.watch = NOBODY
        """Is told of each call; replace it right after the making."""

    async def do(self, token: str, act: OwnAct) -> str | None:
        """Do it in the name of whose token it is; twice does what once does. Returns as what a message is pinned.

        Raises RetryLater or Undeliverable (bot.graph.client.Refusal: Graph's own no).
        Source: https://learn.microsoft.com/graph/api/chatmessage-setreaction (delegated alone: ChannelMessage.Send),
        https://learn.microsoft.com/graph/api/chat-post-pinnedmessages (least, delegated: ChatMessage.Send)
        """
        graph = Graph(self._base_url, OneToken(token), now=self._now, pace=self._pace, limit=LIMIT)
        graph.watch = self.watch
        try:
            match act:
                case Like():
                    await graph.ask("setReaction", _like(act), scope=Scope(act.group_id, act.channel_id))
                    return None
                case Pin():
                    return await _pinned(graph, act)
                case Unpin():
                    await _take_down(graph, act.chat_id, act.pinned_id)
                    return None
        finally:
            await asyncio.shield(graph.close())


async def _pinned(graph: Graph, pin: Pin) -> str:
    """The new one first: should the other call fail, there are two rather than none."""
    found = await graph.ask("pinnedMessages", _pin(graph.base_url, pin))
    pinned_id = str(found.id) if found and found.id else pin.message_id
    if pin.instead_of and pin.instead_of != pinned_id:
        await _take_down(graph, pin.chat_id, pin.instead_of)
    return pinned_id


async def _take_down(graph: Graph, chat_id: str, pinned_id: str) -> None:
    """What is gone already is fine."""

    async def call(sdk: GraphServiceClient) -> Any:
        pins = sdk.chats.by_chat_id(chat_id).pinned_messages
        return await pins.by_pinned_chat_message_info_id(pinned_id).delete()

    with _missing_is_fine():
        await graph.ask("pinnedMessages", call)


@contextmanager
def _missing_is_fine() -> Iterator[None]:
    """What Graph does not find any more need not be taken down."""
    try:
        yield
    except Refusal as refused:
        if refused.status != HTTPStatus.NOT_FOUND:
            raise


def _pin(base_url: str, pin: Pin) -> Any:
    async def call(sdk: GraphServiceClient) -> Any:
        from bot.graph.sdk import pin_body

        bound = f"{base_url}/v1.0/chats/{pin.chat_id}/messages/{pin.message_id}"
        return await sdk.chats.by_chat_id(pin.chat_id).pinned_messages.post(pin_body(bound))

    return call


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
