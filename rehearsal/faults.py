"""Trouble on demand: which of the bot's next calls go wrong, and how."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rehearsal.wire import BadInput, Json, Refusal, optional_flag, optional_number

KINDS = ("send", "update", "delete", "react", "create", "target", "members", "team", "graph", "token")
CODES = {
    403: "BotNotInConversationRoster",
    404: "ConversationNotFound",
    412: "PreconditionFailed",
    413: "MessageSizeTooBig",
    429: "TooManyRequests",
    502: "BadGateway",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}


@dataclass(slots=True)
class Fault:
    """One kind of trouble, ``left`` times more.

    ``answer`` is a status, ``cut`` or ``slow``. ``after``: the call is carried out first, the trouble comes then.
    ``kind``, ``method`` and ``path`` (a regular expression) narrow it; None: any.
    """

    answer: int | str
    left: int = 1
    kind: str | None = None
    method: str | None = None
    path: str | None = None
    after: bool = False
    seconds: float = 0
    retry_after: int | None = None

    def fits(self, kind: str, method: str, path: str) -> bool:
        return (
            self.kind in (None, kind)
            and self.method in (None, method)
            and (self.path is None or re.search(self.path, path) is not None)
        )

    def refusal(self, codes: Mapping[int, str] = CODES) -> Refusal:
        """What the bot is told when ``answer`` is a status."""
        assert isinstance(self.answer, int)
        code = codes.get(self.answer, "ServiceError")
        return Refusal(self.answer, code, "A fault of the rehearsal.", retry_after=self.retry_after)

    def as_json(self) -> Json:
        return {
            "answer": self.answer,
            "count": self.left,
            "kind": self.kind,
            "method": self.method,
            "path": self.path,
            "after": self.after,
            "seconds": self.seconds,
            "retry_after": self.retry_after,
        }


class Faults:
    """The trouble that waits; the oldest fitting one is used first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, kind: str, method: str, path: str) -> Fault | None:
        for fault in self._waiting:
            if fault.fits(kind, method, path):
                fault.left -= 1
                if fault.left <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

    def told(self) -> list[Json]:
        return [fault.as_json() for fault in self._waiting]


def read_fault(body: Json) -> Fault:
    """A fault as the control API writes it. Raises BadInput."""
    answer = body.get("answer")
    if not (answer in ("cut", "slow") or (type(answer) is int and 400 <= answer <= 599)):
        raise BadInput("“answer” must be a status from 400 to 599, “cut” or “slow”.")
    assert isinstance(answer, int | str)
    count = optional_number(body, "count")
    retry_after = optional_number(body, "retry_after")
    if retry_after is None and answer == 429:
        retry_after = 1
    fault = Fault(
        answer=answer,
        left=1 if count is None else int(count),
        kind=_choice(body, "kind"),
        method=_choice(body, "method"),
        path=_choice(body, "path"),
        after=optional_flag(body, "after", default=False),
        seconds=optional_number(body, "seconds") or 0,
        retry_after=None if retry_after is None else int(retry_after),
    )
    _check(fault)
    return fault


def _check(fault: Fault) -> None:
    if fault.left < 1:
        raise BadInput("“count” must be 1 or more.")
    if fault.kind is not None and fault.kind not in KINDS:
        raise BadInput(f"“kind” must be one of {', '.join(KINDS)}, not {fault.kind!r}.")
    if not 0 <= fault.seconds <= 600 or (fault.answer == "slow" and fault.seconds == 0):
        raise BadInput("“slow” needs “seconds”, above 0 and at most 600.")
    try:
        re.compile(fault.path or "")
    except re.error as error:
        raise BadInput(f"“path” is not a regular expression: {error}.") from error


def _choice(body: Json, key: str) -> str | None:
    value = body.get(key)
    if value is None or isinstance(value, str):
        return value.upper() if key == "method" and value else value
    raise BadInput(f"“{key}” must be a string, not {value!r}.")
