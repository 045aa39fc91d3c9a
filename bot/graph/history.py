"""models.history.History over Graph: a channel's threads, page by page, as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.fields import Malformed, Raw, objects, optional
from bot.graph.calling import call
from bot.graph.client import Graph, Request
from bot.graph.messages import application, is_said, message
from bot.graph.pace import Scope
from bot.mentions import IsCommand
from models.history import Lost, Message, Page, Thread
from models.outgoing import RetryLater, Undeliverable

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph import GraphServiceClient

AT_ONCE = 50
"""Threads on a page, the most that Graph gives. Source: https://learn.microsoft.com/graph/api/chatmessage-delta"""
FORGOTTEN = frozenset({"410", "syncstatenotfound", "syncstateinvalid", "resyncrequired"})
"""What Graph says, in small letters, of a token that it does not know any more."""


class GraphHistory:
    """``app_id``: our own application, whose messages and reactions never count; ``is_command`` tells what calls it."""

    def __init__(self, graph: Graph, app_id: str, is_command: IsCommand) -> None:
        self._graph = graph
        self._app_id = app_id
        self._is_command = is_command

    async def channels(self, group_id: str) -> Sequence[str]:
        """The ids of a team's channels."""

        def request(sdk: GraphServiceClient) -> RequestInformation:
            return sdk.teams.by_team_id(group_id).channels.to_get_request_information()

        answer = await self._graph.read("channels", request, scope=Scope(group_id))
        return tuple(found for one in objects(answer.get("value")) if (found := optional(one, "id")))

    async def changed(self, group_id: str, channel_id: str, since: datetime | None, token: str | None) -> Page:
        """One page of the threads in which anything changed. Raises Lost."""
        scope = Scope(group_id, channel_id)
        if token is not None and not self._graph.is_ours(token):
            raise Lost
        try:
            answer = await self._graph.read("messages/delta", _delta(group_id, channel_id, since, token), scope=scope)
        except Undeliverable as refused:
            if token is not None and refused.code.lower() in FORGOTTEN:
                raise Lost from refused
            raise
        try:
            found = [await self._thread(scope, root) for root in objects(answer.get("value")) if is_said(root)]
        except Malformed as wrong:
            raise RetryLater(f"A page of a channel's messages cannot be read: {wrong}.") from None
        threads = tuple(thread for thread in found if thread is not None)
        following = optional(answer, "@odata.nextLink")
        return Page(threads, following) if following else Page(threads, token=optional(answer, "@odata.deltaLink"))

    async def _thread(self, scope: Scope, root: Raw) -> Thread | None:
        """A post with all its replies; ``None`` for what the bot itself wrote, as a post. Raises Malformed."""
        if application(root) == self._app_id and self._app_id:
            return None
        replies, following = objects(root.get("replies")), optional(root, "replies@odata.nextLink")
        while following and self._graph.is_ours(following):
            more = await self._graph.read("replies", _replies(following), scope=scope)
            replies += objects(more.get("value"))
            following = optional(more, "@odata.nextLink")
        said = sorted((self._message(one) for one in replies if is_said(one)), key=lambda one: one.written_at)
        return Thread(self._message(root), tuple(said))

    def _message(self, told: Raw) -> Message:
        found = message(told, self._app_id)
        return found if found.deleted_at else replace(found, call=call(told, self._app_id, self._is_command))


def _delta(group_id: str, channel_id: str, since: datetime | None, token: str | None) -> Request:
    def request(sdk: GraphServiceClient) -> RequestInformation:
        from kiota_abstractions.base_request_configuration import RequestConfiguration

        delta = sdk.teams.by_team_id(group_id).channels.by_channel_id(channel_id).messages.delta
        if token is not None:
            return delta.with_url(token).to_get_request_information()
        asked = type(delta).DeltaRequestBuilderGetQueryParameters(expand=["replies"], top=AT_ONCE)
        if since is not None:
            asked.filter = f"lastModifiedDateTime gt {_written(since)}"
        return delta.to_get_request_information(RequestConfiguration(query_parameters=asked))

    return request


def _replies(url: str) -> Request:
    def request(sdk: GraphServiceClient) -> RequestInformation:
        place = sdk.teams.by_team_id("-").channels.by_channel_id("-").messages.by_chat_message_id("-")
        return place.replies.with_url(url).to_get_request_information()

    return request


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
