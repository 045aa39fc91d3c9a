"""Draws manifest/color.png and manifest/outline.png again from manifest/icon.svg: `python -m tests.docs.icons`.

The colour icon is 192 points wide with its ground, the outline icon 32 with white lines and nothing behind them, as
Teams asks.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Final

from playwright.async_api import async_playwright

from tests.browser import WHAT_TO_DO, find_chromium
from tests.rehearsal.test_page import FLAGS

FOLDER: Final = Path(__file__).parents[2] / "manifest"
SIZES: Final = {"color.png": 192, "outline.png": 32}
OUTLINE: Final = ".ground { display: none } .lines { stroke-width: 15 }"


async def draw(folder: Path, chromium: str) -> None:
    """Both pictures, into a folder."""
    source = (FOLDER / "icon.svg").read_text("utf-8")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, size in SIZES.items():
            page = await browser.new_page(viewport={"width": size, "height": size})
            style = f"body {{ margin: 0 }} svg {{ display: block }} {OUTLINE if name == 'outline.png' else ''}"
            await page.set_content(f"<style>{style}</style>{source}")
            await page.screenshot(path=folder / name, omit_background=True)
        await browser.close()


if __name__ == "__main__":
    found = find_chromium()
    if found is None:
        sys.exit(WHAT_TO_DO)
    asyncio.run(draw(FOLDER, found))
