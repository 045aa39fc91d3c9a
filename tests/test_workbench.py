"""The workbench itself: what the other tests stand on."""

import sqlite3
import subprocess
import sys
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pg8000.dbapi
import pytest
from playwright.async_api import async_playwright

from tests.spreading import spread


def connected(database_url: str) -> AbstractContextManager[Any]:
    url = urlsplit(database_url)
    if url.scheme == "sqlite":
        return closing(sqlite3.connect(url.path.removeprefix("/")))
    return closing(pg8000.dbapi.connect(url.username, host=url.hostname, port=url.port, database=url.path[1:]))


@pytest.mark.parametrize("round_", [1, 2])
def test_each_test_has_an_empty_database_of_its_own(database_url: str, round_: int) -> None:
    with connected(database_url) as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE TABLE post (text varchar(20))")
        cursor.execute(f"INSERT INTO post VALUES ('{round_} 相槌')")
        connection.commit()
        cursor.execute("SELECT text FROM post")
        assert [tuple(row) for row in cursor.fetchall()] == [(f"{round_} 相槌",)]


@pytest.mark.browser
async def test_the_browser_draws_japanese_with_a_font_that_has_it(chromium: str) -> None:
    async with async_playwright() as playwright:
        window = await playwright.chromium.launch(executable_path=chromium)
        page = await window.new_page()
        await page.set_content("<i>相</i> <i>槌</i>")
        first, second = [await glyph.screenshot() for glyph in await page.locator("i").all()]
        await window.close()
    assert first != second, "both are drawn as the same empty box"


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_test_left_out_makes_ci_red_and_nobody_elses_run(ci: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("import pytest\ndef test_a(): pytest.skip('no browser')\ndef test_b(): pass\n")
    conftest = Path(__file__).with_name("conftest.py")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", "/dev/null", "--rootdir", tmp_path, tmp_path],
        cwd=conftest.parent.parent,
        env={"CI": ci, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stdout + run.stderr
    assert "1 passed, 1 skipped" in run.stdout.splitlines()[-1]


def test_each_worker_begins_with_its_share_of_the_long_tests_a_file_at_a_time() -> None:
    short = [f"tests/bot/test_b.py::test_{number}" for number in range(20)]
    long = [f"tests/{file}.py::test_{number}" for file in ("journey/test_j", "season/test_s") for number in range(3)]
    tests = [*short[:9], *long[:3], *short[9:15], *long[3:], *short[15:]]
    order = [tests[place] for place in spread(tests, 2)]
    assert order == [*long[:3], *short[:10], *long[3:], *short[10:]]
    assert sorted(spread(tests, 7)) == list(range(len(tests)))
    assert spread(short, 3) == list(range(len(short)))
    assert sorted(spread(long, 3)) == list(range(len(long)))
