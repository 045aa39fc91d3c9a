"""models.consent.Consent over Graph: what the owner of a team granted the app when they added it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.fields import Raw, objects, optional
from bot.graph.client import Graph
from bot.graph.pace import Scope

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph import GraphServiceClient


class GraphConsent:
    """``app_id``: our own application; empty: what any app was granted, as a stand-in may tell it.

    Source: https://learn.microsoft.com/graph/api/team-list-permissiongrants
    """

    def __init__(self, graph: Graph, app_id: str) -> None:
        self._graph = graph
        self._app_id = app_id.lower()

    async def granted(self, group_id: str) -> frozenset[str]:
        """The names of the permissions of the application in one team."""

        def request(sdk: GraphServiceClient) -> RequestInformation:
            return sdk.teams.by_team_id(group_id).permission_grants.to_get_request_information()

        answer = await self._graph.read("permissionGrants", request, scope=Scope(group_id))
        ours = filter(self._is_ours, objects(answer.get("value")))
        return frozenset(found for one in ours if (found := optional(one, "permission")))

    def _is_ours(self, grant: Raw) -> bool:
        return not self._app_id or (optional(grant, "clientAppId") or "").lower() == self._app_id
