"""Takes docs/pictures/rehearsal.png again: `python -m tests.docs.picture`.

Starts the bot and the rehearsal on free ports with a database of their own, waits until the opening was played and
every post has the bot's reaction, and looks as Hana does, in Japanese.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.async_api import async_playwright, expect

from rehearsal.options import Options
from rehearsal.server import running
from tests.browser import WHAT_TO_DO, find_chromium
from tests.rehearsal.playing import HANA
from tests.rehearsal.test_page import FLAGS

ROOT: Final = Path(__file__).parents[2]
PICTURE: Final = ROOT / "docs" / "pictures" / "rehearsal.png"
WAIT_MS: Final = 60_000


async def take(picture: Path, chromium: str) -> None:
    """The page with the channel and Hana's chat, once all that the opening asks for has happened."""
    bot_port, port = _free_port(), _free_port()
    options = Options(port=port, bot_url=f"http://127.0.0.1:{bot_port}/api/messages")
    with tempfile.TemporaryDirectory() as folder, _bot(folder, bot_port, port):
        async with running(options) as here, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = await browser.new_page(viewport={"width": 1280, "height": 800})
            await page.goto(f"{here.url}/?as={HANA}&lang=ja")
            nudge = page.locator("#chat .card").filter(has_text="お願いできますか")
            await expect(nudge).to_be_visible(timeout=WAIT_MS)
            posts = page.locator("#channel [data-thread]")
            liked = posts.filter(has=page.locator('[data-reaction="like"]', has_text="Aizuchi"))
            await expect(posts.filter(has_text="Small win")).to_be_visible(timeout=WAIT_MS)
            await expect(liked).to_have_count(await posts.count(), timeout=WAIT_MS)
            await page.screenshot(path=picture)
            await browser.close()


@contextmanager
def _bot(folder: str, port: int, rehearsal_port: int) -> Iterator[None]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MICROSOFT_")}
    environment |= {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder}/aizuchi.db",
        "COMMUNITY_FILE": str(Options().community_file),
        "CLOCK_URL": f"http://127.0.0.1:{rehearsal_port}/clock",
    }
    bot = subprocess.Popen([sys.executable, ROOT / "app.py"], env=environment)
    try:
        yield
    finally:
        bot.terminate()
        bot.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        port: int = candidate.getsockname()[1]
        return port


if __name__ == "__main__":
    found = find_chromium()
    if found is None:
        sys.exit(WHAT_TO_DO)
    asyncio.run(take(PICTURE, found))
