"""Processes that are measured, as the measuring process holds them."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

START_WITHIN_S = 30
END_WITHIN_S = 15


@dataclass(frozen=True, slots=True)
class Started:
    """A process that listens on a port of loopback."""

    port: int
    _process: Process

    async def processor_seconds(self) -> float:
        """The processor time that it has used since it began."""
        assert self._process.stdin is not None
        self._process.stdin.write(b".")
        return float(await _line(self._process))


@asynccontextmanager
async def started(
    what: str, *flags: str, environment: Mapping[str, str] | None = None, core: int | None
) -> AsyncIterator[Started]:
    """Start ``bench.serve`` on a core of its own; it is ended at the end, and by itself when this process dies."""
    pinned = () if core is None else ("--core", str(core))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.serve", what, *flags, *pinned,
        stdin=PIPE, stdout=PIPE, env={**os.environ, **(environment or {})},
    )  # fmt: skip
    assert process.stdin is not None
    try:
        yield Started(int(await _line(process)), process)
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), END_WITHIN_S)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _line(process: Process) -> bytes:
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), START_WITHIN_S)
    if not line:
        raise RuntimeError("the process that is measured has ended; see above")
    return line
