"""What a person does on the rehearsal's page. All waiting is for what can be seen."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, Page, expect

HANA: Final = "aaaaaaaa-0000-4000-8000-000000000001"
KEN: Final = "aaaaaaaa-0000-4000-8000-000000000002"
DANA: Final = "aaaaaaaa-0000-4000-8000-000000000003"
AKARI: Final = "bbbbbbbb-0000-4000-8000-000000000001"
KOJI: Final = "bbbbbbbb-0000-4000-8000-000000000002"

SOON_MS: Final = 60_000
"""The bot sets three reactions in two seconds, and at the start fourteen posts wait for theirs."""
AGAIN_MS: Final = 10_000
"""After so long a person presses or asks again."""
expect.set_options(timeout=SOON_MS)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with the page open."""

    page: Page

    async def arrive(self, url: str, person: str, language: str) -> None:
        await self.page.goto(f"{url}/?as={person}&lang={language}")
        await expect(self.page.locator("#person")).to_have_value(person)

    async def become(self, person: str) -> None:
        await self.page.locator("#person").select_option(person)

    async def post(self, text: str) -> Locator:
        """Posts in the channel; gives the thread."""
        await self.page.locator("#post-text").fill(text)
        await self.page.locator("#post-send").click()
        thread = self.thread(text)
        await expect(thread).to_be_visible()
        return thread

    def thread(self, text: str) -> Locator:
        return self.page.locator("#channel [data-thread]").filter(has_text=text)

    async def reply(self, thread: Locator, text: str) -> None:
        await thread.locator(".reply-open").click()
        await thread.locator(".reply-box textarea").fill(text)
        await thread.locator(".reply-box .send").click()
        await expect(thread.locator(".replies")).to_contain_text(text)

    async def say(self, text: str) -> None:
        """Writes to the bot in private."""
        await self.page.locator("#say-text").fill(text)
        await self.page.locator("#say-send").click()

    def cards(self, text: str) -> Locator:
        """The messages of the private chat that hold this text, oldest first."""
        return self.page.locator("#chat [data-message]:visible").filter(has_text=text)

    async def open_from(self, listing: str, text: str) -> Locator:
        """Brings a post's own card by its row on a card that lists several.

        A press on a card that is just being replaced by a newer one is made again, on the newer.
        """
        own = self.cards(text).filter(has=self.page.get_by_role("button", name="担当します", exact=True))
        async with asyncio.timeout(SOON_MS / 1000):
            while await own.count() == 0:
                row = self.cards(listing).filter(has_text=text).last.locator(".ac-container").filter(has_text=text).last
                await row.get_by_role("button", name="くわしく見る").click()
                with suppress(AssertionError):
                    await expect(own).to_have_count(1, timeout=AGAIN_MS)
        await expect(own).to_have_count(1)
        return by_id(self.page, await id_of(own))

    async def press(self, message: Locator, title: str) -> None:
        await message.get_by_role("button", name=title, exact=True).click()

    async def move_on(self, *, hours: int = 0, days: int = 0) -> None:
        """Moves the clock; one press a step, as a person would."""
        for step, times in ((3600, hours), (86400, days)):
            button = self.page.locator(f'[data-advance="{step}"]')
            for _ in range(times):
                before = await self.page.locator("#clock").inner_text()
                await button.click()
                await expect(button).to_be_enabled()
                await expect(self.page.locator("#clock")).not_to_have_text(before)


def by_id(page: Page, message_id: str) -> Locator:
    """One message of the private chat, whatever it shows by now."""
    return page.locator(f'#chat [data-message="{message_id}"]:visible')


async def id_of(message: Locator) -> str:
    found = await message.get_attribute("data-message")
    assert found
    return found
