"""A logged traceback tells where, and no value: they are people's words, and tokens."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

CODE = """
import app, structlog
from settings import Settings
app._log_with(Settings(log_format={layout!r}))
def handle(words):
    secret = "a client's secret"
    raise RuntimeError("it went wrong")
try:
    handle("a private post")
except RuntimeError:
    structlog.get_logger("x").exception("An activity could not be handled.", kind="message")
"""


@pytest.mark.parametrize("layout", ["console", "json"])
def test_a_traceback_is_logged_without_the_values_of_its_frames(layout: str) -> None:
    command = [sys.executable, "-c", CODE.format(layout=layout)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "it went wrong" in said
    assert "handle" in said
    assert "a private post" not in said
    assert "secret" not in said.replace('secret = "a', "")
    if layout == "json":
        (line,) = said.splitlines()
        assert json.loads(line)["event"] == "An activity could not be handled."
