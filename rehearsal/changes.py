"""Tells the page that something changed: a number that grows, and a way to wait for it."""

from __future__ import annotations

import asyncio


class Changes:
    """One for the whole rehearsal; any number of readers."""

    def __init__(self) -> None:
        self.number = 0
        self.ended = False
        self._news = asyncio.Condition()
        self._announcements: set[asyncio.Task[None]] = set()

    def note(self) -> None:
        """Something changed. Never waits."""
        self.number += 1
        announcement = asyncio.get_running_loop().create_task(self._announce())
        self._announcements.add(announcement)
        announcement.add_done_callback(self._announcements.discard)

    def end(self) -> None:
        """Lets every reader go."""
        self.ended = True
        self.note()

    async def after(self, number: int) -> int:
        """The newest number, as soon as it is above ``number`` or the rehearsal ends."""
        async with self._news:
            await self._news.wait_for(lambda: self.number > number or self.ended)
        return self.number

    async def _announce(self) -> None:
        async with self._news:
            self._news.notify_all()
