"""An advisor is asked for a word on a post, as a favour: who holds the follow-up holds it still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.acts import WORD_AT_MOST, Actor
from models.community import Community, Role, Theme
from models.effects import follow_up_card, send
from models.follow_up import Decision, FollowUp, refuse_closed
from models.pressing import Press, standing
from models.refused import Refused

OFFERED_AT_MOST = 40
"""So many names does a card offer; a larger list would be no help on a phone."""


@dataclass(frozen=True, slots=True)
class Favour:
    """Which advisor is asked, by id, and what for; ``word`` may be empty."""

    to: str
    word: str


def advisors(theme: Theme | None, follow_up: FollowUp, community: Community, by: str) -> tuple[str, ...]:
    """Whom ``by`` may ask: the theme's advisors first, then all who are advisors; never oneself or the author."""
    of_theme = theme.advisors if theme else ()
    everyone = dict.fromkeys([*of_theme, *(member.id for member in community.with_role(Role.ADVISOR))])
    out = (by, follow_up.author_id)
    return tuple(one for one in everyone if one in community.members and one not in out)[:OFFERED_AT_MOST]


def asked(presses: Iterable[Press], advisor: str) -> Press | None:
    """The press that asked an advisor, whatever they said since; ``None`` when nobody did."""
    return next((press for press in standing(presses) if press.verb == "ask" and press.given["to"] == advisor), None)


def asked_for(presses: Iterable[Press], advisor: str) -> str:
    """What an advisor was asked for, in the words of who asked; empty where there are none, or they went by age."""
    asking = asked(presses, advisor)
    return asking.given.get("word", "") if asking else ""


def is_asked(presses: Iterable[Press], advisor: str) -> bool:
    """Whether an advisor was asked and has not said no."""
    kept = standing(presses)
    no = any(press.verb == "not_this_time" and press.by == advisor for press in kept)
    return asked(kept, advisor) is not None and not no


def ask(follow_up: FollowUp, actor: Actor, favour: Favour, theme: Theme | None, before: Iterable[Press]) -> Decision:
    """ "Could you lend a hand?" They are told in private; whose it is and when it is nudged stays as it is."""
    to, word = favour.to, favour.word
    after = advised(follow_up, to)
    if not to:
        raise Refused("refused-nobody-chosen")
    if to in actor.away or to not in advisors(theme, follow_up, actor.community, actor.by):
        raise Refused("refused-not-an-advisor")
    if asked(before, to) is not None:
        raise Refused("refused-asked-before", name=actor.names.get(to, ""))
    if len(word) > WORD_AT_MOST:
        raise Refused("refused-word-too-long", limit=WORD_AT_MOST)
    card = follow_up_card(follow_up.id, asks="asked", by=actor.by)
    key = f"ask:{follow_up.id}:{follow_up.version}:{to}"
    return Decision(after, (send(key, follow_up.community_id, to, card),), anew=True)


def advised(follow_up: FollowUp, to: str) -> FollowUp:
    """What asking does: the card says who is asked."""
    refuse_closed(follow_up)
    return replace(follow_up, advisor=to)


def not_this_time(follow_up: FollowUp, actor: Actor, before: Iterable[Press]) -> Decision:
    """ "Not this time." No reason is asked for; who asked is told, and nobody else."""
    after, kept = excused(follow_up, actor.by), standing(before)
    asking = asked(kept, actor.by)
    if asking is None or not is_asked(kept, actor.by):
        raise Refused("refused-not-asked")
    card = follow_up_card(follow_up.id, asks="excused", by=actor.by)
    key = f"excused:{follow_up.id}:{follow_up.version}:{actor.by}"
    return Decision(after, (send(key, follow_up.community_id, asking.by, card),), anew=True)


def excused(follow_up: FollowUp, advisor: str) -> FollowUp:
    """What saying no does: nobody is waited for."""
    refuse_closed(follow_up)
    return replace(follow_up, advisor=None) if follow_up.advisor == advisor else follow_up
