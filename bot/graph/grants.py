"""models.consent.Consent over Graph: what the owner of a team granted the app when they added it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.graph.client import Graph
from bot.graph.pace import Scope

if TYPE_CHECKING:
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

        async def call(sdk: GraphServiceClient) -> Any:
            return await sdk.teams.by_team_id(group_id).permission_grants.get()

        answer = await self._graph.ask("permissionGrants", call, scope=Scope(group_id))
        grants = (answer.value if answer else None) or ()
        return frozenset(one.permission for one in grants if one.permission and self._is_ours(one))

    def _is_ours(self, grant: Any) -> bool:
        return not self._app_id or (grant.client_app_id or "").lower() == self._app_id
