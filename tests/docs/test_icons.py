"""The icons of the app package are those that their source draws."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import async_playwright

from tests.docs.icons import FOLDER, SIZES, draw
from tests.rehearsal.test_page import FLAGS

pytestmark = pytest.mark.browser

COMPARE: Final = """async ([one, other]) => {
    const points = async (address) => {
        const picture = await createImageBitmap(await (await fetch(address)).blob());
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const drawn = canvas.getContext("2d");
        drawn.drawImage(picture, 0, 0);
        return drawn.getImageData(0, 0, picture.width, picture.height).data;
    };
    const [first, second] = [await points(one), await points(other)];
    if (first.length !== second.length) return 255;
    let sum = 0;
    for (let at = 0; at < first.length; at += 1) sum += Math.abs(first[at] - second[at]);
    return sum / first.length;
}"""
"""How far two pictures differ a point, from 0 to 255."""
ALIKE: Final = 1.0
"""Another browser may round an edge otherwise."""


def address(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()


async def difference(chromium: str, one: Path, other: Path) -> float:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = await browser.new_page()
        found: float = await page.evaluate(COMPARE, [address(one), address(other)])
        await browser.close()
    return found


def test_the_source_draws_these_very_icons(tmp_path: Path, chromium: str) -> None:
    asyncio.run(draw(tmp_path, chromium))
    for name in SIZES:
        assert asyncio.run(difference(chromium, FOLDER / name, tmp_path / name)) < ALIKE, name
    assert asyncio.run(difference(chromium, FOLDER / "color.png", FOLDER / "outline.png")) > ALIKE
