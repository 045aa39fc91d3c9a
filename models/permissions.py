"""Who may do what: the one table of acts, asked in handlers/dispatch.py for every event before anything else is.

Each act is named as it is registered (handlers/registry.py). A registered act without a row here, and a row without an
act, are red in tests/handlers/test_permissions.py; docs/permissions.md holds the same table for people.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from models.community import Community, Role


class Who(enum.StrEnum):
    """Who may; the roles are those of the community file, as they are in force."""

    EVERYBODY = "everybody"
    RESPONDER = "responder"
    """A member with a role of ``responders``."""
    PMO = "pmo"
    LEAD = "lead"
    ADVISOR = "advisor"
    CHAMPION = "champion"
    EXECUTIVE = "executive"
    ASKED = "asked"
    """The advisor who was asked for a word on the follow-up that is pressed, responder or not."""
    TEAMS = "teams"
    """Nobody asks for it: Teams, Graph or the bot itself tells that it happened."""


class Only(enum.StrEnum):
    """To whom of these the act's own rule keeps it; it says no by itself, as things stand."""

    AUTHOR = "author"
    """Teams itself lets nobody else (but an owner of the team) do it."""
    NOT_AUTHOR = "not the author"
    CLAIMER = "who claimed it"
    HANDED = "who was handed it"
    FREE = "while nobody else holds it"
    FREE_NOT_AUTHOR = "not the author, and while nobody else holds it"
    CONFIRMER = "who confirmed the reply"
    PRESSER = "who pressed it"
    PRIVATE = "in the private chat"
    OWN = "what is one's own"
    RELEASED = "what the lead released, but for the PMO and the lead"


@dataclass(frozen=True, slots=True)
class Row:
    """Who may do one act. ``says``: the sentence for who may not.

    ``guests``: whether a guest, or somebody of another tenant, may do it as well, if they are otherwise one who may.
    """

    who: frozenset[Who]
    says: str = ""
    guests: bool = True
    only: Only | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is nothing to ask."""
        return self.guests and not self.who.isdisjoint(_ANYBODY)


_ANYBODY: Final = frozenset({Who.EVERYBODY, Who.TEAMS})
NOT_FOR_GUESTS: Final = "refused-not-for-guests"
_ROLES: Final = {Who(role.value): role for role in Role}


def _for(*who: Who, says: str = "", guests: bool = True, only: Only | None = None) -> Row:
    return Row(frozenset(who), says, guests, only)


def _responders(only: Only | None = None) -> Row:
    return _for(Who.RESPONDER, says="refused-not-responder", only=only)


EVERYBODY: Final = _for(Who.EVERYBODY)
TEAMS: Final = _for(Who.TEAMS)
OWN: Final = _for(Who.EVERYBODY, only=Only.OWN)
FIGURES: Final = _for(Who.EVERYBODY, guests=False)
_QUEUE: Final = _for(Who.RESPONDER, says="refused-queue-not-for-you")
_SETUP: Final = _for(Who.LEAD, says="refused-setup-not-for-you")
_TOUCHES: Final = _for(Who.EXECUTIVE, says="refused-touches-not-for-you")
_RELEASES: Final = _for(Who.LEAD, says="refused-roll-not-for-you", guests=False)
_PROMPTS: Final = _for(Who.PMO, says="refused-prompt-not-for-you", guests=False, only=Only.PRIVATE)
_STOPS_PROMPTS: Final = _for(Who.PMO, Who.LEAD, says="refused-prompt-not-for-you", guests=False, only=Only.PRIVATE)
_SEASONS: Final = _for(Who.LEAD, says="refused-season-not-for-you", guests=False, only=Only.PRIVATE)
_NUDGED: Final = _for(Who.RESPONDER, says="refused-never-nudged")

COMMANDS: Final[Mapping[str, Row]] = {
    "audit": _for(Who.PMO, Who.LEAD, says="refused-audit-not-for-you", guests=False, only=Only.PRIVATE),
    "away": _NUDGED,
    "back": _NUDGED,
    "challenge": OWN,
    "due": _for(Who.RESPONDER, says="refused-due-not-for-you", guests=False),
    "help": EVERYBODY,
    "join": EVERYBODY,
    "language": EVERYBODY,
    "me": OWN,
    "morning": _NUDGED,
    "people": _for(Who.LEAD, says="refused-people-not-for-you", guests=False),
    "praise": EVERYBODY,
    "prompt": _STOPS_PROMPTS,
    "queue": _QUEUE,
    "quiet": _NUDGED,
    "roll": _for(Who.EVERYBODY, only=Only.PRIVATE),
    "season": FIGURES,
    "setup": _SETUP,
    "stats": FIGURES,
    "themes": EVERYBODY,
    "touches": replace(_TOUCHES, only=Only.PRIVATE),
}
"""By the command's English name. Words that call none are answered as ``help``."""

BUTTONS: Final[Mapping[str, Row]] = {
    "answer": _responders(),
    "ask": _responders(),
    "ask_forget_me": OWN,
    "ask_remove_attempt": OWN,
    "begin_answer": _responders(Only.FREE_NOT_AUTHOR),
    "choose_pmo": _SETUP,
    "choose_theme": _for(Who.PMO, says="refused-theme-not-for-you"),
    "claim": _responders(Only.FREE),
    "confirm": _responders(),
    "decline": _responders(Only.HANDED),
    "edit_attempt": OWN,
    "drop_prompt": _STOPS_PROMPTS,
    "edit_prompt": _PROMPTS,
    "enter_measures": _for(Who.LEAD, says="refused-measures-not-for-you", guests=False, only=Only.PRIVATE),
    "forget_me": OWN,
    "give_praise": EVERYBODY,
    "hand_over": _responders(Only.FREE),
    "introduce": _responders(),
    "keep_attempt": OWN,
    "like": _responders(Only.NOT_AUTHOR),
    "name_on_roll": OWN,
    "new_attempt": OWN,
    "not_this_time": _for(Who.ASKED, says="refused-not-asked"),
    "note_mention": _for(Who.LEAD, says="refused-measures-not-for-you", guests=False, only=Only.PRIVATE),
    "open_queue": _QUEUE,
    "open_roll": _for(Who.EVERYBODY, guests=False, only=Only.RELEASED),
    "pin": _QUEUE,
    "plan_prompt": _PROMPTS,
    "post_prompt": _PROMPTS,
    "promise": _responders(Only.FREE),
    "queue": _QUEUE,
    "receive": _responders(Only.NOT_AUTHOR),
    "release": _responders(Only.CLAIMER),
    "release_roll": _RELEASES,
    "remove_attempt": OWN,
    "reopen": _responders(),
    "season_begin": _SEASONS,
    "season_carry": _SEASONS,
    "season_carry_keep": _SEASONS,
    "season_change": _SEASONS,
    "season_close": _SEASONS,
    "season_edit": _SEASONS,
    "season_next": _SEASONS,
    "season_open": _SEASONS,
    "season_show": FIGURES,
    "season_theme": _SEASONS,
    "season_theme_keep": _SEASONS,
    "season_theme_remove": _SEASONS,
    "see_kept": OWN,
    "settle": _responders(),
    "show": _QUEUE,
    "show_stats": _for(Who.PMO, Who.LEAD, says="refused-show-not-for-you", guests=False),
    "similar": _responders(),
    "split": _responders(),
    "still_owed": _responders(),
    "stop_answer": _responders(),
    "stop_prompt": _STOPS_PROMPTS,
    "stop_touches": _TOUCHES,
    "take_praise_back": OWN,
    "take_record": OWN,
    "thank": _responders(Only.CONFIRMER),
    "turn_attempts": OWN,
    "turn_record": OWN,
    "undo": _for(Who.RESPONDER, Who.ASKED, says="refused-not-responder", only=Only.PRESSER),
    "unpin": _QUEUE,
    "wish_touches": _TOUCHES,
    "withdraw_roll": _RELEASES,
    "write_answer": _responders(Only.FREE_NOT_AUTHOR),
}
"""By the verb of the card's button, and of what a card sends by itself; dialogs' forms are pressed likewise."""

MESSAGE_ACTIONS: Final[Mapping[str, Row]] = {
    "answer": _responders(),
    "follow_up": _responders(),
}
"""By the id in the app package. The dialog and what is sent from it are the same act."""

EVENTS: Final[Mapping[str, Row]] = {
    "ActedOneself": TEAMS,
    "Commanded": EVERYBODY,
    "Installed": EVERYBODY,
    "MembersChanged": TEAMS,
    "MessageDeleted": _for(Who.EVERYBODY, only=Only.AUTHOR),
    "MessageEdited": _for(Who.EVERYBODY, only=Only.AUTHOR),
    "MessageUndeleted": _for(Who.EVERYBODY, only=Only.AUTHOR),
    "Pointed": EVERYBODY,
    "PostArrived": EVERYBODY,
    "Pressed": EVERYBODY,
    "ReactionChanged": EVERYBODY,
    "Removed": EVERYBODY,
    "ReplyArrived": EVERYBODY,
}
"""By the kind of event (models/incoming.py); what is commanded, pressed or pointed at has a row above as well."""


def refusal(row: Row, community: Community, member_id: str, *, guest: bool, asked: bool = False) -> str | None:
    """The sentence that says why a person may not do an act in a community; ``None``: they may.

    ``guest``: a guest of the tenant, or of another one. ``asked``: they were asked for a word on this follow-up.
    """
    if guest and not row.guests:
        return NOT_FOR_GUESTS
    if not row.who.isdisjoint(_ANYBODY) or (asked and Who.ASKED in row.who):
        return None
    if Who.RESPONDER in row.who and community.is_responder(member_id):
        return None
    member = community.members.get(member_id)
    roles: Collection[Role] = member.roles if member else ()
    return None if any(_ROLES.get(one) in roles for one in row.who) else row.says


def may(row: Row, community: Community, member_id: str, *, guest: bool = False) -> bool:
    """Whether a card is to offer somebody an act."""
    return refusal(row, community, member_id, guest=guest) is None
