"""models.roster.Roster over Graph: who is in the team, and what the directory says of each.

Source: https://learn.microsoft.com/graph/api/team-list-members, https://learn.microsoft.com/graph/api/user-get and
https://learn.microsoft.com/graph/api/user-get-mailboxsettings
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.fields import LOCALE, OBJECT_ID, SHORT, Raw, objects, optional
from bot.graph.client import Graph, Refusal, Request
from bot.graph.pace import ANYWHERE, Scope
from locales.zones import iana_zone
from models.outgoing import RetryLater
from models.roster import ACCOUNTS, MAILBOXES, MEMBERS, Account, NotGranted, TeamMember

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph import GraphServiceClient

AT_ONCE = 999
"""Members on a page, the most that Graph gives."""
GUEST = "guest"
"""The role of a guest. Source: https://learn.microsoft.com/graph/api/resources/conversationmember"""
PAGES = 100
"""More is no team: Teams allows 25,000 members."""
ASKED = ["id", "department", "officeLocation", "country", "usageLocation", "preferredLanguage"]
LONGEST = 200
"""Of what the directory holds as free text."""


class GraphRoster:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def members(self, group_id: str) -> Sequence[TeamMember]:
        """The whole team. Raises RetryLater where a page is missing: half a roster is none."""
        found: dict[str, TeamMember] = {}
        following: str | None = None
        for _ in range(PAGES):
            answer = await self._read("members", _page(group_id, following), MEMBERS, Scope(group_id))
            if not isinstance(answer.get("value"), list):
                raise RetryLater("A page of the team's members held no list.")
            found |= {one.id: one for told in objects(answer["value"]) if (one := _member(told))}
            following = optional(answer, "@odata.nextLink")
            if following is None:
                return tuple(found.values())
            if not self._graph.is_ours(following):
                raise RetryLater("A page of the team's members leads to another host.")
        raise RetryLater(f"The team's members came on more than {PAGES} pages.")

    async def account(self, member_id: str) -> Account:
        """What the directory says of a person; nothing of who is not in it any more."""

        def request(sdk: GraphServiceClient) -> RequestInformation:
            from kiota_abstractions.base_request_configuration import RequestConfiguration

            user = sdk.users.by_user_id(member_id)
            asked = type(user).UserItemRequestBuilderGetQueryParameters(select=ASKED)
            return user.to_get_request_information(RequestConfiguration(query_parameters=asked))

        told = await self._of_one("account", request, ACCOUNTS)
        country = _country(told.get("country")) or _country(told.get("usageLocation"))
        language = _text(told.get("preferredLanguage"), LOCALE)
        return Account(_text(told.get("department")), _text(told.get("officeLocation")), country, language)

    async def time_zone(self, member_id: str) -> str | None:
        """The zone that a person's mailbox is set to; ``None`` without a mailbox, or for a zone of their own making."""

        def request(sdk: GraphServiceClient) -> RequestInformation:
            return sdk.users.by_user_id(member_id).mailbox_settings.to_get_request_information()

        return _zone((await self._of_one("mailboxSettings", request, MAILBOXES)).get("timeZone"))

    async def _of_one(self, what: str, request: Request, needed: str) -> Raw:
        """What Graph says of one person; empty where it knows of nothing."""
        try:
            return await self._read(what, request, needed, ANYWHERE)
        except Refusal as refused:
            if refused.status == 404:
                return {}
            raise

    async def _read(self, what: str, request: Request, needed: str, scope: Scope) -> Raw:
        try:
            return await self._graph.read(what, request, scope=scope)
        except Refusal as refused:
            if refused.status == 403:
                raise NotGranted(needed) from refused
            raise


def _page(group_id: str, following: str | None) -> Request:
    def request(sdk: GraphServiceClient) -> RequestInformation:
        from kiota_abstractions.base_request_configuration import RequestConfiguration

        members = sdk.teams.by_team_id(group_id).members
        if following is not None:
            return members.with_url(following).to_get_request_information()
        asked = type(members).MembersRequestBuilderGetQueryParameters(top=AT_ONCE)
        return members.to_get_request_information(RequestConfiguration(query_parameters=asked))

    return request


def _member(told: Raw) -> TeamMember | None:
    """Somebody with an account; ``None`` for others, whom no event of Teams' names either."""
    found = optional(told, "userId") or ""
    if not 0 < len(found) <= OBJECT_ID:
        return None
    listed = told.get("roles")
    roles = [str(role).lower() for role in listed] if isinstance(listed, list) else []
    return TeamMember(found.lower(), _text(told.get("displayName")) or "", GUEST in roles, _text(told.get("tenantId")))


def _text(told: object, longest: int = LONGEST) -> str | None:
    """Free text of the directory, as people read it."""
    read = told.replace("\x00", "").strip()[:longest] if isinstance(told, str) else ""
    return read or None


def _country(told: object) -> str | None:
    """Two capital letters; the directory's free text where it says no more than that."""
    read = told.strip().upper() if isinstance(told, str) else ""
    return {"UK": "GB"}.get(read, read) if re.fullmatch("[A-Z]{2}", read) else None


def _zone(told: object) -> str | None:
    """As an IANA name: a mailbox may name its zone so, or as Windows does."""
    if not isinstance(told, str) or not told or len(told) > SHORT:
        return None
    name = iana_zone(told) or told
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
