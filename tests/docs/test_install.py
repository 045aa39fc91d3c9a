"""docs/install.md, walked as a new administrator would: every command of it in order, in a clean copy of this folder.

What is marked *In a tenant* cannot be done here; the rehearsal, which signs as Microsoft does, stands for it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pytest

from tests.docs.pages import DOCS, ROOT

PORTS: Final = ("3978", "3979")
"""The bot's and the rehearsal's, as the page writes them."""
PATIENCE: Final = 60.0
"""Seconds that a look may take until it shows what it should."""
BLOCK: Final = re.compile(r"^```(\w+)((?: \w+)*)\n(.*?)^```$", re.M | re.S)
LEAD, BEN, AOKI = (
    "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002",
    "bbbbbbbb-0000-4000-8000-000000000001",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page: ``sh`` to run, or ``text``: what one sees then. ``where`` alone it is for."""

    kind: str
    where: str
    text: str
    step: str

    @property
    def is_look(self) -> bool:
        """Whether it only looks, so that it may be looked again."""
        return self.text.startswith("curl") and "-X POST" not in self.text


def blocks() -> list[Block]:
    page = (DOCS / "install.md").read_text(encoding="utf-8")
    steps = [(found.start(), found[1]) for found in re.finditer(r"^## (.*)$", page, re.M)]
    return [
        Block(found[1], found[2].strip(), found[3], next((s for at, s in reversed(steps) if at < found.start()), ""))
        for found in BLOCK.finditer(page)
    ]


class Shell:
    """One shell for the whole walk, in a folder of its own, as somebody at a keyboard has it."""

    def __init__(self, folder: Path) -> None:
        known = {name: os.environ[name] for name in ("HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._process = subprocess.Popen(
            ["bash"],
            cwd=folder,
            env=known | {"PATH": path, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._count = 0

    def run(self, text: str) -> tuple[int, str]:
        """Returns the code, and all that was said."""
        self._count += 1
        mark = f"=== done {self._count} "
        stdin, stdout = self._pipes()
        stdin.write(f"{text}\nprintf '\\n{mark}%s\\n' $?\n")
        stdin.flush()
        said: list[str] = []
        for line in stdout:
            if line.startswith(mark):
                return int(line.removeprefix(mark)), "".join(said)
            said.append(line)
        raise AssertionError("the shell ended: " + "".join(said))

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    def close(self) -> None:
        """End what the walk started, each by its own number, and the shell."""
        _, said = self.run("jobs -p")
        for number in map(int, re.findall(r"\d+", said)):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGTERM)
        self.run("wait")
        for pipe in self._pipes():
            pipe.close()
        self._process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What somebody has who fetched this project, and nothing that was made in it."""
    told = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    for name in told.stdout.decode().splitlines():
        if not name.startswith(("tests/", "bench/", "docs/")) and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def shell(folder: Path) -> Iterator[Shell]:
    opened = Shell(folder)
    try:
        yield opened
    finally:
        opened.close()


def free_ports() -> list[str]:
    with closing(socket.socket()) as one, closing(socket.socket()) as other:
        for held in (one, other):
            held.bind(("127.0.0.1", 0))
        return [str(held.getsockname()[1]) for held in (one, other)]


def shows(said: str, wanted: str) -> bool:
    """Whether all that the page shows is there, in its order; blanks count once, and ``…`` stands for anything."""
    there, lines = " ".join(said.split()), (line.split("…") for line in wanted.splitlines())
    pattern = (".*?".join(re.escape(" ".join(part.split())) for part in parts) for parts in lines)
    return re.search(".*?".join(pattern), there, re.DOTALL) is not None


def walk(shell: Shell, ports: Callable[[str], str], afterwards: dict[str, Callable[[], None]]) -> None:
    """Run what the page says, and see what it shows."""
    mine = [one for one in blocks() if one.where in ("", "rehearsal") and one.kind in ("sh", "text")]
    for before, one, after in zip([None, *mine], mine, [*mine[1:], None], strict=False):
        if one.kind == "sh":
            wanted = ports(after.text) if after is not None and after.kind == "text" else ""
            _done(shell, one, ports(one.text), wanted)
        assert one.kind == "sh" or (before is not None and before.kind == "sh"), "what is seen follows what is done"
        if after is None or after.step != one.step:
            afterwards.pop(one.step, lambda: None)()


def _done(shell: Shell, block: Block, text: str, wanted: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        code, said = shell.run(text)
        seen = shows(said, wanted)
        if seen or not block.is_look or time.monotonic() > until:
            break
        time.sleep(0.2)
    assert seen, f"step {block.step}:\n{text}\nsaid\n{said}\nand not\n{wanted}"
    assert code == 0 or "check" in text, f"step {block.step}: {text} ended with {code}: {said}"


class Page:
    """The rehearsal, where the page says that somebody does something in Teams."""

    def __init__(self, port: str) -> None:
        self._url = f"http://127.0.0.1:{port}/rehearsal"

    def state(self) -> Any:
        with urllib.request.urlopen(f"{self._url}/state", timeout=10) as answer:
            return json.load(answer)

    def act(self, name: str, **body: Any) -> Any:
        asked = urllib.request.Request(f"{self._url}/{name}", json.dumps(body).encode())
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return json.load(answer)

    def card(self, person: str) -> Any:
        """The message with the newest card in somebody's chat."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            cards = [one for one in self.state()["chats"].get(person, ()) if one["card"]]
            if cards:
                return cards[-1]
            time.sleep(0.2)
        raise AssertionError("no card came")


@pytest.mark.long
@pytest.mark.timeout(400)
def test_every_command_of_the_page_does_what_it_says(shell: Shell) -> None:
    mine = dict(zip(PORTS, free_ports(), strict=True))
    page = Page(mine["3979"])

    def ports(text: str) -> str:
        for told, port in mine.items():
            text = text.replace(told, port)
        return text

    def choose() -> None:
        """The lead chooses the PMO on the card that greeted them."""
        greeting = page.card(LEAD)
        assert "AIZAQ" in json.dumps(greeting["card"], ensure_ascii=False)
        team = page.state()["community"]["team_id"]
        answer = page.act(
            "press", **{"as": LEAD}, message=greeting["id"], verb="choose_pmo",
            data={"community": team, "members": f"{LEAD},{BEN}"},
        )  # fmt: skip
        assert answer["status"] == 200
        _, said = shell.run("python app.py check")
        assert shows(said, "PMO of AIZAQ: ok (上田 花, …"), said

    into_the_team = next(one.step for one in blocks() if one.step.startswith("7"))
    shell.run(f"export PORT={mine['3978']}")
    left: dict[str, Callable[[], None]] = {into_the_team: choose}
    walk(shell, _rehearsing(ports, mine), left)
    assert left == {}
    (thread,) = page.state()["threads"]
    assert '{"type": "like", "by": ["bot"]}' in json.dumps(thread)


def _rehearsing(ports: Callable[[str], str], mine: dict[str, str]) -> Callable[[str], str]:
    """With the ports of this walk where the page leaves them out, since there they are as they are by themselves."""

    def told(text: str) -> str:
        bot = f"--port {mine['3979']} --bot http://127.0.0.1:{mine['3978']}/api/messages"
        return ports(text).replace("python -m rehearsal ", f"python -m rehearsal {bot} ")

    return told


def test_every_step_says_what_to_do_how_to_see_it_and_what_if_not() -> None:
    page = (DOCS / "install.md").read_text(encoding="utf-8")
    steps = re.split(r"^## \d+\. ", page, flags=re.M)[1:]
    assert len(steps) == 10
    for step in steps[:-1]:
        name = step.partition("\n")[0]
        assert "**It worked** when" in step, name
        assert "**If not**" in step, name


def test_the_walk_bites() -> None:
    assert shows("a: ok\nb: ok (since 2026)\n", "a: ok\nb: ok (since …)")
    assert not shows("b: ok\na: ok\n", "a: ok\nb: ok")
    assert not shows("a: ok\n", "a: ok\nb: ok")
