"""``python app.py`` as an operator starts it: it serves, ends when told, and says why it does not start."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import aiohttp
import pytest

from app import wall
from models.db.migrate import migrate
from models.db.store import Store
from tests.app.outside import COMMUNITY_FILE, SECRET, free_port, prepare, rows, signed
from tests.bot import shapes
from tests.conftest import ROOT
from tests.rehearsal.playing import TENANT
from tests.stage import COMMUNITY

SIGNED = {
    "MICROSOFT_APP_ID": "an-app", "MICROSOFT_APP_PASSWORD": SECRET, "MICROSOFT_APP_TENANT_ID": TENANT,
    "LOGIN_AUTHORITY": "http://127.0.0.1:1", "OPENID_METADATA_URL": "http://127.0.0.1:1",
}  # fmt: skip

Started = tuple[asyncio.subprocess.Process, str]


@asynccontextmanager
async def process(*words: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """``python app.py`` with nothing in its environment but this."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    started = await asyncio.create_subprocess_exec(
        sys.executable, "app.py", *words, cwd=ROOT, env=known | environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield started
    finally:
        with suppress(ProcessLookupError):
            started.kill()
        await started.wait()


async def said(*words: str, **environment: str) -> tuple[int | None, str]:
    """The code and the words of a command that ends by itself."""
    async with process(*words, **environment) as started:
        async with asyncio.timeout(30):
            out, _ = await started.communicate()
        return started.returncode, out.decode()


async def refused(*words: str, **environment: str) -> str:
    code, out = await said(*words, **environment)
    assert code == 1, out
    assert "Traceback" not in out
    return out


def port() -> str:
    with free_port() as held:
        return str(held.getsockname()[1])


@pytest.fixture
def here(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """An environment with a database of its own and a free port."""

    def environment(**more: str) -> dict[str, str]:
        return {"DATABASE_URL": f"sqlite:///{tmp_path}/aizuchi.db", "PORT": port()} | more

    return environment


async def ready(url: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(30):
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)


async def test_it_serves_what_its_community_file_says_and_ends_when_told(here: Callable[..., dict[str, str]]) -> None:
    environment = here(COMMUNITY_FILE=str(COMMUNITY_FILE), LOG_FORMAT="json", LOG_LEVEL="DEBUG")
    url = f"http://127.0.0.1:{environment['PORT']}"
    async with process(**environment) as bot:
        await ready(url)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{url}/healthz") as answer:
                assert answer.status == 200
            async with session.post(f"{url}/api/messages", json=shapes.post()) as answer:
                assert answer.status == 200
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            out, _ = await bot.communicate()
    assert bot.returncode == 0
    assert {"community": 1, "post": 1}.items() <= rows(environment["DATABASE_URL"]).items()
    logged = [json.loads(line) for line in out.decode().splitlines()]
    events = [entry["event"] for entry in logged]
    assert events[0] == "A community file was applied."
    assert "Aizuchi listens." in events
    assert events[-1] == "Aizuchi has ended."
    assert shapes.TEXT not in out.decode()


async def test_of_a_folder_only_the_file_that_changed_is_applied(
    here: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    same, changed = tmp_path / "communities" / "a.toml", tmp_path / "communities" / "b.toml"
    same.parent.mkdir()
    same.write_text(COMMUNITY, encoding="utf-8")
    changed.write_text(COMMUNITY_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    environment = here(COMMUNITY_FILE=str(same.parent))
    for file in (same, changed):
        prepare(environment["DATABASE_URL"], file)
    changed.write_text(changed.read_text(encoding="utf-8").replace('"2h"', '"3h"'), encoding="utf-8")
    async with process(**environment) as bot:
        await ready(f"http://127.0.0.1:{environment['PORT']}")
        bot.terminate()
        out, _ = await bot.communicate()
    applied = [line for line in plain(out).splitlines() if "was applied" in line]
    assert len(applied) == 1
    assert "changes=1" in applied[0]
    assert "file=b.toml" in applied[0]


def plain(out: bytes) -> str:
    """What was said, without colours."""
    text = out.decode()
    for colour in ("\x1b[0m", "\x1b[36m", "\x1b[35m", "\x1b[1m"):
        text = text.replace(colour, "")
    return text


async def test_a_bad_community_file_stops_the_start_and_changes_nothing(
    here: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    folder = tmp_path / "communities"
    folder.mkdir()
    (folder / "a.toml").write_text(COMMUNITY, encoding="utf-8")
    (folder / "b.toml").write_text(COMMUNITY.replace("receive_within", "recieve_within"), encoding="utf-8")
    environment = here(COMMUNITY_FILE=str(folder))
    out = await refused(**environment)
    assert "b.toml:11: follow_up.recieve_within is not known; did you mean receive_within?" in out
    assert "Mend COMMUNITY_FILE. It was not applied, and nothing was started." in out
    assert rows(environment["DATABASE_URL"]) == {}


async def test_local_mode_listens_on_this_machine_alone(here: Callable[..., dict[str, str]]) -> None:
    out = await refused(**here(HOST="0.0.0.0"))
    assert "HOST is 0.0.0.0, but without MICROSOFT_APP_ID anybody who reaches it could speak for Teams" in out
    assert "Set MICROSOFT_APP_ID, or HOST=127.0.0.1." in out


async def test_settings_that_do_not_fit_stop_every_command(here: Callable[..., dict[str, str]]) -> None:
    out = await refused("check", **here(**SIGNED, CLOCK_URL="http://127.0.0.1:1"))
    assert "The environment does not fit:\n  CLOCK_URL is for local mode" in out


async def test_a_database_that_does_not_answer_stops_the_start(here: Callable[..., dict[str, str]]) -> None:
    out = await refused(**here(DATABASE_URL="postgresql://user:s3cret@127.0.0.1:1/aizuchi"))
    assert "The database of DATABASE_URL does not answer as it should" in out
    assert "s3cret" not in out


async def test_signed_mode_migrates_nothing_by_itself(here: Callable[..., dict[str, str]]) -> None:
    """Several processes start at once there, and a migration is an operator's decision."""
    out = await refused(**here(**SIGNED))
    assert "Migrations are missing: there is no database " in out
    assert "Run: python app.py migrate" in out


async def test_a_port_that_is_taken_is_said(here: Callable[..., dict[str, str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = str(taken.getsockname()[1])
        out = await refused(**here(PORT=number))
    assert f"Nothing can listen at HOST 127.0.0.1, PORT {number}: Address already in use" in out
    assert "Is another Aizuchi running there?" in out


@pytest.mark.long
async def test_the_check_of_a_wrong_secret_says_what_to_do(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path}/aizuchi.db"
    migrate(database_url)
    async with signed(database_url) as both:
        environment = SIGNED | {
            "DATABASE_URL": database_url,
            "MICROSOFT_APP_ID": both.teams.stage.options.app_id,
            "LOGIN_AUTHORITY": f"{both.teams.url}/login",
            "GRAPH_BASE_URL": "https://api.botframework.com",
        }
        _, out = await said("check", **environment)
        assert "Teams credentials: ok" in out
        assert "Graph credentials: ok" in out
        out = await refused("check", **environment | {"MICROSOFT_APP_PASSWORD": "wrong"})
    assert "Teams credentials: see MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID" in out
    assert "Check its secret." in out
    assert "wrong" not in out
    out = await refused("check", **environment)
    assert "Teams credentials: see LOGIN_AUTHORITY" in out


async def test_help_needs_no_settings() -> None:
    code, out = await said("--help", PORT="http")
    assert code == 0, out
    assert out.startswith("Usage: ")
    for command in ("apply", "audit", "check", "export", "migrate", "rehearse"):
        assert f"\n  {command} " in out


def test_a_command_prints_its_answer_alone_and_logs_beside_it(tmp_path: Path) -> None:
    """Graph is silent, which the log tells; the answer is read by a program."""
    database_url = f"sqlite:///{tmp_path / 'aizuchi.db'}"
    prepare(database_url)
    with closing(Store(database_url, wall=wall)) as store:
        home = {"group_id": "a-group", "service_url": "http://127.0.0.1:1", "bot_id": "28:a"}
        store.write(lambda tx: tx.move_home("19:team-aizaq@thread.tacv2", **home), wall())
    silent = {"PATH": os.environ["PATH"], "DATABASE_URL": database_url, "GRAPH_BASE_URL": "http://127.0.0.1:1/graph"}
    command = [sys.executable, "app.py", "reconcile", "--json"]
    ran = subprocess.run(command, cwd=ROOT, env=silent, capture_output=True, text=True, timeout=60, check=False)
    assert [json.loads(line)["channel_id"] for line in ran.stdout.splitlines()] == ["19:aizaq-hiroba@thread.tacv2"]
    assert "Graph asks to come later" in ran.stderr
    assert "\x1b" not in ran.stderr, "no colours where no terminal is"
