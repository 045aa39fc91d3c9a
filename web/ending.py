"""The end of a process is an end: whatever is in hand, it comes within a limit that whoever ends it can reckon with."""

from __future__ import annotations

import os
import threading

import structlog

log = structlog.get_logger(__name__)

WITHIN = 20.0
"""Seconds from SIGTERM to the end, whatever hangs. Who kills it earlier may cut off what is in hand."""
TOO_LATE = 70
"""The exit code of a process that could not finish what it had in hand (EX_SOFTWARE)."""


class AtTheLatest:
    """From ``begin`` on the process ends within ``seconds``; ``cancel`` when it has ended by itself."""

    def __init__(self, seconds: float = WITHIN) -> None:
        self.seconds = seconds
        self._timer: threading.Timer | None = None

    def begin(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(self.seconds, _end)
            self._timer.daemon = True
            self._timer.start()

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _end() -> None:
    """Not even a thread that waits for the database keeps it: what was leased, another process takes up."""
    log.critical("What was in hand took too long; Aizuchi ends without it, and its leases run out.")
    os._exit(TOO_LATE)
