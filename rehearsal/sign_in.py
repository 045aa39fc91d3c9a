"""Signing people in for what the bot does in their name: silently, after a question, or not at all.

Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/sso-adaptive-cards-universal-action
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rehearsal.people import Person
from rehearsal.wire import BadInput, Json

CONNECTION = "rehearsal"
"""What the bot has as OAUTH_CONNECTION."""
SCOPES = ("ChannelMessage.Send", "ChatMessage.Send")
"""What people consent to."""


class Mode(StrEnum):
    """How signing in goes for who has not signed in yet."""

    SILENT = "silent"
    CONSENT = "consent"
    """Teams asks the person first, in a window."""
    REFUSED = "refused"
    """The organisation allows nobody to consent."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A press that is made again when the person has consented."""

    verb: str
    data: Json


class SignIns:
    """One for the rehearsal, until another way is chosen. ``delegate`` gives a token for Graph in a person's name."""

    def __init__(self, delegate: Callable[[str], str], mode: Mode = Mode.SILENT) -> None:
        self.mode = mode
        self._delegate = delegate
        self._signed_in: set[str] = set()
        self._consented: set[str] = set()
        self._silent: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._waiting: dict[tuple[str, str], Waiting] = {}

    def token(self, person: Person, code: str | None) -> str | None:
        """The person's token for Graph; None: they are not signed in, or the code is none of theirs."""
        if code is not None:
            if self._codes.pop(code, None) != person.id:
                return None
            self._signed_in.add(person.id)
        return self._delegate(person.id) if person.id in self._signed_in else None

    def exchanged(self, person: Person, token: str) -> str | None:
        """The same for what Teams gave silently; None: the person has to consent first, or it is not theirs."""
        if self._silent.get(token) != person.id or not (self.mode is Mode.SILENT or person.id in self._consented):
            return None
        self._signed_in.add(person.id)
        return self._delegate(person.id)

    def sign_out(self, person: Person) -> None:
        self._signed_in.discard(person.id)

    def silent_token(self, person: Person) -> str | None:
        """What Teams gives the bot to exchange; None: the client may not."""
        if self.mode is Mode.REFUSED:
            return None
        token = f"silent-{secrets.token_urlsafe(24)}"
        self._silent[token] = person.id
        return token

    def wait(self, person: Person, message_id: str, waiting: Waiting) -> None:
        """The person is asked whether they consent."""
        self._waiting[person.id, message_id] = waiting

    def answer(self, person: Person, message_id: str, *, accept: bool) -> tuple[Waiting, str] | None:
        """What the person said: the press to make again with a code of the window; None: they do not consent.

        Raises BadInput where nobody asked, or the organisation does not allow it.
        """
        waiting = self._waiting.pop((person.id, message_id), None)
        if waiting is None:
            raise BadInput("Nobody asked this person to sign in there.", 409)
        if not accept:
            return None
        if self.mode is Mode.REFUSED:
            raise BadInput("The organisation allows nobody to consent to this app.", 403)
        self._consented.add(person.id)
        code = f"{secrets.randbelow(10**6):06}"
        self._codes[code] = person.id
        return waiting, code
