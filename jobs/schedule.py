"""Hangs every job of this room on APScheduler. A file with a TRIGGER and a ``run`` is a job.

With ``AT_START`` it runs once at the start, too.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from time import perf_counter
from types import ModuleType

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from structlog.contextvars import bound_contextvars

import jobs
from jobs.ports import Ports
from models import correlation

log = structlog.get_logger(__name__)


def found_jobs() -> dict[str, ModuleType]:
    """The jobs of this room by name."""
    modules = {one.name: importlib.import_module(f"jobs.{one.name}") for one in pkgutil.iter_modules(jobs.__path__)}
    return {name: module for name, module in modules.items() if hasattr(module, "TRIGGER")}


def scheduler(ports: Ports) -> AsyncIOScheduler:
    """A scheduler, not yet started.

    A job that still runs is not started a second time, and missed starts are folded into one. What asks Graph may take
    many turns, as it should: a turn that finds the one before at work ends at once, and nobody is warned.
    """
    clockwork = AsyncIOScheduler(job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None})
    for name, module in found_jobs().items():
        every: timedelta = module.TRIGGER
        trigger = IntervalTrigger(seconds=every.total_seconds())
        first = {"next_run_time": ports.wall()} if getattr(module, "AT_START", False) else {}
        clockwork.add_job(_guarded(name, module.run), trigger, args=(ports,), id=name, **first)
    return clockwork


def _guarded(name: str, run: Callable[[Ports], Awaitable[object]]) -> Callable[[Ports], Awaitable[None]]:
    """A job whose fault is logged once and does not end the clock; one turn of it at a time.

    The end of the clock cancels what is at work. That is no fault, though APScheduler would log it as one.
    """
    turn = asyncio.Lock()

    async def guarded(ports: Ports) -> None:
        if turn.locked():
            return
        async with turn:
            with correlation.within(correlation.new()), bound_contextvars(job=name):
                await _run(name, run, ports)

    return guarded


async def _run(name: str, run: Callable[[Ports], Awaitable[object]], ports: Ports) -> None:
    """One turn of a job, to its end or its fault."""
    began, outcome = perf_counter(), "done"
    try:
        await run(ports)
    except asyncio.CancelledError:
        outcome = "cut"
        if not _is_cancelled():
            raise
        log.info("A job was ended with the clock.", job=name)
    except Exception:
        outcome = "failed"
        log.exception("A job failed; its next turn comes.", job=name)
    finally:
        ports.watch.ran(name, outcome, perf_counter() - began)


def _is_cancelled() -> bool:
    """Whether we ourselves are to end, and not something that a job waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
