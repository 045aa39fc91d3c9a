"""One reading for all who ask meanwhile: what costs something to answer costs it once, however many ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Joined(Generic[T]):
    """Calls ``read``, or joins the call that is under way."""

    def __init__(self, read: Callable[[], Awaitable[T]]) -> None:
        self._read = read
        self._reading: asyncio.Task[T] | None = None

    async def __call__(self) -> T:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._once())
        return await asyncio.shield(self._reading)

    async def _once(self) -> T:
        return await self._read()
