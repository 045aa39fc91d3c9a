"""Tells the page that something changed: a number that grows, and a way to wait for it."""

from __future__ import annotations

import asyncio


class Changes:
    """One for the whole rehearsal; any number of readers."""

    def __init__(self) -> None:
        self.number = 0
        self.ended = False
        self._news = asyncio.Event()

    def note(self) -> None:
        """Something changed: wakes everyone who waits, and lets the next ones wait for the next change."""
        self.number += 1
        self._news.set()
        self._news = asyncio.Event()

    def end(self) -> None:
        """Lets every reader go."""
        self.ended = True
        self.note()

    async def after(self, number: int) -> int:
        """The newest number, as soon as it is above ``number`` or the rehearsal ends."""
        while self.number <= number and not self.ended:
            await self._news.wait()
        return self.number
