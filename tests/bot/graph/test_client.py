"""What Graph answers becomes one of ours, with the real SDK over HTTP."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.credentials import NoTokens
from bot.graph.client import Graph
from bot.graph.pace import Pace, Scope
from models.outgoing import RetryLater, Uncertain, Undeliverable
from tests.bot.graph.answering import CHANNEL, NOW, TEAM, Purse, a_graph, no
from web.counts import Counts

ROOT = Path(__file__).parents[3]


async def channels(sdk: Any) -> Any:
    return await sdk.teams.by_team_id(TEAM).channels.get()


async def test_a_call_carries_our_token_for_this_graph_and_its_answer_comes_back() -> None:
    purse = Purse()
    found = web.json_response({"value": [{"id": CHANNEL}]})
    async with a_graph(found, purse=purse) as (there, graph):
        answer = await graph.ask("channels", channels)
        assert [one.id for one in answer.value] == [CHANNEL]
        assert there.seen == [(f"/graph/v1.0/teams/{TEAM}/channels", "Bearer token-0")]
        assert purse.scopes == {f"{there.url}/.default"}


async def test_in_local_mode_no_token_is_shown() -> None:
    async with a_graph() as (there, _):
        graph = Graph(there.url, NoTokens(), now=lambda: NOW)
        await graph.ask("channels", channels)
        await graph.close()
        assert [token for _, token in there.seen] == [None]


async def test_a_refused_token_is_forgotten_and_another_shown_once() -> None:
    async with a_graph(no(401), no(401), no(401)) as (there, graph):
        with pytest.raises(Undeliverable):
            await graph.ask("channels", channels)
        assert [token for _, token in there.seen] == ["Bearer token-0", "Bearer token-1"]


@pytest.mark.parametrize(("status", "repeatable", "kind"), [
    (400, True, Undeliverable), (403, True, Undeliverable), (404, True, Undeliverable), (412, True, RetryLater),
    (429, False, RetryLater), (503, True, RetryLater), (503, False, Uncertain), (504, False, Uncertain),
])  # fmt: skip
async def test_a_no_means_what_the_table_of_answers_says_and_is_not_tried_again_behind_our_back(
    status: int, *, repeatable: bool, kind: type[Exception]
) -> None:
    async with a_graph(no(status)) as (there, graph):
        with pytest.raises(kind) as refused:
            await graph.ask("channels", channels, repeatable=repeatable)
        assert len(there.seen) == 1
        assert "token-" not in repr(refused.value)
        assert "SomeCode" in str(refused.value)


async def test_graph_s_word_is_the_code() -> None:
    async with a_graph(no(404, "ThreadNotFound")) as (_, graph):
        with pytest.raises(Undeliverable) as refused:
            await graph.ask("channels", channels)
        assert refused.value.code == "ThreadNotFound"


async def test_how_long_graph_asks_to_wait_is_told_and_kept_for_that_channel_alone() -> None:
    async with a_graph(no(429, **{"Retry-After": "60"})) as (there, graph):
        with pytest.raises(RetryLater) as later:
            await graph.ask("messages", channels, scope=Scope(TEAM, CHANNEL))
        assert later.value.after == timedelta(seconds=60)
        with pytest.raises(RetryLater):
            await graph.ask("messages", channels, scope=Scope(TEAM, CHANNEL))
        await graph.ask("messages", channels, scope=Scope(TEAM, "19:other@thread.tacv2"))
        assert len(there.seen) == 2


async def test_a_page_that_is_no_json_is_asked_for_again_later() -> None:
    async with a_graph(web.Response(text="<html>", content_type="text/html")) as (_, graph):
        with pytest.raises(RetryLater):
            await graph.ask("channels", channels)


async def test_cut_json_is_asked_for_again_later() -> None:
    async with a_graph(web.Response(text='{"value": [', content_type="application/json")) as (_, graph):
        with pytest.raises(RetryLater):
            await graph.ask("channels", channels)


async def test_an_error_that_is_no_json_is_judged_by_its_status() -> None:
    async with a_graph(web.Response(status=502, text="<html>", content_type="text/html")) as (_, graph):
        with pytest.raises(RetryLater):
            await graph.ask("channels", channels)


async def test_silence_is_later_or_uncertain_and_a_host_that_is_not_there_later() -> None:
    slow = asyncio.Event()

    async def never(sdk: Any) -> None:
        await slow.wait()

    async with a_graph(limit=timedelta(milliseconds=50)) as (_, graph):
        with pytest.raises(RetryLater):
            await graph.ask("channels", never)
        with pytest.raises(Uncertain):
            await graph.ask("channels", never, repeatable=False)
    nobody = Graph("http://127.0.0.1:9/graph", Purse(), now=lambda: NOW)
    with pytest.raises(RetryLater):
        await nobody.ask("channels", channels, repeatable=False)
    await nobody.close()


async def test_a_redirect_is_not_followed() -> None:
    async with a_graph(web.Response(status=302, headers={"Location": "http://127.0.0.1:9/"})) as (there, graph):
        with pytest.raises(Undeliverable):
            await graph.ask("channels", channels)
        assert len(there.seen) == 1


@pytest.mark.parametrize("address", ["http://graph.example.com", "ftp://graph.example.com", "graph.example.com"])
async def test_no_token_leaves_without_tls(address: str) -> None:
    purse = Purse()
    with pytest.raises(Undeliverable) as refused:
        await Graph(address, purse, now=lambda: NOW).ask("channels", channels)
    assert (refused.value.code, purse.scopes) == ("graph_base_url", set())


@pytest.mark.parametrize(("url", "ours"), [
    ("https://graph.microsoft.com/v1.0/teams", True), ("https://graph.microsoft.com.evil.example/v1.0", False),
    ("http://graph.microsoft.com/v1.0", False), ("https://graph.microsoft.com:444/v1.0", False),
    ("https://user@graph.microsoft.com/v1.0", False), ("", False),
])  # fmt: skip
def test_an_address_that_an_answer_gives_is_ours_or_not_followed(url: str, *, ours: bool) -> None:
    assert Graph("https://graph.microsoft.com/", Purse(), now=lambda: NOW).is_ours(url) is ours


async def test_the_pace_holds_on_the_wire() -> None:
    pace = Pace(channel=timedelta(milliseconds=200), team=timedelta(milliseconds=20))
    loop = asyncio.get_running_loop()
    async with a_graph(pace=pace) as (there, graph):
        await graph.ask("channels", channels)
        began = loop.time()
        await asyncio.gather(*(graph.ask("m", channels, scope=Scope(TEAM, CHANNEL)) for _ in range(3)))
        assert loop.time() - began >= 0.4
        assert len(there.seen) == 4


def test_neither_help_nor_the_start_imports_the_sdk() -> None:
    told = "import sys, app; print(sorted({name.partition('.')[0] for name in sys.modules} & slow))"
    slow = "slow = {'msgraph', 'msgraph_core', 'kiota_abstractions', 'kiota_http', 'httpx'}"
    ran = subprocess.run(
        [sys.executable, "-c", f"{slow}; {told}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


async def test_each_call_is_told_with_how_it_ended() -> None:
    counts = Counts()
    found = web.json_response({"value": []})
    async with a_graph(found, no(429), no(403), no(503), web.Response(text="a page", content_type="text/html")) as (
        _,
        graph,
    ):
        graph.watch = counts
        for _ in range(5):
            with suppress(RetryLater, Undeliverable):
                await graph.ask("channels", channels)
    ended = {outcome: counts.registry.get_sample_value("aizuchi_graph_calls_total", {"outcome": outcome})
             for outcome in ("done", "throttled", "refused", "failed", "silent")}  # fmt: skip
    assert ended == dict.fromkeys(ended, 1)
