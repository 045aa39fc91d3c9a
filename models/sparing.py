"""What strangers can send without end must not fill the disk: of each kind a log gets the first few lines a minute.

Counts for ``/metrics`` are made where something is refused, not here: they stay exact.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Final

import structlog

log = structlog.get_logger(__name__)

FEW: Final = 5
"""Lines of a kind in a minute that are written."""
MINUTE: Final = 60.0
SENTENCE: Final = "More of the same was left out of the log."

Later = Callable[[float, Callable[[], None]], object]
"""Calls once, after so many seconds."""


def on_the_loop(seconds: float, call: Callable[[], None]) -> None:
    """Where no loop runs, the next line of the kind finds that its minute is over."""
    with suppress(RuntimeError):
        asyncio.get_running_loop().call_later(seconds, call)


@dataclass(slots=True)
class _Minute:
    """Of one kind: when it began, how many lines were written, and how many refusals were not."""

    began: float
    written: int = 0
    left_out: int = 0


class Sparing:
    """Which lines are written. When a minute is over, one more tells how many of a kind were left out of it.

    Kinds must be from closed sets of ours: each has an entry for ever. ``clock`` only measures, in seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic, later: Later = on_the_loop) -> None:
        self._clock = clock
        self._later = later
        self._minutes: dict[tuple[str, ...], _Minute] = {}

    def lets(self, sentence: str, why: Mapping[str, str], count: int = 1) -> bool:
        """Whether the line ``sentence`` with the fields ``why`` is to be written; it stands for ``count`` refusals."""
        now = self._clock()
        minute = self._minutes.setdefault((sentence, *why.values()), _Minute(now))
        if now - minute.began >= MINUTE:
            _end(minute, sentence, why)
            minute.began, minute.written = now, 0
        if minute.written < FEW:
            minute.written += 1
            return True
        if not minute.left_out:
            self._later(minute.began + MINUTE - now, partial(_end, minute, sentence, why))
        minute.left_out += count
        return False


def _end(minute: _Minute, sentence: str, why: Mapping[str, str]) -> None:
    """Tell once what was left out."""
    if minute.left_out:
        log.warning(SENTENCE, said=sentence, count=minute.left_out, **why)
        minute.left_out = 0
