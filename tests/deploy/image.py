"""The Dockerfile's steps, done in a clean folder that stands for the image's root: no container engine is needed.

Absolute paths of the image become paths in that folder. What is not done: the base image, the user's entry in
/etc/passwd, and `pip` fetching uv, in whose place the workbench's uv is taken, pinned by the same file.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.docs.pages import ROOT

IMAGE_PATH: Final = re.compile(r"(?<![\w./])/(venv|tools|app|tmp)(?=[/\s]|$)")


@dataclass(slots=True)
class Image:
    """What the last stage came to."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)
    user: int = 0
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def path(self, inside: str) -> Path:
        return self.root / inside.lstrip("/")

    def within(self, text: str) -> str:
        """A command or a list of paths, as it holds in the folder."""
        return IMAGE_PATH.sub(lambda found: str(self.root / found[1]), text)

    def environment(self, **more: str) -> dict[str, str]:
        return {name: self.within(value.replace(":", " ")).replace(" ", ":") for name, value in self.env.items()} | more


def instructions(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert not [line for line in lines if line.endswith("\\")], "an instruction is one line"
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def python_for_all() -> str:
    """A Python that a user without rights may run, as the image's is."""
    own = os.path.realpath(sys.executable)
    system = (shutil.which(f"python3.{minor}", path="/usr/local/bin:/usr/bin") for minor in range(11, 20))
    return next((one for one in (own, *system) if one and may_be_run_by_all(one)), own)


def may_be_run_by_all(program: str | Path) -> bool:
    """Whether every user gets to it: some machines keep their Python in a folder of root's."""
    return all(parent.stat().st_mode & 0o001 for parent in Path(program).resolve().parents)


def context(to: Path, ignore: str) -> None:
    """Copy what .dockerignore lets through: of the lines that fit a path or a folder above it, the last one rules."""
    lines = [line for line in ignore.splitlines() if line.strip() and not line.startswith("#")]
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file() and not _ignored(name, lines):
            target = to / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)


def _ignored(name: str, lines: list[str]) -> bool:
    parts = name.split("/")
    above = ["/".join(parts[: number + 1]) for number in range(len(parts))]
    ruling = [line for line in lines if any(_fits(one, line.removeprefix("!")) for one in above)]
    return bool(ruling) and not ruling[-1].startswith("!")


def _fits(name: str, pattern: str) -> bool:
    if pattern.startswith("**/"):
        return fnmatch.fnmatch(name.rpartition("/")[2], pattern[3:])
    return "/" not in name if pattern == "*" else fnmatch.fnmatch(name, pattern)


def built(root: Path) -> Image:
    """Do every step of the Dockerfile. Fails with the first that fails."""
    image = Image(root)
    for word, rest in instructions((ROOT / "Dockerfile").read_text(encoding="utf-8")):
        match word:
            case "RUN":
                _run(image, rest)
            case "COPY":
                _copy(image, rest)
            case "ENV":
                image.env |= dict(one.split("=", 1) for one in shlex.split(rest))
            case "USER":
                image.user = int(rest.partition(":")[0])
            case "ENTRYPOINT":
                image.command = json.loads(rest)
            case "HEALTHCHECK":
                image.health = json.loads(rest.partition("CMD ")[2])
            case "FROM":
                image.env, image.user = {}, 0
            case "WORKDIR" | "VOLUME" | "EXPOSE" | "STOPSIGNAL" | "ARG":
                pass
            case other:
                raise AssertionError(f"nobody knows how to do {other}")
    return image


def _copy(image: Image, rest: str) -> None:
    *names, to = rest.split()
    if names == ["--from=libraries", "/venv"]:
        return  # both stages are in one folder
    if names == ["."]:
        context(image.path(to), (ROOT / ".dockerignore").read_text(encoding="utf-8"))
        return
    image.path(to).mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(ROOT / name, image.path(to) / name)


def _run(image: Image, rest: str) -> None:
    if "requirements-setup.txt" in rest:
        tools = image.path("/tools/bin")
        tools.mkdir(parents=True)
        (tools / "uv").symlink_to(Path(sys.executable).with_name("uv"))
        return
    steps = [step for step in rest.split(" && ") if not step.startswith(("groupadd", "useradd"))]
    if os.geteuid() != 0:
        steps = [re.sub(r" -o \d+ -g \d+", "", step) for step in steps]
    line = image.within(" && ".join(steps))
    line = re.sub(r"^python ", f"{shlex.quote(python_for_all())} ", line)
    if line:
        subprocess.run(["sh", "-ec", line], check=True, timeout=300)
