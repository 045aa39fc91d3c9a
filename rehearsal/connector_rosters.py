"""Private chats, members, the team and its channels, as the bot asks for them."""

from __future__ import annotations

from rehearsal.connector_calls import Answer, Call, check_chat, check_conversation, check_tenant, not_in_roster
from rehearsal.connector_messages import id_of, keep, read_content
from rehearsal.limits import MEMBER_READS, SENDS
from rehearsal.people import Person
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal, as_list, as_mapping, as_text

MOST_ON_A_PAGE = 500
"""Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/get-teams-context"""


def create(stage: Stage, call: Call) -> Answer:
    """A private chat with one member or, with ``isGroup``, a new thread in a channel. Sends an ``activity`` at once."""
    check_tenant(stage, call.body)
    if call.body.get("isGroup") is True:
        return _begin_thread(stage, call.body)
    wanted = [as_text(as_mapping(member).get("id")) for member in as_list(call.body.get("members"))]
    if len(wanted) != 1:
        raise Refusal(400, "BadArgument", "A private chat needs exactly one member.")
    person = stage.world.find_person(wanted[0])
    if person is None:
        raise Refusal(404, "MemberNotFound", "There is no such member.")
    check_chat(stage, person)
    stage.meter.take(f"create {person.id}", SENDS)
    chat_id = stage.world.open_chat(person)
    return _with_first_activity(stage, chat_id, call.body)


def members(stage: Stage, call: Call) -> Answer:
    return 200, [_account(stage, person) for person in _roster(stage, call)]


def paged_members(stage: Stage, call: Call) -> Answer:
    """``pageSize`` members at a time; ``continuationToken`` leads on and is absent on the last page."""
    roster = _roster(stage, call)
    size, start = _number(call, "pageSize", MOST_ON_A_PAGE), _number(call, "continuationToken", 0)
    end = start + max(1, min(size, MOST_ON_A_PAGE))
    page: Json = {"members": [_account(stage, person) for person in roster[start:end]]}
    return 200, page | ({"continuationToken": str(end)} if end < len(roster) else {})


def member(stage: Stage, call: Call) -> Answer:
    """One member by ``29:…`` id or Entra id."""
    person = stage.world.find_person(call.path["member"])
    if person is None or person not in _roster(stage, call):
        raise Refusal(404, "MemberNotFoundInConversation", "The member is not in the conversation.")
    return 200, _account(stage, person)


def team(stage: Stage, call: Call) -> Answer:
    _check_team(stage, call)
    found = stage.world.team
    return 200, {"id": found.id, "name": found.name, "aadGroupId": found.group_id}


def channels(stage: Stage, call: Call) -> Answer:
    """General has the team's id and no name."""
    _check_team(stage, call)
    named = [
        {"id": channel.id, "name": channel.name}
        for channel in stage.world.channels.values()
        if channel.id != stage.world.team.id
    ]
    return 200, {"conversations": [{"id": stage.world.team.id, "name": None}, *named]}


def _begin_thread(stage: Stage, body: Json) -> Answer:
    channel_id = as_text(as_mapping(as_mapping(body.get("channelData")).get("channel")).get("id"))
    check_conversation(stage, channel_id)
    stage.meter.take(f"send {channel_id}", SENDS)
    kept = keep(stage, channel_id, read_content(as_mapping(body.get("activity"))))
    return 201, {"id": kept[0].conversation_id, "activityId": id_of(kept).get("id")}


def _with_first_activity(stage: Stage, chat_id: str, body: Json) -> Answer:
    if not as_mapping(body.get("activity")):
        return 201, {"id": chat_id}
    kept = keep(stage, chat_id, read_content(as_mapping(body["activity"])))
    return 201, {"id": chat_id, "activityId": id_of(kept).get("id")}


def _roster(stage: Stage, call: Call) -> list[Person]:
    check_conversation(stage, call.conversation_id)
    stage.meter.take(f"members {call.conversation_id}", MEMBER_READS)
    owner = stage.world.owner_of_chat(call.conversation_id)
    return stage.world.members() if owner is None else [owner]


def _check_team(stage: Stage, call: Call) -> None:
    if call.path["team"] != stage.world.team.id:
        raise Refusal(404, "TeamNotFound", "Team not found.")
    if not stage.world.bot_in_team:
        raise not_in_roster()


def _number(call: Call, key: str, default: int) -> int:
    told = call.query.get(key, str(default))
    if not told.isdecimal():
        raise Refusal(400, "BadArgument", f"{key} must be a whole number.")
    return int(told)


def _account(stage: Stage, person: Person) -> Json:
    surname, given = person.names
    return {
        "id": person.teams_id,
        "name": person.name,
        "aadObjectId": person.id,
        "objectId": person.id,
        "givenName": given,
        "surname": surname,
        "email": person.address,
        "userPrincipalName": person.address,
        "tenantId": stage.world.team.tenant_id,
        "userRole": "user",
    }
