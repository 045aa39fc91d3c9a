"""The team's members, its permission grants, and what the company's directory says of people.

Source: https://learn.microsoft.com/graph/api/team-list-members, https://learn.microsoft.com/graph/api/user-get and
https://learn.microsoft.com/graph/api/team-list-permissiongrants
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

from rehearsal.graph.calls import Answer, Call, bad, check_team, forbidden, listed_place, only, take_other, top
from rehearsal.graph.tokens import Place
from rehearsal.people import Person, digest
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal

A_PAGE, MOST = 100, 999
USUAL = (
    "id", "displayName", "givenName", "surname", "mail", "userPrincipalName", "preferredLanguage", "officeLocation",
)  # fmt: skip
"""What Graph tells of a user that is asked for without ``$select``."""
ZONES = {
    "Asia/Tokyo": "Tokyo Standard Time",
    "Asia/Singapore": "Singapore Standard Time",
    "Europe/Amsterdam": "W. Europe Standard Time",
}
"""Mailboxes name zones as Windows does; others stay as they are."""
ONE_OF = re.compile(r"id in \(((?:'[^']+')(?:, ?'[^']+')*)\)")


def members(stage: Stage, call: Call) -> Answer:
    """Who is in the team, by pages."""
    check_team(stage, call, "TeamMember.Read.Group")
    take_other(stage)
    only(call, "$top", "$skiptoken")
    place = Place("members", top(call, A_PAGE, MOST), expand=False, after=0)
    if "$skiptoken" in call.query:
        place = listed_place(stage, call.query["$skiptoken"], "members")
    found = stage.world.members()
    end = place.after + place.top
    value = [_member(stage, person) for person in found[place.after : end]]
    answer: Json = {"@odata.count": len(value), "value": value}
    if end < len(found):
        token = stage.graph.tokens.give(Place("members", place.top, expand=False, after=end))
        here = f"{stage.address}/graph/v1.0/teams/{call.path['group']}/members"
        answer["@odata.nextLink"] = f"{here}?$skiptoken={token}"
    return 200, answer


def grants(stage: Stage, call: Call) -> Answer:
    """What the team's owner consented to."""
    check_team(stage, call, "TeamsAppInstallation.Read.Group")
    take_other(stage)
    given = [one for one in stage.graph.of_team if one in stage.graph.granted]
    return 200, {"value": [_grant(stage, permission) for permission in given]}


def user(stage: Stage, call: Call) -> Answer:
    take_other(stage)
    _check_granted(stage, "User.Read.All")
    only(call, "$select")
    return 200, _selected(_user(_found(stage, call)), call)


def users(stage: Stage, call: Call) -> Answer:
    """Everyone, or those whose ids are in ``$filter=id in ('…', '…')``."""
    take_other(stage)
    _check_granted(stage, "User.Read.All")
    only(call, "$select", "$filter")
    found: Iterable[Person] = stage.world.people.values()
    if "$filter" in call.query:
        wanted = ONE_OF.fullmatch(call.query["$filter"].strip())
        if wanted is None:
            raise bad("The rehearsal knows only the filter id in ('…', '…').")
        ids = re.findall("'([^']+)'", wanted[1])
        if len(ids) > 15:
            raise bad("Too many child clauses specified in search filter expression.")
        found = [person for person in found if person.id in ids]
    return 200, {"value": [_selected(_user(person), call) for person in found]}


def mailbox_settings(stage: Stage, call: Call) -> Answer:
    take_other(stage)
    _check_granted(stage, "MailboxSettings.Read")
    person = _found(stage, call)
    return 200, {
        "timeZone": ZONES.get(person.time_zone, person.time_zone),
        "language": {"locale": person.locale, "displayName": person.locale},
        "dateFormat": "yyyy/MM/dd",
        "timeFormat": "H:mm",
        "userPurpose": {"value": "user"},
    }


def _check_granted(stage: Stage, permission: str) -> None:
    """The tenant's consent, which no team takes away."""
    if permission not in stage.graph.granted:
        raise forbidden(permission)


def _found(stage: Stage, call: Call) -> Person:
    """By id or by name for the sign-in. Raises Refusal 404."""
    wanted = call.path["user"]
    for person in stage.world.people.values():
        if wanted in (person.id, person.address):
            return person
    raise Refusal(404, "Request_ResourceNotFound", f"Resource '{wanted}' does not exist.")


def _member(stage: Stage, person: Person) -> Json:
    membership = f"{stage.world.team.group_id}##{person.id}"
    return {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": base64.b64encode(membership.encode()).decode(),
        "roles": [role for role, one in (("owner", "lead"), ("guest", "guest")) if one in person.roles],
        "displayName": person.name,
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
        "userId": person.id,
        "email": person.address,
        "tenantId": stage.world.team.tenant_id,
    }


def _user(person: Person) -> Json:
    surname, given = person.names
    return {
        "id": person.id,
        "displayName": person.name,
        "givenName": given,
        "surname": surname,
        "mail": person.address,
        "userPrincipalName": person.address,
        "preferredLanguage": person.locale,
        "officeLocation": person.office,
        "department": person.department,
        "country": person.country,
        "usageLocation": person.country,
        "accountEnabled": True,
        "jobTitle": None,
        "userType": "Member",
    }


def _selected(told: Json, call: Call) -> Json:
    """What ``$select`` asks for. Raises Refusal for a property that users do not have here."""
    names = call.query["$select"].split(",") if "$select" in call.query else USUAL
    for name in names:
        if name not in told:
            raise bad(f"Could not find a property named '{name}' on type 'microsoft.graph.user'.")
    return {name: told[name] for name in names}


def _grant(stage: Stage, permission: str) -> Json:
    return {
        "id": base64.b64encode(f"{stage.world.team.group_id}##{permission}".encode()).decode(),
        "clientAppId": stage.options.app_id,
        "clientId": digest(stage.options.app_id)[:32],
        "resourceAppId": "00000003-0000-0000-c000-000000000000",
        "permissionType": "Application",
        "permission": permission,
    }
