"""Teams' REST: what the outbox wants becomes a call; a no of Teams' becomes RetryLater, Uncertain or Undeliverable."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson
from yarl import URL

from bot.answers import Verdict, as_object, judge, judge_silence, read_at_most, retry_after, word
from bot.cards.rendered import Rendered
from bot.cards.told_apart import told_apart
from bot.credentials import Tokens
from models.outgoing import Address, Recipient, RetryLater, Sentence, Uncertain, Undeliverable
from models.views import View

LIMITS = aiohttp.ClientTimeout(total=10, connect=3)
LONGEST_ANSWER = 64 * 1024
CARD = "application/vnd.microsoft.card.adaptive"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
GONE = frozenset({404, 410})


Render = Callable[[View, str, str], Rendered]
"""View, language, time zone (IANA name)."""
Say = Callable[[Sentence, str, str], str]
"""Sentence, language, time zone (IANA name)."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of Teams' REST. ``what`` names it for an operator; ``repeatable``: twice does what once does."""

    what: str
    method: str
    url: URL
    body: Mapping[str, Any] | None = None
    repeatable: bool = True
    fine: frozenset[int] = frozenset()
    """Statuses that mean success here, though they mean failure elsewhere."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: str | None
    body: dict[str, object]


def teams_url(service_url: str, *path: str, **query: str) -> URL:
    """The address of a thing in Teams: ``v3`` and each id of ``path``, percent-encoded, below the service.

    Raises Undeliverable when the service or an id could lead elsewhere.
    """
    if any(part in ("", ".", "..") for part in path):
        raise Undeliverable("An id in the address of a Teams call is missing.", "address")
    try:
        service = URL(service_url)
        tail = "/".join(quote(part, safe="") for part in ("v3", *path))
    except (ValueError, TypeError) as error:
        raise Undeliverable("The address of a Teams call cannot be read.", "address") from error
    if service.scheme not in ("http", "https") or not service.host or service.user or service.password:
        raise Undeliverable("The service of a Teams call is not one we may call.", "service_host")
    return service.with_path(f"{service.raw_path.rstrip('/')}/{tail}", encoded=True).with_query(query or None)


class Wire:
    """Makes calls: to allowed hosts only, with a token, with time limits, and never along a redirect."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tokens: Tokens,
        *,
        allowed_host: Callable[[str], bool],
        now: Callable[[], datetime],
        limits: aiohttp.ClientTimeout = LIMITS,
    ) -> None:
        self._session = session
        self._tokens = tokens
        self._allowed_host = allowed_host
        self._now = now
        self._limits = limits

    async def make(self, call: Call) -> dict[str, object]:
        """What Teams answered, ``{}`` when it said nothing we can read.

        Raises RetryLater, Uncertain or Undeliverable; none of them holds a token or what the call says.
        """
        self._must_be_allowed(call)
        token = await self._tokens.token()
        answer = await self._send(call, token)
        if answer.status == 401 and token is not None:
            self._tokens.forget(token)
            answer = await self._send(call, await self._tokens.token())
        self._must_be_done(call, answer)
        return answer.body

    def _must_be_allowed(self, call: Call) -> None:
        if not self._allowed_host(call.url.host or ""):
            raise Undeliverable(f"{call.url.host} is not a host we give our token to.", "service_host")

    async def _send(self, call: Call, token: str | None) -> Answer:
        if token is not None and call.url.scheme != "https" and call.url.host not in LOOPBACK:
            raise Undeliverable(f"{call.url.host} would get our token without TLS.", "service_host")
        headers = {"Content-Type": "application/json"} if call.body is not None else {}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        body = None if call.body is None else as_json(call.body)
        try:
            async with self._session.request(
                call.method, call.url, data=body, headers=headers, timeout=self._limits, allow_redirects=False
            ) as response:
                return Answer(response.status, response.headers.get("Retry-After"), await _body(response))
        except (aiohttp.ClientError, OSError) as error:
            reason = f"No answer to {call.what}: {type(error).__name__}."
            if judge_silence(error, repeatable=call.repeatable) is Verdict.LATER:
                raise RetryLater(reason) from None
            raise Uncertain(reason) from None

    def _must_be_done(self, call: Call, answer: Answer) -> None:
        if answer.status in call.fine:
            return
        error = answer.body.get("error")
        code = (word(error.get("code")) if isinstance(error, dict) else None) or str(answer.status)
        reason = f"Teams answered {answer.status} to {call.what}: {code}."
        match judge(answer.status, repeatable=call.repeatable):
            case Verdict.LATER:
                raise RetryLater(reason, retry_after(answer.retry_after, self._now()))
            case Verdict.UNCERTAIN:
                raise Uncertain(reason)
            case Verdict.NEVER:
                raise Undeliverable(reason, code)
            case Verdict.DONE:
                return


class Connector:
    """models.outgoing.Teams over Teams' REST.

    Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference; for
    reactions https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-reactions, for cards that one
    person sees https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
    """

    def __init__(self, wire: Wire, *, render: Render, say: Say) -> None:
        self._wire = wire
        self._render = render
        self._say = say

    async def react(self, where: Address, message_id: str, reaction: str) -> None:
        """Set the bot's reaction on a message."""
        await self._wire.make(Call("react", "PUT", _activities(where, message_id, "reactions", reaction)))

    async def send(self, where: Address, to: Recipient, view: View) -> str:
        """A card into a chat. Returns Teams' id of it.

        Returns ``""`` when Teams took the card without giving an id: it is there, and cannot be drawn again.
        """
        return await self._new("send", _activities(where), self._card(to, view))

    async def whisper(self, where: Address, to: Recipient, view: View) -> str:
        """A card in a channel's thread that ``to`` alone sees. Returns as ``send`` does."""
        if not to.teams_id:
            raise Undeliverable(f"Teams' id of {to.id} is not known yet.", "no_teams_id")
        body = self._card(to, view) | {"recipient": {"id": to.teams_id, "isTargeted": True}}
        return await self._new("whisper", _activities(where, isTargetedActivity="true"), body)

    async def refresh(self, where: Address, activity_id: str, to: Recipient, view: View) -> None:
        """Draw a card again in place."""
        await self._wire.make(Call("refresh", "PUT", _activities(where, activity_id), self._card(to, view)))

    async def take_back(self, where: Address, activity_id: str) -> None:
        """Delete one of our messages; it may be gone already."""
        await self._wire.make(Call("take_back", "DELETE", _activities(where, activity_id), fine=GONE))

    async def post(self, where: Address, sentence: Sentence, language: str, time_zone: str) -> str:
        """A plain reply in a thread: ``where`` names the thread (``…;messageid=…``). Returns as ``send`` does."""
        text = self._say(sentence, language, time_zone)
        return await self._new("post", _activities(where), {"type": "message", "text": text, "textFormat": "plain"})

    async def open_chat(
        self, service_url: str, tenant_id: str, bot_id: str, member_id: str, teams_id: str | None
    ) -> str:
        """The private chat with a member (``member_id`` is their Entra object id). Returns its conversation id."""
        body = {
            "bot": {"id": bot_id},
            "members": [{"id": teams_id or member_id, "aadObjectId": member_id}],
            "tenantId": tenant_id,
            "channelData": {"tenant": {"id": tenant_id}},
            "isGroup": False,
        }
        answer = await self._wire.make(Call("open_chat", "POST", teams_url(service_url, "conversations"), body))
        if not (conversation_id := _id(answer)):
            raise RetryLater("Teams opened a chat without naming it.")
        return conversation_id

    async def _new(self, what: str, url: URL, body: Mapping[str, Any]) -> str:
        return _id(await self._wire.make(Call(what, "POST", url, body, repeatable=False)))

    def _card(self, to: Recipient, view: View) -> dict[str, Any]:
        """A message that is one card. With a text beside it, Teams would make two messages and give no id."""
        drawn = told_apart(self._render(view, to.language, to.time_zone), to.origin)
        attachment = {"contentType": CARD, "content": drawn.card}
        return {"type": "message", "summary": drawn.summary, "attachments": [attachment]}


def as_json(body: Mapping[str, Any]) -> bytes:
    """A body as bytes; half characters (lone surrogates), which orjson refuses, become question marks."""
    try:
        return orjson.dumps(body)
    except orjson.JSONEncodeError:
        return json.dumps(body, ensure_ascii=False).encode(errors="replace")


def _activities(where: Address, *path: str, **query: str) -> URL:
    return teams_url(where.service_url, "conversations", where.conversation_id, "activities", *path, **query)


def _id(answer: Mapping[str, object]) -> str:
    found = answer.get("id")
    return found if isinstance(found, str) else ""


async def _body(response: aiohttp.ClientResponse) -> dict[str, object]:
    """The answer's JSON; ``{}`` when it is cut, late or too long. What became of the call, its status says alone."""
    try:
        return as_object(await read_at_most(response, LONGEST_ANSWER))
    except (aiohttp.ClientError, OSError, ValueError):
        return {}
