"""What a newcomer's terminal shows: where to look, what is in the way, and nothing when it ends."""

from __future__ import annotations

import shutil
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.journey.running import ENDS_WITHIN_SECONDS, ROOT, rehearsing, started, surroundings


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_run_runs_what_these_tests_run() -> None:
    dry_run = ["make", "--no-print-directory", "--dry-run", "run"]
    told = subprocess.run(dry_run, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == ".venv/bin/python app.py rehearse"


def test_both_end_with_ctrl_c_and_neither_complains(tmp_path: Path) -> None:
    with rehearsing(tmp_path) as running:
        bot = f"http://127.0.0.1:{running.environment['PORT']}/healthz"
        with urllib.request.urlopen(bot, timeout=10) as answer:
            assert answer.status == 200
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(bot, timeout=10)


@pytest.mark.parametrize("name", ["PORT", "REHEARSAL_PORT"])
def test_a_port_that_is_taken_is_named_with_the_way_out(tmp_path: Path, name: str) -> None:
    environment = surroundings()
    with socket.create_server(("127.0.0.1", int(environment[name]))):
        process = started(tmp_path, environment)
        said, _ = process.communicate(timeout=ENDS_WITHIN_SECONDS)
    assert process.returncode == 1
    assert said.startswith(f"Error: Port {environment[name]} is taken. Choose another: make run {name}=")
    assert len(said.splitlines()) == 1


def test_a_port_that_is_none_is_named(tmp_path: Path) -> None:
    process = started(tmp_path, surroundings() | {"REHEARSAL_PORT": "here"})
    said, _ = process.communicate(timeout=ENDS_WITHIN_SECONDS)
    assert said == "Error: REHEARSAL_PORT is here; it is to be a number from 1 to 65535.\n"


def test_when_the_bot_cannot_start_all_ends_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the database's folder is to be")
    process = started(tmp_path, surroundings())
    said, _ = process.communicate(timeout=ENDS_WITHIN_SECONDS)
    assert process.returncode == 1
    assert said.splitlines()[-1] == "Error: The bot ended by itself, with exit code 1; see above."
