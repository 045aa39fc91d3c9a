"""msgraph-sdk over HTTP, without its own retries and redirects: our pace and our table of answers hold.

Slow to import: bot/graph/client.py imports it when Graph is first asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import orjson
from kiota_abstractions.api_error import APIError
from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)
from kiota_abstractions.request_information import RequestInformation
from kiota_http.middleware import ParametersNameDecodingHandler, UrlReplaceHandler
from kiota_http.middleware.options import UrlReplaceHandlerOption
from msgraph import GraphServiceClient
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.pinned_chat_message_info import PinnedChatMessageInfo
from msgraph.generated.teams.item.channels.item.messages.item.replies.item.set_reaction import (
    set_reaction_post_request_body as of_reply,
)
from msgraph.generated.teams.item.channels.item.messages.item.set_reaction import (
    set_reaction_post_request_body as of_post,
)
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph_core import GraphClientFactory

CONNECT_WITHIN = 5.0
"""Seconds."""
ME = {"/users/me-token-to-replace": "/me"}
"""How the SDK asks for the person whose token it has."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one call. ``status`` is ``None`` when nothing came that could be read."""

    status: int | None
    value: Any = None
    code: str | None = None
    retry_after: str | None = None
    never_left: bool = False


class Unreadable(httpx.TransportError):
    """An answer that is no JSON: a proxy's page, say."""


class Given(AccessTokenProvider):
    """Our tokens, as kiota asks for them; for one host alone."""

    def __init__(self, token: Callable[[], Awaitable[str | None]], host: str) -> None:
        self._token = token
        self._hosts = AllowedHostsValidator([host])

    async def get_authorization_token(self, uri: str, additional_authentication_context: Any = None) -> str:
        """The token; ``""``, and then no header, where none is needed or the address is not Graph's."""
        return (await self._token() or "") if self._hosts.is_url_host_valid(uri) else ""

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        return self._hosts


class Session:
    """The SDK's client for one Graph."""

    def __init__(self, base_url: str, token: Callable[[], Awaitable[str | None]], limit: timedelta) -> None:
        host = httpx.URL(base_url).host
        self._limit = limit.total_seconds()
        self._connections = httpx.AsyncHTTPTransport(trust_env=False)
        client = httpx.AsyncClient(
            transport=self._connections,
            timeout=httpx.Timeout(self._limit, connect=CONNECT_WITHIN),
            follow_redirects=False,
            trust_env=False,
            event_hooks={"response": [_must_be_json]},
        )
        replaced = UrlReplaceHandlerOption(enabled=True, replacement_pairs=ME)
        middleware = [ParametersNameDecodingHandler(), UrlReplaceHandler(replaced)]
        client = GraphClientFactory.create_with_custom_middleware(middleware, client=client)
        adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(Given(token, host)), client)
        adapter.base_url = f"{base_url}/v1.0"
        self._graph = GraphServiceClient(request_adapter=adapter)

    async def make(self, call: Callable[[GraphServiceClient], Awaitable[Any]]) -> Answer:
        """Make one call. Raises what our tokens raise, and nothing else."""
        try:
            async with asyncio.timeout(self._limit):
                return Answer(200, await call(self._graph))
        except APIError as error:
            headers = error.response_headers or {}
            return Answer(error.response_status_code or 500, None, _code(error), headers.get("Retry-After"))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            return Answer(None, code=type(error).__name__, never_left=True)
        except (httpx.HTTPError, TimeoutError, ValueError) as error:
            return Answer(None, code=type(error).__name__)

    async def close(self) -> None:
        """The connections themselves: the SDK's wrapping would leave them open."""
        await self._connections.aclose()


async def read(graph: GraphServiceClient, request: RequestInformation) -> dict[str, Any]:
    """What is answered, as JSON. Raises ValueError where it is no object."""
    body: Any = await graph.request_adapter.send_primitive_async(request, "bytes", {"XXX": ODataError})
    found = orjson.loads(body or b"{}")
    if not isinstance(found, dict):
        raise ValueError("the answer is no object")
    return found


def reaction_body(reaction: str) -> of_post.SetReactionPostRequestBody:
    """What sets a reaction on a post."""
    return of_post.SetReactionPostRequestBody(reaction_type=reaction)


def reply_reaction_body(reaction: str) -> of_reply.SetReactionPostRequestBody:
    """What sets a reaction on a reply."""
    return of_reply.SetReactionPostRequestBody(reaction_type=reaction)


def pin_body(message: str) -> PinnedChatMessageInfo:
    """What pins a message, named by its address."""
    return PinnedChatMessageInfo(additional_data={"message@odata.bind": message})


async def _must_be_json(response: httpx.Response) -> None:
    """What kiota would take for an answer and is none."""
    if response.is_redirect:
        raise APIError("the answer leads elsewhere", response.status_code)
    kind = response.headers.get("Content-Type", "")
    if response.is_success and response.status_code != 204 and kind and "json" not in kind:
        raise Unreadable("the answer is no JSON", request=response.request)


def _code(error: APIError) -> str | None:
    """Graph's own word for it."""
    told = getattr(error, "error", None)
    code = getattr(told, "code", None)
    return code if isinstance(code, str) else None
