"""Draws every approved card the way a phone and a desktop do; `make pictures` keeps them in var/pictures/, to look at.

The drawing is Microsoft's own (npm's ``adaptivecards``); Teams' colours and sizes are set in host.html.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.bot.cards.test_approved import APPROVED

ROOT: Final = Path(__file__).parents[3]
PICTURES: Final = ROOT / "var" / "pictures"
WIDTHS: Final = (360, 700)
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    """An empty page that can draw cards."""
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium, args=FLAGS) as window:
        page = window.new_page(device_scale_factor=1)
        page.goto((Path(__file__).parent / "host.html").as_uri())
        page.add_script_tag(path=ROOT / "node_modules/adaptivecards/dist/adaptivecards.min.js")
        yield page


@pytest.mark.parametrize("path", sorted(APPROVED.glob("*.json")), ids=lambda path: path.stem)
def test_a_card_fits_a_phone_and_a_desktop(path: Path, page: Page) -> None:
    card = json.loads(path.read_text(encoding="utf-8"))["card"]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 200})
        assert _drawn(page, card, f"{path.stem}-{width}", opened=()) == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("opened", "form"),
    [((1,), "promise"), ((2, 3), "ask"), ((2, 4), "hand-over"), ((2, 5), "settle")],
)
def test_a_form_fits_a_phone_and_has_labels(opened: tuple[int, ...], form: str, language: str, page: Page) -> None:
    path = APPROVED / f"follow_up-owner-receipt-{language}.json"
    card = json.loads(path.read_text(encoding="utf-8"))["card"]
    page.set_viewport_size({"width": WIDTHS[0], "height": 200})
    assert _drawn(page, card, f"form-{form}-{language}-{WIDTHS[0]}", opened=opened) == []
    assert page.locator("input, textarea, select").count() >= 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_rarer_buttons_fit_a_phone(language: str, page: Page) -> None:
    path = APPROVED / f"follow_up-peer-{language}.json"
    card = json.loads(path.read_text(encoding="utf-8"))["card"]
    page.set_viewport_size({"width": WIDTHS[0], "height": 200})
    assert _drawn(page, card, f"more-{language}-{WIDTHS[0]}", opened=(2,)) == []


def _drawn(page: Page, card: object, picture: str, *, opened: tuple[int, ...]) -> list[str]:
    """What went wrong in drawing; where pictures are wanted, this one is kept either way."""
    outcome = page.evaluate("([card, opened]) => window.draw(card, opened)", [card, list(opened)])
    if os.environ.get("AIZUCHI_PICTURES") == "1":
        page.screenshot(path=PICTURES / f"{picture}.png", full_page=True)
    wrong: list[str] = outcome["wrong"]
    return wrong
