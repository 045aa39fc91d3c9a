"""models.history.History over Graph: a channel's threads, page by page, as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.fields import OBJECT_ID, SHORT
from bot.graph.body import text_of
from bot.graph.client import Graph
from bot.graph.pace import Scope
from bot.graph.reactions import kind_of
from models.history import Lost, Message, Page, Reaction, Thread
from models.incoming import Person
from models.outgoing import Undeliverable

if TYPE_CHECKING:
    from msgraph import GraphServiceClient

AT_ONCE = 50
"""Threads on a page, the most that Graph gives. Source: https://learn.microsoft.com/graph/api/chatmessage-delta"""
FORGOTTEN = frozenset({"410", "syncstatenotfound", "syncstateinvalid", "resyncrequired"})
"""What Graph says, in small letters, of a token that it does not know any more."""


class GraphHistory:
    """``app_id``: our own application, whose messages and reactions never count."""

    def __init__(self, graph: Graph, app_id: str) -> None:
        self._graph = graph
        self._app_id = app_id

    async def channels(self, group_id: str) -> Sequence[str]:
        """The ids of a team's channels."""

        async def call(sdk: GraphServiceClient) -> Any:
            return await sdk.teams.by_team_id(group_id).channels.get()

        found = await self._graph.ask("channels", call, scope=Scope(group_id))
        return tuple(one.id for one in (found.value if found else None) or () if one.id)

    async def changed(self, group_id: str, channel_id: str, since: datetime | None, token: str | None) -> Page:
        """One page of the threads in which anything changed. Raises Lost."""
        scope = Scope(group_id, channel_id)
        if token is not None and not self._graph.is_ours(token):
            raise Lost
        try:
            answer = await self._graph.ask("messages/delta", _delta(group_id, channel_id, since, token), scope=scope)
        except Undeliverable as refused:
            if token is not None and refused.code.lower() in FORGOTTEN:
                raise Lost from refused
            raise
        roots = [one for one in (answer.value if answer else None) or () if _is_said(one)]
        threads = [await self._thread(scope, root) for root in roots]
        following, token = (answer.odata_next_link, answer.odata_delta_link) if answer else (None, None)
        found = tuple(thread for thread in threads if thread is not None)
        return Page(found, following) if following else Page(found, token=token)

    async def _thread(self, scope: Scope, root: Any) -> Thread | None:
        """A post with all its replies; ``None`` for what the bot itself wrote, as a post."""
        if _application(root) == self._app_id and self._app_id:
            return None
        replies = list(root.replies or ())
        following = (root.additional_data or {}).get("replies@odata.nextLink")
        while following and self._graph.is_ours(following):
            more = await self._graph.ask("replies", _replies(following), scope=scope)
            replies += more.value or ()
            following = more.odata_next_link
        said = sorted((self._message(one) for one in replies if _is_said(one)), key=lambda one: one.written_at)
        return Thread(self._message(root), tuple(said))

    def _message(self, told: Any) -> Message:
        deleted_at = _utc(told.deleted_date_time)
        written_at = _utc(told.created_date_time)
        assert written_at is not None, "told by _is_said"
        body = told.body
        html = body is not None and str(getattr(body.content_type, "value", body.content_type)) == "html"
        return Message(
            message_id=told.id,
            author=_person(told.from_),
            text="" if deleted_at or body is None else text_of(body.content or "", html=html),
            written_at=written_at,
            changed_at=max(filter(None, (written_at, _utc(told.last_modified_date_time), deleted_at))),
            edited_at=_utc(told.last_edited_date_time),
            deleted_at=deleted_at,
            reactions=tuple(self._reactions(told.reactions or ())),
        )

    def _reactions(self, told: Iterable[Any]) -> Iterable[Reaction]:
        """People's; each person's once by its kind."""
        found: dict[tuple[str, str], Reaction] = {}
        for one in told:
            by, at = _person(one.user), _utc(one.created_date_time)
            kind = kind_of(one.reaction_type or "", one.display_name)
            if by is not None and by.id != self._app_id and kind is not None and at is not None:
                found.setdefault((by.id, kind), Reaction(by, kind, at))
        return found.values()


def _delta(group_id: str, channel_id: str, since: datetime | None, token: str | None) -> Any:
    async def call(sdk: GraphServiceClient) -> Any:
        from kiota_abstractions.base_request_configuration import RequestConfiguration

        delta = sdk.teams.by_team_id(group_id).channels.by_channel_id(channel_id).messages.delta
        if token is not None:
            return await delta.with_url(token).get()
        asked = type(delta).DeltaRequestBuilderGetQueryParameters(expand=["replies"], top=AT_ONCE)
        if since is not None:
            asked.filter = f"lastModifiedDateTime gt {_written(since)}"
        return await delta.get(RequestConfiguration(query_parameters=asked))

    return call


def _replies(url: str) -> Any:
    async def call(sdk: GraphServiceClient) -> Any:
        place = sdk.teams.by_team_id("-").channels.by_channel_id("-").messages.by_chat_message_id("-")
        return await place.replies.with_url(url).get()

    return call


def _is_said(told: Any) -> bool:
    """Whether somebody wrote it: not a member who came, a channel that was renamed, a call that ended."""
    kind = getattr(told.message_type, "value", told.message_type)
    named = isinstance(told.id, str) and 0 < len(told.id) <= SHORT
    return named and told.created_date_time is not None and kind in (None, "message") and told.event_detail is None


def _person(told: Any) -> Person | None:
    """The person of an identity set; ``None`` for applications, devices and nobody."""
    if told is None or told.user is None or told.application is not None:
        return None
    found = told.user.id
    if not isinstance(found, str) or not 0 < len(found) <= OBJECT_ID:
        return None
    return Person(found.lower(), "", (told.user.display_name or "").replace("\x00", ""))


def _application(told: Any) -> str:
    application = told.from_.application if told.from_ is not None else None
    return (application.id or "") if application is not None else ""


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
