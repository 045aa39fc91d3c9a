"""Who handles what: each file of this room enters itself here when it is imported. Two of one name stop the start."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import handlers
from models.acts import Actor
from models.community import Community, Theme
from models.db import people
from models.db.transaction import Transaction
from models.follow_up import Decision, FollowUp
from models.incoming import Commanded, Event, Pointed, Pressed
from models.ledger import Post, Touch
from models.outgoing import Card, Recipient, Sentence
from models.own_acts import OwnAct
from models.pressing import Press
from models.season import fold
from models.undoing import Past
from models.views import DialogView, FollowUpView, PointView, View


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event. ``view`` is shown to ``to`` in the same turn, where the turn can show anything."""

    what: str
    view: View | None = None
    to: Recipient | None = None
    own: OwnAct | None = None
    """What is to be done in the presser's own name before anything can be shown."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """A button's act at work: on which follow-up, by whom, and what the card's fields hold (not to be believed)."""

    follow_up: FollowUp
    actor: Actor
    past: Callable[[], Past]
    """Reads all that happened before."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    peer_name: str = ""
    """Who wrote the reply that may have been the answer."""
    handed_by: str | None = None
    """Who handed the follow-up over to the one who holds it."""
    presses: tuple[Press, ...] = ()
    """What was pressed before."""
    theme: Theme | None = None
    """The theme of the post."""
    thanked: bool = False
    """Whether the reply that answers was thanked for already."""
    next_part: int = 2
    """The number that a further question of the thread gets."""
    gone: bool = False
    """Whether the post was deleted, or the reply that asks."""
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a button decided, and the sentence that tells its presser.

    ``given`` is what else it takes to do the same again (models/acts.py, ``again``).
    """

    decision: Decision
    says: Sentence
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asking:
    """A command at work: who asked, where, and the words after the command's name."""

    event: Commanded
    community: Community
    words: str


@dataclass(frozen=True, slots=True)
class Pointing:
    """A message action at work: the message as the ledger holds it. ``reply`` is ``None`` for the post itself."""

    event: Pointed
    community: Community
    post: Post
    reply: Touch | None

    @property
    def by(self) -> str:
        return self.event.by.id

    @property
    def text(self) -> str:
        return (self.reply.text if self.reply else self.post.text) or ""

    def author_name(self, tx: Transaction) -> str:
        if self.reply is None:
            return self.post.author_name
        return people.names(tx, self.community, (self.reply.member_id,)).get(self.reply.member_id, "")


def dialog(tx: Transaction, pointing: Pointing, title: str, shows: FollowUpView | PointView) -> Outcome:
    """What a message action shows to who chose it."""
    to = people.recipient(tx, pointing.community, pointing.by)
    return Outcome(pointing.event.action, DialogView(title, shows), to)


def no_more(tx: Transaction, asking: Asking) -> bool:
    """Nothing may follow the command's word."""
    return not asking.words


def more(tx: Transaction, asking: Asking) -> bool:
    """The command reads what follows its word, and raises NotUnderstood where it cannot."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its English name and every word that calls it.

    ``menu``: Teams offers it in the menus of “/” and of a mention; the others are typed. ``takes``: whether what
    follows its word is its own; where it does not understand that it raises NotUnderstood.
    """

    name: str
    words: tuple[str, ...]
    run: Callable[[Transaction, Asking], Card]
    menu: bool = False
    takes: Callable[[Transaction, Asking], bool] = no_more


E = TypeVar("E", bound=Event)
Handler = Callable[[Transaction, E], Outcome]
LookRun = Callable[[Transaction, Pressed], Outcome]
PointRun = Callable[[Transaction, Pointing], Outcome]
CommandRun = Callable[[Transaction, Asking], Card]

event_handlers: dict[type[Any], Handler[Any]] = {}
buttons: dict[str, Callable[[Pressing], Act]] = {}
looks: dict[str, LookRun] = {}
looks_on_own_card: set[str] = set()
"""The looks that stand on a follow-up's own card, which they leave in its place."""
message_actions: dict[str, PointRun] = {}
commands: dict[str, Command] = {}
_command_words: dict[str, Command] = {}


MENU_AT_MOST = 12
"""Commands that Teams takes in one list of the menu.

Source: https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json
"""


class NameTaken(Exception):
    """Two files enter the same name: the start stops."""


class MenuFull(Exception):
    """More commands want to be in the menu than Teams takes: the start stops."""


def on(kind: type[E]) -> Callable[[Handler[E]], Handler[E]]:
    """This function handles one kind of event."""

    def enter(handler: Handler[E]) -> Handler[E]:
        _enter(event_handlers, kind, handler)
        return handler

    return enter


def button(verb: str) -> Callable[[Callable[[Pressing], Act]], Callable[[Pressing], Act]]:
    """This function is what a card's button does."""

    def enter(act: Callable[[Pressing], Act]) -> Callable[[Pressing], Act]:
        _enter(buttons, verb, act)
        return act

    return enter


def look(verb: str, *, on_own_card: bool = False) -> Callable[[LookRun], LookRun]:
    """This function is what a card's button does that only looks: it changes no follow-up.

    ``on_own_card``: the button stands on the follow-up's own card, which a refusal leaves in its place.
    """

    def enter(run: LookRun) -> LookRun:
        _enter(looks, verb, run)
        if on_own_card:
            looks_on_own_card.add(verb)
        return run

    return enter


def message_action(name: str) -> Callable[[PointRun], PointRun]:
    """This function is what an action of a message's menu does; ``name`` is the command's id in the app package."""

    def enter(run: PointRun) -> PointRun:
        _enter(message_actions, name, run)
        return run

    return enter


def command(
    name: str, *words: str, menu: bool = False, takes: Callable[[Transaction, Asking], bool] = no_more
) -> Callable[[CommandRun], CommandRun]:
    """This function answers a command; ``words`` call it as well as its name does.

    ``menu`` puts it into the menus of Teams, which hold twelve; each command is in ``help``, and may be typed. What
    follows its word without its taking it is passed over, but makes a message that everybody reads a post as well.
    """

    def enter(run: CommandRun) -> CommandRun:
        entered = Command(name, (name, *words), run, menu, takes)
        _enter(commands, name, entered)
        if len(in_menu()) > MENU_AT_MOST:
            raise MenuFull(f"{name} is one too many for the menu of Teams, which takes {MENU_AT_MOST} commands")
        for word in entered.words:
            _enter(_command_words, fold(word), entered)
        return run

    return enter


def discover() -> None:
    """Import every file of this room, so that all is entered."""
    for found in pkgutil.walk_packages(handlers.__path__, "handlers."):
        importlib.import_module(found.name)


def in_menu() -> dict[str, Command]:
    """The commands that Teams offers in its menus."""
    return {name: known for name, known in commands.items() if known.menu}


def find_command(words: str) -> tuple[Command, str] | None:
    """The command that words call, and what follows its name; ``None`` when they call none."""
    first, _, rest = words.strip().partition(" ")
    found = _command_words.get(fold(first))
    return (found, rest.strip()) if found else None


def is_command(words: str) -> bool:
    return find_command(words) is not None


def nearest_command(words: str) -> str | None:
    """The command that a slip of the finger may have meant, or a blank left out: ``不在12/10まで``."""
    first = fold(words.strip().partition(" ")[0])
    near = difflib.get_close_matches(first, list(_command_words), n=1, cutoff=0.6)
    begun = sorted((word for word in _command_words if len(word) > 1 and first.startswith(word)), key=len)
    meant = near[0] if near else next(reversed(begun), None)
    return _command_words[meant].name if meant else None


def _enter(register: dict[Any, Any], name: Any, value: Any) -> None:
    if name in register:
        raise NameTaken(f"two files of handlers/ enter the name {name}")
    register[name] = value
