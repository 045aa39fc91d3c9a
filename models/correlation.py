"""What set off the work at hand: an activity of Teams', or one turn of a job.

Its id stands on every log line of that work and goes with what the work orders, so that a post can be followed from its
arrival to each delivery, over processes and days.
"""

from __future__ import annotations

import hashlib
import secrets
from contextvars import ContextVar

_CURRENT: ContextVar[str] = ContextVar("correlation", default="")


def current() -> str:
    """The id of what set off the work at hand; ``""``: nobody said."""
    return _CURRENT.get()


def new() -> str:
    """An id for what has no name of its own, such as a turn of a job: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def of(*names: str) -> str:
    """The id of what is called so: the same each time, and it tells nobody the names. 32 hexadecimal digits."""
    return hashlib.blake2b("\x1f".join(names).encode(errors="replace"), digest_size=16).hexdigest()


def is_now(correlation: str) -> None:
    """From here to the end of ``within`` it is known what set the work off."""
    _CURRENT.set(correlation)


class within:  # noqa: N801 (used as a word of its own: with within(…))
    """The work inside was set off by this. A class: each post passes here, and a generator takes thrice as long."""

    __slots__ = ("_before", "_correlation")

    def __init__(self, correlation: str) -> None:
        self._correlation = correlation

    def __enter__(self) -> None:
        self._before = _CURRENT.set(self._correlation)

    def __exit__(self, *_: object) -> None:
        _CURRENT.reset(self._before)
