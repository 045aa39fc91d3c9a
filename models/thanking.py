"""Thanks to a member whose reply was the answer, by the responder who confirmed it."""

from __future__ import annotations

from collections.abc import Iterable

from models.acts import Actor
from models.effects import thread_post
from models.follow_up import Decision, FollowUp, Status
from models.outgoing import Sentence
from models.pressing import Press, standing
from models.refused import Refused

THANKS_AT_MOST = 200


def may_thank(follow_up: FollowUp, by: str, presses: Iterable[Press]) -> bool:
    """Whether ``by`` confirmed the reply that answers, and nobody was thanked for it yet."""
    return follow_up.confirmed_by == by and not thanked(follow_up, presses)


def thanked(follow_up: FollowUp, presses: Iterable[Press]) -> bool:
    """Whether the reply that answers was thanked for already; another reply may be thanked for again."""
    return any(press.verb == "thank" and press.given["reply"] == follow_up.answer_id for press in standing(presses))


def thank(follow_up: FollowUp, actor: Actor, line: str, *, thanked: bool) -> Decision:
    """One line in the thread, in the name of who confirmed; the follow-up stays as it is."""
    if follow_up.status is not Status.ANSWERED or follow_up.confirmed_by is None:
        raise Refused("refused-nothing-to-thank-for")
    if follow_up.confirmed_by != actor.by:
        raise Refused("refused-not-yours-to-thank", name=actor.names.get(follow_up.confirmed_by, ""))
    if thanked:
        raise Refused("refused-already-thanked")
    if not line:
        raise Refused("refused-no-thanks")
    if len(line) > THANKS_AT_MOST:
        raise Refused("refused-thanks-too-long", limit=THANKS_AT_MOST)
    sentence = Sentence("post-thanks", {"name": actor.name, "text": line})
    key = f"thank:{follow_up.id}:{follow_up.version}"
    return Decision(follow_up, (thread_post(key, follow_up.community_id, follow_up.thread_id, actor.by, sentence),))
