"""A rehearsal as ``make run`` starts it, and a browser in front of it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Page, async_playwright

from tests.journey.playing import Visitor
from tests.journey.running import Rehearsal, rehearsing

Visit = Callable[..., Awaitable[Visitor]]

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    with rehearsing(tmp_path_factory.mktemp("rehearsal")) as running:
        yield running


@pytest.fixture
async def visit(chromium: str, rehearsal: Rehearsal) -> AsyncIterator[Visit]:
    """Opens the page as a person, in a window of its own. A fault in its scripts fails the test."""
    faults: list[str] = []
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        stack.push_async_callback(browser.close)

        async def visit(person: str, *, language: str = "ja") -> Visitor:
            page: Page = await browser.new_page(viewport={"width": 1280, "height": 800})
            page.on("pageerror", lambda error: faults.append(str(error)))
            visitor = Visitor(page)
            await visitor.arrive(rehearsal.url, person, language)
            return visitor

        yield visit
    assert faults == []
