"""A logged fault tells its kind and where it came from, and no value and no words: they are people's, or tokens."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from models.sparing import FEW
from tests.conftest import ROOT

CODE = """
import asyncio, logging, threading
import structlog
from models import correlation
from web import log_lines

log_lines.configure("info", {layout!r})
log_lines.hook_last_words()
log = structlog.get_logger("x")

def goes_wrong(words):
    secret = "a client's " + "secret"
    try:
        raise KeyError(words)
    except KeyError as why:
        raise RuntimeError(f"it went wrong with {{words}}") from why

private = "a private " + "post"
try:
    with correlation.within("c0ffee"):
        goes_wrong(private)
except RuntimeError:
    log.exception("An activity could not be handled.", kind="message")
with correlation.within("c0ffee"):
    log.info("Something was done.")
try:
    goes_wrong(private)
except RuntimeError:
    logging.getLogger("somebody.else").exception("Could not do %s", private)
try:
    raise asyncio.CancelledError
except asyncio.CancelledError:
    logging.getLogger("somebody.else").exception("Error running job %s", private)

async def forgotten():
    asyncio.create_task(asyncio.to_thread(goes_wrong, private))
    await asyncio.sleep(0.2)

asyncio.run(forgotten())
import gc; gc.collect()
thread = threading.Thread(target=goes_wrong, args=(private,))
thread.start()
thread.join()
goes_wrong(private)
"""


def said(layout: str) -> str:
    command = [sys.executable, "-c", CODE.format(layout=layout)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 1
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("layout", ["console", "json"])
def test_a_fault_is_logged_without_its_words_and_the_values_of_its_frames(layout: str) -> None:
    out = said(layout)
    assert "a private post" not in out
    assert "a client's secret" not in out
    assert out.count("RuntimeError") == out.count("KeyError") == 5
    assert out.count("goes_wrong") == 10
    for sentence in (
        "An activity could not be handled.", "Could not do %s", "Task exception was never retrieved",
        "A fault of ours ended a thread.", "A fault of ours ended Aizuchi.",
    ):  # fmt: skip
        assert out.count(sentence) == 1, sentence
    assert "Error running job" not in out, "a job in hand when the bot is ended is no fault"


def test_every_line_is_an_object_and_names_what_set_it_off() -> None:
    lines = [json.loads(line) for line in said("json").splitlines()]
    assert [line["event"] for line in lines][:2] == ["An activity could not be handled.", "Something was done."]
    assert "correlation" not in lines[0], "the line was logged outside"
    assert lines[1]["correlation"] == "c0ffee"
    fault, cause = lines[0]["exception"]
    assert (fault["kind"], cause["kind"]) == ("RuntimeError", "KeyError")
    assert [place["name"] for place in fault["frames"]] == ["<module>", "goes_wrong"]


FLOOD = """
import logging
from aiohttp.http_exceptions import BadStatusLine
from web.log_lines import configure

configure("info", "json")
server, other = logging.getLogger("aiohttp.server"), logging.getLogger("somebody.else")
for error in [BadStatusLine("x")] * 20 + [KeyError("x")]:
    server.error("Error handling request from %s", "192.0.2.1", exc_info=error)
for _ in range(10):
    other.error("Could not do it")
"""


def test_a_flood_of_what_is_no_http_fills_no_log_and_hides_no_fault_of_ours() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FLOOD], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    told = Counter(line["exception"][0]["kind"] if "exception" in line else line["library"] for line in lines)
    assert told == {"BadStatusLine": FEW, "KeyError": 1, "somebody.else": 10}
