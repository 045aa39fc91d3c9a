"""What ``make run`` starts, on ports and in a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
APP: Final = (sys.executable, str(ROOT / "app.py"))
ENDS_WITHIN_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rehearsal that runs: ``url`` is the page, as it was printed, without a slash at the end."""

    process: subprocess.Popen[str]
    url: str
    folder: Path
    environment: Mapping[str, str]

    def audit(self) -> dict[str, int]:
        """``python app.py audit --json`` on the rehearsal's database."""
        counted: dict[str, int] = json.loads(self._asked("audit", "--json"))
        return counted

    def export(self, message_id: str, part: int = 1) -> dict[str, Any]:
        """The one row of ``python app.py export follow-ups`` for a post, or for a further question of its thread."""
        rows = [json.loads(line) for line in self._asked("export", "follow-ups").splitlines()]
        (row,) = [row for row in rows if row["message_id"] == message_id and row["part"] == part]
        return dict(row)

    def _asked(self, *words: str) -> str:
        database = f"sqlite:///var/rehearsal-{self.environment['PORT']}.db"
        environment = {**self.environment, "DATABASE_URL": database}
        asked = subprocess.run(
            [*APP, *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        return asked.stdout


@contextmanager
def rehearsing(folder: Path) -> Iterator[Rehearsal]:
    """Run the rehearsal in ``folder`` until the block ends, then press Ctrl-C. Fails if either process complained."""
    environment = surroundings()
    process = started(folder, environment)
    try:
        lines: list[str] = []
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Open "):
                break
        else:
            raise AssertionError("".join(lines))
        yield Rehearsal(process, lines[-1].split()[1].rstrip("/"), folder, environment)
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=ENDS_WITHIN_SECONDS)
        assert rest == "", f"nobody complains: {rest}"
        assert process.returncode == 0
    finally:
        process.terminate()
        process.communicate(timeout=ENDS_WITHIN_SECONDS)


def started(folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*APP, "rehearse"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def surroundings() -> dict[str, str]:
    """An environment with two free ports and none of the developer's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    bot_port, page_port = free_ports()
    return kept | {"PORT": str(bot_port), "REHEARSAL_PORT": str(page_port)}


def free_ports() -> tuple[int, int]:
    """Two ports that nobody has taken, as of now."""
    with ExitStack() as held:
        tried = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(2)]
        first, second = (int(one.getsockname()[1]) for one in tried)
    return first, second
