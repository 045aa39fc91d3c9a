"""The rolling page in a browser: it rolls, it can be stopped, it moves for nobody who wants it still, and it prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cli.roll_files.page import SCRIPT, STYLE
from cli.roll_files.page import page as roll_page
from models.papers import Page as Sheet
from tests.bot.cards.test_pictures import FLAGS
from tests.cli.test_roll import NAMES, WORDS, made
from web import papers

PHONE, PROJECTOR = {"width": 360, "height": 740}, {"width": 1920, "height": 1080}
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium, args=FLAGS) as window:
        yield window


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("roll") / "roll.html"
    file.write_text(roll_page(made(NAMES, unnamed=frozenset("x")), WORDS), encoding="utf-8")
    return file.as_uri()


def opened(browser: Browser, address: str, size: dict[str, int], **more: Any) -> Page:
    page = browser.new_page(viewport={"width": size["width"], "height": size["height"]}, **more)
    page.goto(address)
    return page


STOOD = """new Promise(done => {
  const before = scrollY;
  let left = 5;
  const look = () => left-- ? requestAnimationFrame(look) : done(scrollY === before);
  look();
})"""
SIZES = "[...document.querySelectorAll('.names li')].map(one => parseFloat(getComputedStyle(one).fontSize))"


def still(page: Page) -> bool:
    """Whether it stands five pictures of the screen later where it stood."""
    return bool(page.evaluate(STOOD))


def test_it_rolls_by_itself_until_it_is_stopped_and_on_from_there(browser: Browser, address: str) -> None:
    page = opened(browser, address, PROJECTOR)
    page.wait_for_function("scrollY > 20")
    page.get_by_role("button", name="止める").click()
    assert still(page)
    there = page.evaluate("scrollY")
    page.get_by_role("button", name="流す").click()
    page.wait_for_function(f"scrollY > {there} + 20")
    page.mouse.wheel(0, 300)
    page.get_by_role("button", name="流す").wait_for()
    page.locator("body").press(" ")
    page.get_by_role("button", name="止める").wait_for()
    page.get_by_role("button", name="はじめから").click()
    page.wait_for_function("scrollY > 0 && scrollY < 200")
    page.close()


def test_it_stops_by_itself_at_the_end(browser: Browser, address: str) -> None:
    page = opened(browser, address, PROJECTOR)
    page.evaluate("scrollTo(0, document.body.scrollHeight - innerHeight - 60)")
    page.get_by_role("button", name="はじめから").wait_for()
    for _ in range(4):
        page.get_by_role("button", name="はやく").click()
    if page.get_by_role("button", name="止める").count():
        page.get_by_role("button", name="止める").click()
    page.evaluate("scrollTo(0, document.body.scrollHeight - innerHeight - 60)")
    page.get_by_role("button", name="流す").click()
    page.get_by_role("button", name="流す").wait_for()
    assert page.evaluate("scrollY + innerHeight >= document.scrollingElement.scrollHeight - 1")
    page.close()


def test_who_wants_less_motion_gets_none_until_they_ask(browser: Browser, address: str) -> None:
    page = opened(browser, address, PHONE, reduced_motion="reduce")
    page.get_by_role("button", name="流す").wait_for()
    assert still(page)
    assert page.evaluate("scrollY") == 0
    page.close()


@pytest.mark.parametrize("size", [PHONE, PROJECTOR], ids=["phone", "projector"])
def test_it_fits_a_phone_and_a_projector(browser: Browser, address: str, size: dict[str, int]) -> None:
    page = opened(browser, address, size, reduced_motion="reduce")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.locator(".names li").count() == len(NAMES)
    assert min(page.evaluate(SIZES)) >= 20
    rows = page.evaluate("new Set([...document.querySelectorAll('nav button')].map(one => one.offsetTop)).size")
    assert rows == 1, "the controls stand in one row"
    page.close()


def test_it_prints_dark_on_white_without_its_controls(browser: Browser, address: str) -> None:
    page = opened(browser, address, PROJECTOR, reduced_motion="reduce")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert page.locator(".names li").last.is_visible()
    page.close()


def test_a_link_of_one_s_own_lets_it_roll_and_fetches_nothing(browser: Browser) -> None:
    """As the bot hands it out: with the policy that lets nothing style or run but what the page's maker wrote."""
    body = roll_page(made(NAMES), WORDS)
    policy = papers.policy(Sheet(body, STYLE, SCRIPT))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: wrong.append(said.text))
    page.route(
        "**/*",
        lambda route: route.fulfill(
            body=body, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy}
        ),
    )
    page.goto("https://aizuchi.example/papers/x")
    stop = page.get_by_role("button", name="止める")
    stop.wait_for()
    assert not still(page)
    stop.click()
    assert still(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 17, 15)"
    assert wrong == []
    assert {url for url in asked if not url.endswith("/favicon.ico")} == {"https://aizuchi.example/papers/x"}
    page.close()


def test_without_its_script_it_is_a_page_to_scroll(browser: Browser, address: str) -> None:
    page = opened(browser, address, PHONE, java_script_enabled=False)
    assert page.locator(".names li").count() == len(NAMES)
    assert not page.locator("nav").is_visible()
    page.close()
