"""A community comes into being where the app is added to a team that no community file names; and its PMO is chosen.

Documents are those of models/community_file.py. What is chosen in Teams is a change that a later ``apply`` keeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from models import community_file
from models.community import Role
from models.community_file import Document
from models.public_holidays import check_code
from models.refused import Refused

PMO_AT_MOST = 20
NAME_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team as Teams tells of it, and what the client of who added the app says of where they are."""

    id: str
    tenant_id: str
    name: str | None = None
    locale: str | None = None
    country: str | None = None
    time_zone: str | None = None


def founded(team: NewTeam, installer_id: str, installer_name: str) -> Document:
    """The document of a team's new community, with who added the app as its lead, and as its PMO until there is one.

    All channels are watched. Raises CommunityFileFault for ids that are none of Microsoft's.
    """
    head: dict[str, Any] = {
        "name": (team.name or "").strip()[:NAME_AT_MOST].strip() or "Teams",
        "language": _language(team.locale),
        "tenant_id": team.tenant_id,
        "team_id": team.id,
    }
    if team.time_zone:
        head["time_zone"] = team.time_zone
    first = {"id": installer_id, "name": called(installer_id, installer_name), "roles": [Role.PMO, Role.LEAD]}
    hours = {"holidays": team.country} if team.country and _has_holidays(team.country) else {}
    return community_file.check({"community": head, "working_hours": hours, "member": [first]})


def with_pmo(document: Mapping[str, Any], chosen: Mapping[str, str]) -> Document:
    """The same community with these people as its PMO, names by id, and nobody else; other roles stay.

    Raises Refused when nobody is chosen, or too many are.
    """
    if not chosen:
        raise Refused("refused-pmo-none")
    if len(chosen) > PMO_AT_MOST:
        raise Refused("refused-pmo-many", most=PMO_AT_MOST)
    changed = deepcopy(dict(document))
    members = changed.setdefault("member", [])
    known = {member["id"] for member in members}
    for member in members:
        others = [role for role in member.get("roles", []) if role != Role.PMO]
        member["roles"] = [Role.PMO.value, *others] if member["id"] in chosen else others
    for one, name in chosen.items():
        if one not in known:
            members.append({"id": one, "name": called(one, name), "roles": [Role.PMO.value]})
    return community_file.check(changed)


def named(document: Mapping[str, Any], names: Mapping[str, str]) -> Document:
    """The same community with the names of those who had none yet."""
    changed = deepcopy(dict(document))
    for member in changed.get("member", []):
        if is_nameless(member["id"], member["name"]):
            member["name"] = called(member["id"], names.get(member["id"], ""))
    return changed


def called(member_id: str, name: str) -> str:
    """What a community calls somebody: by their id where Teams did not tell their name yet."""
    return name.strip()[:NAME_AT_MOST].strip() or member_id


def is_nameless(member_id: str, name: str) -> bool:
    return name == member_id


def _language(locale: str | None) -> str:
    """Japanese for who reads it, and for who says nothing; English for everybody else."""
    return "ja" if not locale or locale.lower().startswith("ja") else "en"


def _has_holidays(country: str) -> bool:
    try:
        check_code(country)
    except ValueError:
        return False
    return True
