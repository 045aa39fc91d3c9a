"""The app package asks a team's owner for what Graph asks of the bot: each permission is needed, none is missing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from jobs import consent, members, reconcile, subscribe
from models.community_file import parse
from models.db import applying
from tests.app.outside import COMMUNITY_FILE, Rehearsed, signed
from tests.docs.pages import ROOT

NEEDS: Final = {
    "ChannelMessage.Read.Group": {"GET /teams/…/channels/…/messages/delta()", "POST /subscriptions"},
    "ChannelSettings.Read.Group": {"GET /teams/…/channels"},
    "TeamMember.Read.Group": {"GET /teams/…/members"},
    "TeamsAppInstallation.Read.Group": {"GET /teams/…/permissionGrants"},
}
"""What of Graph each is for. Source: https://learn.microsoft.com/en-us/graph/permissions-reference"""
OF_OUR_OWN: Final = {"GET /subscriptions"}
"""What no permission is needed for: an app sees the subscriptions that it made."""
ALL_CHANNELS: Final = re.sub(r"^channels = .*$", "", COMMUNITY_FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)


async def asked(here: Rehearsed) -> set[tuple[str, int]]:
    """Every call for Graph of what the bot does for one team, and how it was answered."""
    ports = here.bot.app.ports
    await ports.store.transact(lambda tx: applying.apply(tx, parse(ALL_CHANNELS), force=True), ports.now())
    await here.teams.act("install")
    for job in (consent, members, reconcile, subscribe):
        await job.run(ports)
    return {(_shape(call), call["status"]) for call in await here.journal("graph")}


def _shape(call: dict[str, Any]) -> str:
    path = call["path"].partition("?")[0].partition("/v1.0")[2]
    method: str = call["method"]
    return f"{method} " + re.sub("/(teams|channels)/[^/]+", r"/\1/…", path)


def signed_in(tmp_path: Path) -> Any:
    notified: dict[str, Any] = {
        "public_url": "http://127.0.0.1:1",
        "graph_notification_secret": "sixteen-letters-or-more",
    }
    return signed(f"sqlite:///{tmp_path / 'aizuchi.db'}", own=True, **notified)


@pytest.mark.parametrize("permission", NEEDS)
async def test_without_a_permission_exactly_what_it_is_for_is_refused(permission: str, tmp_path: Path) -> None:
    async with signed_in(tmp_path) as here:
        await here.teams.act("graph", do="revoke-consent", permission=permission)
        refused = {call for call, status in await asked(here) if status == 403}
        assert refused
        assert refused <= NEEDS[permission]


async def test_with_all_of_them_nothing_is_refused(tmp_path: Path) -> None:
    async with signed_in(tmp_path) as here:
        calls = await asked(here)
        assert {call for call, status in calls if status == 403} == set()
        assert {call for call, _ in calls} == OF_OUR_OWN.union(*NEEDS.values())


def test_these_are_the_permissions_of_the_package() -> None:
    manifest = json.loads((ROOT / "manifest" / "manifest.json").read_text(encoding="utf-8"))
    asked_for = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert {one["name"] for one in asked_for} == NEEDS.keys()
    assert {one["type"] for one in asked_for} == {"Application"}
