"""How log lines look, and what never stands on one: a fault's own words, which may be people's words, or a token.

Of a fault a line tells its kind, its code where it has one, and each place in the code that it came through. What
libraries say comes the same way, as the fixed sentence in their code, without what they filled in.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, ExcInfo, Processor

from models import correlation
from models.sparing import Sparing

SENTENCE = "A library says something."
LONGEST_CHAIN = 8
"""Faults that led to one another, at most."""
OF_STRANGERS = "aiohttp.server"
"""The library that says something of every request that is no HTTP."""
_CODE = re.compile(r"[A-Za-z0-9_]{1,60}", re.ASCII)


def configure(level: str, layout: str, to: TextIO = sys.stdout) -> None:
    """Log from ``level`` on. ``layout``: ``json`` for machines, a line an object; else for people."""
    last: list[Processor] = [structlog.processors.ExceptionRenderer(told), structlog.processors.JSONRenderer()]
    if layout != "json":
        last = [structlog.dev.ConsoleRenderer(colors=to.isatty(), exception_formatter=_written)]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            correlated,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ],
        logger_factory=structlog.PrintLoggerFactory(to),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    if not any(isinstance(handler, _OfLibraries) for handler in root.handlers):
        root.addHandler(_OfLibraries(logging.WARNING))


def hook_last_words() -> None:
    """What ends the process, or one of its threads, is logged like any fault."""
    log = structlog.get_logger(__name__)

    def ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("A fault of ours ended Aizuchi.", exc_info=(kind, error, trace))

    def thread_ended(given: threading.ExceptHookArgs) -> None:
        log.critical("A fault of ours ended a thread.", exc_info=(given.exc_type, given.exc_value, given.exc_traceback))

    sys.excepthook = ended
    threading.excepthook = thread_ended


def told(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """A fault as JSON can hold it, and before it, last first, those that led to it."""
    return [
        {"kind": _kind(error), "code": code_of(error), "frames": [_place(frame) for frame in _frames(error)]}
        for error in _chain(exc_info[1])
    ]


def code_of(error: BaseException) -> str | None:
    """What went wrong in one word of the database's or the system's; ``None`` where there is none."""
    original = getattr(error, "orig", None) or error
    said = original.args[0] if original.args else None
    found = said.get("C") if isinstance(said, dict) else getattr(original, "sqlite_errorname", None)
    if isinstance(found, str) and _CODE.fullmatch(found):
        return found
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number) if number else None


def _written(out: TextIO, exc_info: ExcInfo) -> None:
    """The same for people to read."""
    for number, fault in enumerate(told(exc_info)):
        code = f" ({fault['code']})" if fault["code"] else ""
        out.write(f"\n{'which came of ' if number else ''}{fault['kind']}{code}")
        for place in fault["frames"]:
            out.write(f"\n  {place['file']}:{place['line']} in {place['name']}")


def _chain(error: BaseException | None) -> list[BaseException]:
    """A fault and what led to it, as Python would show them."""
    found: list[BaseException] = []
    while error is not None and error not in found and len(found) < LONGEST_CHAIN:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)


def _place(frame: traceback.FrameSummary) -> dict[str, Any]:
    return {"file": frame.filename, "line": frame.lineno, "name": frame.name}


def _kind(error: BaseException) -> str:
    """Its class; of a database's fault that of the driver's too."""
    original = getattr(error, "orig", None)
    kind = type(error).__name__
    return f"{kind}: {type(original).__name__}" if isinstance(original, BaseException) else kind


def correlated(_: Any, __: str, line: EventDict) -> EventDict:
    """With what set off the work that logs."""
    if set_off_by := correlation.current():
        line.setdefault("correlation", set_off_by)
    return line


class _OfLibraries(logging.Handler):
    """Says what libraries say through the standard library, as lines of ours."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._sparing = Sparing()

    def emit(self, record: logging.LogRecord) -> None:
        sentence = str(record.msg).splitlines()[0][:200] if record.msg else ""
        known = {"library": record.name, "says": sentence}
        fault = record.exc_info[1] if record.exc_info else None
        if isinstance(fault, asyncio.CancelledError):
            return  # a job in hand when the bot was ended: on purpose, and no fault
        kind = {"kind": _kind(fault)} if fault else {}
        if record.name == OF_STRANGERS and not self._sparing.lets(SENTENCE, known | kind):
            return
        level = "error" if record.levelno >= logging.ERROR else "warning"
        tell = cast(Callable[..., None], getattr(structlog.get_logger(record.name), level))
        tell(SENTENCE, **known, exc_info=record.exc_info)
