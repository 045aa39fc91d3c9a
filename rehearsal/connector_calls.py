"""One call of the bot, and what every call must know about where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from rehearsal.people import App, Person
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal, as_mapping, as_text
from rehearsal.world import channel_of

Answer = tuple[int, object]
"""Status, and the JSON that goes with it; None: an empty body."""


@dataclass(frozen=True, slots=True)
class Call:
    """``path`` holds the decoded parts of the path, ``query`` what follows the question mark."""

    path: dict[str, str]
    query: dict[str, str]
    body: Json

    @property
    def conversation_id(self) -> str:
        return self.path["conversation"]

    @property
    def is_targeted(self) -> bool:
        return self.query.get("isTargetedActivity") == "true"


def check_tenant(stage: Stage, body: Json) -> None:
    """Raises Refusal 403 unless the body names the community's tenant."""
    in_channel_data = as_mapping(as_mapping(body.get("channelData")).get("tenant")).get("id")
    named = as_text(body.get("tenantId")) or as_text(in_channel_data)
    if named != stage.world.team.tenant_id:
        raise Refusal(403, "Forbidden", "The bot is not allowed in this tenant; tenantId is missing or another's.")


def check_chat(stage: Stage, person: Person) -> None:
    """Raises Refusal 403 when the bot may not write to this person."""
    through_team = stage.world.bot_in_team and person.in_team and person.app is not App.REMOVED
    if person.app is not App.INSTALLED and not through_team:
        raise not_in_roster()


def check_conversation(stage: Stage, conversation_id: str) -> None:
    """Raises Refusal: 404 for a conversation that does not exist, 403 for one that the bot is no part of."""
    world = stage.world
    owner = world.owner_of_chat(conversation_id)
    if owner is not None:
        check_chat(stage, owner)
        return
    channel_id = channel_of(conversation_id)
    if not world.is_channel(channel_id):
        raise Refusal(404, "ConversationNotFound", "Conversation not found.")
    if not world.bot_in_team:
        raise not_in_roster()
    if conversation_id != channel_id and world.root(conversation_id) is None:
        raise Refusal(404, "ConversationNotFound", "Conversation not found.")


def not_in_roster() -> Refusal:
    return Refusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")
