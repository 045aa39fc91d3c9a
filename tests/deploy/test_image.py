"""The image's steps in a clean folder: it installs by hashes, starts as a user who may write var/ alone, and ends."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from tests.deploy.image import Image, built, instructions, may_be_run_by_all
from tests.docs.pages import ROOT
from tests.processes.bot import free_port, until

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """Done once, in a folder that every user may enter. Its many thousand files go by themselves afterwards."""
    folder = Path(mkdtemp(prefix="aizuchi-image-"))
    folder.chmod(0o755)
    try:
        yield built(folder)
    finally:
        subprocess.run(["sh", "-c", 'rm -rf "$1" >/dev/null 2>&1 &', "sh", folder], check=True)


def as_its_user(image: Image, *command: str, **more: str) -> subprocess.Popen[bytes]:
    environment = image.environment(**more)
    who: dict[str, Any] = {}
    if os.geteuid() == 0 and may_be_run_by_all(image.path("/venv/bin/python")):
        who = {"user": image.user, "group": image.user, "extra_groups": []}
    started: subprocess.Popen[bytes] = subprocess.Popen(
        command, cwd=image.path("/app"), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who
    )
    return started


def signed(image: Image) -> dict[str, str]:
    return {
        "PORT": str(free_port()),
        "DATABASE_URL": f"sqlite:///{image.path('/app/var/aizuchi.db')}",
        "MICROSOFT_APP_ID": "an-app",
        "MICROSOFT_APP_PASSWORD": "a-secret",
        "MICROSOFT_APP_TENANT_ID": "a-tenant",
        "GRAPH_BASE_URL": "http://127.0.0.1:9",
        "LOGIN_AUTHORITY": "http://127.0.0.1:9",
    }


def test_nothing_of_the_workbench_is_in_the_image_and_no_secret(image: Image) -> None:
    there = {path.name for path in image.path("/app").iterdir()}
    assert there == {
        "app.py", "settings.py", "bot", "cli", "handlers", "jobs", "locales", "manifest", "migrations", "models", "web",
        "LICENSE", "requirements.txt", "requirements-setup.txt", "var",
    } | ({"__pycache__"} & there)  # fmt: skip
    assert not list(image.path("/venv").glob("lib/*/site-packages/pytest*"))


def test_the_image_is_read_only_to_its_user_save_var(image: Image) -> None:
    given = os.geteuid() == 0
    """Whether what is given to the image's user is theirs here: root alone can give."""
    writable = [
        path
        for place in ("/app", "/venv")
        for path in (image.path(place), *image.path(place).rglob("*"))
        if not path.is_symlink()
        and ((given and path.stat().st_uid == image.user) or path.stat().st_mode & stat.S_IWOTH)
    ]
    assert writable == ([image.path("/app/var")] if given else [])


async def test_it_starts_as_its_user_is_healthy_and_ends_when_it_is_told_to(image: Image) -> None:
    settings = signed(image)
    python, *app = image.command
    command = (str(image.path("/venv/bin") / python), *app)
    migrated = as_its_user(image, *command, "migrate", **settings)
    out, _ = await asyncio.to_thread(migrated.communicate, timeout=120)
    assert migrated.returncode == 0, out.decode()
    bot = as_its_user(image, *command, **settings)
    try:

        async def healthy() -> bool:
            assert bot.poll() is None, bot.stdout.read().decode() if bot.stdout else ""
            asked = as_its_user(image, str(image.path("/venv/bin/python")), *image.health[1:], **settings)
            await asyncio.to_thread(asked.communicate, timeout=30)
            return asked.returncode == 0

        await until(healthy, within=60, every=0.3)
    finally:
        bot.send_signal(signal.SIGTERM)
        out, _ = await asyncio.to_thread(bot.communicate, timeout=30)
    assert bot.returncode == 0, out.decode()
    assert b'"event": "Aizuchi has ended."' in out


async def test_without_an_app_id_it_says_why_it_does_not_start(image: Image) -> None:
    python, *app = image.command
    bot = as_its_user(image, str(image.path("/venv/bin") / python), *app, DATABASE_URL="sqlite:////app/var/x.db")
    out, _ = await asyncio.to_thread(bot.communicate, timeout=60)
    assert bot.returncode == 1
    assert b"Set MICROSOFT_APP_ID, or HOST=127.0.0.1." in out


def test_what_runs_is_no_root_and_what_is_installed_has_its_hash() -> None:
    steps = instructions(DOCKERFILE)
    user = [rest for word, rest in steps if word == "USER"]
    assert user == ["10001:10001"]
    installs = [step for word, rest in steps if word == "RUN" for step in rest.split(" && ") if "requirements" in step]
    assert len(installs) == 2
    assert all("--require-hashes" in step for step in installs)
    assert [word for word, _ in steps].count("FROM") == 2
    assert dict(steps)["STOPSIGNAL"] == "SIGTERM"
