"""What a responder does by pointing at a message in Teams: it needs an answer, or it was one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.acts import Actor
from models.becoming import answered, received
from models.follow_up import FollowUp, refuse_closed
from models.refused import Refused

PICK = "pick_answer"
"""The verb under which naming a reply as the answer is kept among the presses. No card has such a button."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that somebody points at."""

    message_id: str
    by: str
    at: datetime

    def pack(self) -> dict[str, str]:
        return {"message": self.message_id, "by": self.by, "at": self.at.isoformat()}

    @classmethod
    def unpack(cls, given: Mapping[str, str]) -> Reply:
        """What ``pack`` wrote."""
        return cls(given["message"], given["by"], datetime.fromisoformat(given["at"]))


def pick(follow_up: FollowUp, actor: Actor, reply: Reply) -> FollowUp:
    """ "This was the answer", whoever wrote it and when. Who says so has read it: that is the receipt, too."""
    refuse_closed(follow_up)
    if reply.by == follow_up.author_id:
        raise Refused("refused-answer-own")
    seen = received(follow_up, actor.by, actor.now, actor.now, actor.community)
    if reply.message_id == follow_up.held_id:
        seen = replace(seen, promised_until=None)
    return replace(answered(seen, reply.by, reply.at, reply.message_id), confirmed_by=actor.by)
