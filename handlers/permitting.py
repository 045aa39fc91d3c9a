"""May they? The table of models/permissions.py, held against who acts and where: asked of every event, before all else.

Who acts is who Teams says acts; nothing that a card sent is looked at but which follow-up it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from handlers import registry
from handlers.fields import follow_up_of
from models import permissions
from models.advising import asked
from models.community import Community
from models.db import people, presses
from models.db.transaction import Transaction
from models.incoming import ActedOneself, Commanded, Event, Person, Pointed, Pressed
from models.permissions import BUTTONS, COMMANDS, EVENTS, MESSAGE_ACTIONS, Row, Who
from models.refused import NotAllowed, Refused
from models.season import fold

Asked = Commanded | Pressed | Pointed
"""What a person asks for."""


def permit(tx: Transaction, event: Event) -> None:
    """Return when who acts may do this. Raises Refused."""
    for row in _rows(event):
        if not row.is_open:
            _permit(tx, event.pressed if isinstance(event, ActedOneself) else event, row)


def asked_in(tx: Transaction, event: Asked) -> Community | None:
    """The community in which somebody asks: that of which the pressed card is, else that of the team.

    In a private chat the one that their words name, else the first of theirs in which they may do it, else the first;
    none from which the bot was removed where there are others, since it may not speak there.
    """
    envelope = event.envelope
    named = _named_by_card(tx, event) if isinstance(event, Pressed) and len(tx.communities) > 1 else frozenset()
    if len(named) > 1:
        return None
    team_id = next(iter(named), envelope.team_id)
    if team_id is not None:
        return _of_team(tx, team_id, envelope.tenant_id)
    if isinstance(event, Commanded) and (called := called_by_name(tx, event)):
        return called[0]
    known = people.communities_of(tx, event.by.id, envelope.tenant_id)
    theirs = [one for one in known if tx.home(one.id).removed_at is None] or known
    row = row_of(event)
    allowed = (one for one in theirs if row and permissions.may(row, one, event.by.id))
    return next(allowed, None) or next(iter(theirs), None)


def called_by_name(tx: Transaction, event: Commanded) -> tuple[Community, str] | None:
    """The community that a command in a private chat names, and the words behind its name; ``None``: none of several.

    Of two whose names begin alike the longer one.
    """
    found = registry.find_command(event.words)
    if found is None or event.envelope.team_id is not None or len(tx.communities) < 2:
        return None
    theirs = people.communities_of(tx, event.by.id, event.envelope.tenant_id)
    said = found[1].split()
    for community in sorted(theirs, key=lambda one: len(one.name), reverse=True) if len(theirs) > 1 else ():
        name = fold(community.name).split()
        if name and [fold(word) for word in said[: len(name)]] == name:
            return community, "".join(found[1].split(maxsplit=len(name))[len(name) :])
    return None


def row_of(event: Asked) -> Row | None:
    """The row of what somebody asks for; ``None`` for what there is not."""
    match event:
        case Commanded():
            found = registry.find_command(event.words)
            return COMMANDS[found[0].name if found else "help"]
        case Pressed():
            return BUTTONS.get(event.verb)
        case Pointed():
            return MESSAGE_ACTIONS.get(event.action)


def _rows(event: Event) -> Iterator[Row]:
    yield EVENTS[type(event).__name__]
    asks = event.pressed if isinstance(event, ActedOneself) else event
    if isinstance(asks, Asked):
        row = row_of(asks)
        if row is None:
            raise Refused("refused-malformed-action" if isinstance(asks, Pointed) else "refused-malformed")
        yield row


def _permit(tx: Transaction, event: Event, row: Row) -> None:
    if not isinstance(event, Asked):
        raise TypeError(f"{type(event).__name__} is asked for by nobody: its row can only be everybody's, or Teams'")
    community = asked_in(tx, event)
    if community is None:
        raise Refused(_nowhere(event))
    guest = is_guest(tx, community, event.by)
    why = permissions.refusal(row, community, event.by.id, guest=guest, asked=_is_asked(tx, event, row))
    if why is not None:
        raise NotAllowed(why)


def _nowhere(event: Asked) -> str:
    """What is said to somebody who asks where no community of ours is."""
    if isinstance(event, Pointed):
        return "refused-action-elsewhere"
    names_one = isinstance(event, Pressed) and "follow_up" in event.fields
    return "refused-unknown-follow-up" if names_one else "refused-no-community"


def is_guest(tx: Transaction, community: Community, person: Person) -> bool:
    """Whether Teams says of somebody, or the team's roster, that they are a guest, or of another tenant."""
    return person.guest or person.id in tx.communities[community.id].guests


def _is_asked(tx: Transaction, event: Asked, row: Row) -> bool:
    """Whether who presses was asked for a word on the follow-up that they press."""
    if Who.ASKED not in row.who or not isinstance(event, Pressed):
        return False
    found = follow_up_of(tx, event.fields)
    return found is not None and asked(presses.of_follow_up(tx, found), event.by.id) is not None


def _named_by_card(tx: Transaction, press: Pressed) -> frozenset[str]:
    """The community that a card names, by its follow-up or outright: a role in another is none here.

    Only a forged card names two.
    """
    found, outright = follow_up_of(tx, press.fields), press.fields.get("community")
    named = (found.community_id if found else None, outright if isinstance(outright, str) else None)
    return frozenset(one for one in named if one is not None and one in tx.communities)


def _of_team(tx: Transaction, team_id: str, tenant_id: str) -> Community | None:
    """The community of a team, unless it is another tenant's."""
    settled = tx.communities.get(team_id)
    return settled.community if settled and settled.community.tenant_id == tenant_id else None
