"""A person asks the bot for something in words; the answer goes to that person alone, in the place where they asked."""

from __future__ import annotations

from handlers import registry
from handlers.offered_help import help_for
from handlers.permitting import asked_in, called_by_name
from handlers.registry import Asking, Outcome, on
from models.community import Community
from models.db import outbox, people
from models.db.transaction import Transaction
from models.effects import answer_key, send, whisper
from models.incoming import Commanded, PostArrived, ReplyArrived
from models.outgoing import Card, Sentence
from models.refused import NotAllowed, NotUnderstood, Refused

UNKNOWN_AT_MOST = 60


@on(Commanded)
def commanded(tx: Transaction, event: Commanded) -> Outcome:
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    people.meet(tx, community, event.by, event.envelope)
    if outbox.sent_as(tx, _key(event)) is not None:
        return Outcome("known already")
    found = registry.find_command(event.words)
    if found is None:
        shown = {"unknown": event.words[:UNKNOWN_AT_MOST] or None, "meant": registry.nearest_command(event.words)}
        answer_with(tx, event, community, help_for(tx, community, event, **shown))
        return Outcome("not understood")
    command, rest = found
    if called := called_by_name(tx, event):
        _, rest = called
    asking = Asking(event, community, rest)
    answer_with(tx, event, community, command.run(tx, asking))
    if event.said and not command.takes(tx, asking):
        _as_said(tx, event.said)
    return Outcome(command.name)


def refuse(tx: Transaction, event: Commanded, refused: Refused) -> Outcome:
    """Tell who asked. What the bot does not understand, and everybody reads, may have been meant for people."""
    answer_with(tx, event, None, Card("notice", Sentence(refused.key, refused.values).pack()))
    if event.said and _may_be_for_people(tx, event, refused):
        _as_said(tx, event.said)
    return Outcome("refused")


def _as_said(tx: Transaction, said: PostArrived | ReplyArrived) -> None:
    """Take a message in as the post or reply that it is besides."""
    registry.event_handlers[type(said)](tx, said)


def _may_be_for_people(tx: Transaction, event: Commanded, refused: Refused) -> bool:
    """Whether more follows a command's word than the command takes, or is known to take."""
    community, found = asked_in(tx, event), registry.find_command(event.words)
    if community is None or found is None:
        return False
    command, rest = found
    if isinstance(refused, NotAllowed | NotUnderstood):
        return bool(rest)
    return not command.takes(tx, Asking(event, community, rest))


def answer_with(tx: Transaction, event: Commanded, community: Community | None, card: Card) -> None:
    """Answer who asked. Somebody of no community of ours gets no answer: there is no place from which to give one."""
    where = community or asked_in(tx, event)
    if where is None:
        return
    people.meet(tx, where, event.by, event.envelope)
    if event.private:
        tx.enqueue(send(_key(event), where.id, event.by.id, card))
    else:
        to = (event.by.id, event.by.teams_id)
        tx.enqueue(whisper(_key(event), where.id, event.envelope.conversation_id, to, card))


def _key(event: Commanded) -> str:
    return answer_key(event.envelope.conversation_id, event.envelope.activity_id)
