"""The server itself: who may reach it, its files, its events, its beginning and its end."""

import asyncio
import json
import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession, StreamReader
from aiohttp.test_utils import TestServer

from rehearsal.__main__ import read_options
from rehearsal.server import create_app, running
from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, FakeBot, Player

ROOT = Path(__file__).parents[2]


async def test_it_refuses_to_listen_where_others_could_reach_it() -> None:
    with pytest.raises(ValueError, match=r"not on 0\.0\.0\.0"):
        async with running(replace(QUICK, host="0.0.0.0")):
            pass


ELSEWHERE = ("elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example:3979", "[", "")


@pytest.mark.parametrize("host", ELSEWHERE)
async def test_a_name_from_elsewhere_that_leads_here_does_not_reach_it(player: Player, host: str) -> None:
    async with player.session.get(f"{player.url}/rehearsal/state", headers={"Host": host}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "http://localhost.elsewhere.example:3979", "null", "["]
)
async def test_a_page_from_elsewhere_cannot_steer_it(player: Player, origin: str) -> None:
    """What a page may send anywhere, without asking first."""
    before = (await player.look("/rehearsal/state")) | {"now": ""}
    said = json.dumps({"as": AKARI, "text": "one"})
    plain = {"Content-Type": "text/plain", "Origin": origin}
    async with player.session.post(f"{player.url}/rehearsal/post", data=said, headers=plain) as answer:
        assert answer.status == 403
        assert "127.0.0.1" in (await answer.json())["error"]
    assert (await player.look("/rehearsal/state")) | {"now": ""} == before


async def test_its_own_page_steers_it_by_each_name_of_this_machine(player: Player) -> None:
    for name in ("127.0.0.1:3979", "localhost:3979", "[::1]:3979"):
        own = {"Host": name, "Origin": f"http://{name}"}
        async with player.session.post(
            f"{player.url}/rehearsal/post", json={"as": AKARI, "text": "one"}, headers=own
        ) as answer:
            assert answer.status == 200, name


async def test_it_runs_under_a_test_server_and_finds_its_own_address(bot: FakeBot) -> None:
    async with TestServer(create_app(replace(QUICK, bot_url=bot.url))) as server, ClientSession() as session:
        url = str(server.make_url("/rehearsal/post"))
        async with session.post(url, json={"as": AKARI, "text": "one"}) as answer:
            assert (await answer.json())["bot_status"] == 200
        assert bot.last()["serviceUrl"] == str(server.make_url("/teams/"))


async def test_changes_are_told_as_they_happen(player: Player) -> None:
    async with player.session.get(f"{player.url}/rehearsal/events") as stream:
        assert stream.content_type == "text/event-stream"
        first = await next_event(stream.content)
        await player.act("post", by=AKARI, text="one")
        second = await next_event(stream.content)
    assert second > first


async def test_an_open_stream_does_not_hold_up_the_end(bot: FakeBot) -> None:
    async with ClientSession() as session:
        async with running(replace(QUICK, bot_url=bot.url)) as here:
            stream = await session.get(f"{here.url}/rehearsal/events")
            await next_event(stream.content)
        await asyncio.wait_for(stream.content.read(), 1)
        stream.close()


async def test_files_of_the_page_and_the_card_renderer_are_served(rehearse: Rehearse, tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<p>hello", encoding="utf-8")
    (tmp_path / "page" / "page.js").write_text("1", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("no", encoding="utf-8")
    options = replace(QUICK, page_folder=tmp_path / "page", cards_folder=tmp_path / "page")
    player = await rehearse(options)
    found = {}
    for path in ("/", "/page/page.js", "/vendor/adaptivecards/page.js", "/page/none.js", "/page/..%2Fsecret.txt"):
        async with player.session.get(f"{player.url}{path}") as answer:
            found[path] = answer.status
    assert list(found.values()) == [200, 200, 200, 404, 404]


async def test_a_missing_card_renderer_is_explained(rehearse: Rehearse, tmp_path: Path) -> None:
    player = await rehearse(replace(QUICK, cards_folder=tmp_path / "none"))
    assert "npm ci" in (await player.look("/vendor/adaptivecards/adaptivecards.min.js"))["error"]


def test_the_command_line_becomes_options() -> None:
    told = read_options(["--port", "0", "--bot", "http://127.0.0.1:1/api/messages", "--signed", "--app-id", "a"])
    assert (told.port, told.bot_url, told.signed, told.app_id, told.opening) == (
        0,
        "http://127.0.0.1:1/api/messages",
        True,
        "a",
        True,
    )
    told = read_options(["--no-opening", "--start", "2027-01-04T09:00:00+09:00", "--rate", "60"])
    assert (told.opening, told.rate) == (False, 60.0)
    assert told.start == datetime.fromisoformat("2027-01-04T09:00:00+09:00")


def test_a_start_without_zone_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_options(["--start", "2027-01-04T09:00:00"])
    assert "needs a zone" in capsys.readouterr().err


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_cleanly_when_asked_to(how: signal.Signals) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "rehearsal", "--port", "0", "--no-opening"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    begun = await asyncio.wait_for(process.stderr.readline(), 20)
    os.kill(process.pid, how)
    rest = await asyncio.wait_for(process.stderr.read(), 20)
    assert b"The rehearsal is at http://127.0.0.1:" in begun
    assert rest == b"INFO The rehearsal has ended.\n"
    assert await process.wait() == 0


async def next_event(stream: StreamReader) -> int:
    """The number in the next ``changed`` event."""
    assert await asyncio.wait_for(stream.readline(), 5) == b"event: changed\n"
    data = await stream.readline()
    await stream.readline()
    return int(data.removeprefix(b"data: "))
