"""A rehearsal as ``make run`` starts it, and a browser in front of it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for all journeys of a process, so that they may share a browser. All but the main one are long."""
    for item in items:
        if "visit" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if item.path.name != "test_main_journey.py":
                item.add_marker(pytest.mark.long)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One for all journeys of a process: to start it takes a second of a core."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, rehearsal: Rehearsal) -> AsyncIterator[Visit]:
    """Opens the page as a person, in a window that knows of no other. A fault in its scripts fails the test."""
    faults: list[str] = []
    async with AsyncExitStack() as stack:

        async def visit(person: str, *, language: str = "ja") -> Visitor:
            page: Page = await browser.new_page(viewport={"width": 1280, "height": 800})
            stack.push_async_callback(page.close)
            page.on("pageerror", lambda error: faults.append(str(error)))
            visitor = Visitor(page)
            await visitor.arrive(rehearsal.url, person, language)
            return visitor

        yield visit
    assert faults == []
