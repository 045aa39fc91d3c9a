"""What each answer of Teams', and none at all, means for the outbox."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import LONGEST_WAIT, retry_after
from models.outgoing import RetryLater, Uncertain, Undeliverable
from tests.bot.stage import (
    AGAIN,
    EVERY,
    NOW,
    ONCE,
    TO,
    VIEW,
    Doing,
    Purse,
    a_stage,
    at,
    connector,
    endless,
    finding,
    refusal,
    unknown,
)


@pytest.mark.parametrize("doing", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("status", [200, 201, 202])
async def test_two_hundreds_are_a_yes(doing: Doing, status: int) -> None:
    async with a_stage(web.json_response({"id": "1"}, status=status)) as (stage, teams):
        await doing(teams, stage.url)


@pytest.mark.parametrize("doing", ONCE.values(), ids=ONCE)
@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"<html>", b'{"id": 7}', b"x" * 100_000])
async def test_an_answer_without_an_id_is_a_yes_all_the_same(doing: Doing, body: bytes) -> None:
    async with a_stage(web.Response(status=201, body=body)) as (stage, teams):
        assert await doing(teams, stage.url) == ""


async def test_a_chat_that_teams_does_not_name_is_asked_for_again() -> None:
    assert isinstance(await refusal(EVERY["open_chat"], web.json_response({}, status=201)), RetryLater)


@pytest.mark.parametrize("doing", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("status", [412, 429])
async def test_teams_may_ask_to_come_later(doing: Doing, status: int) -> None:
    refused = await refusal(doing, web.Response(status=status, headers={"Retry-After": "7"}))
    assert isinstance(refused, RetryLater)
    assert refused.after == timedelta(seconds=7)


@pytest.mark.parametrize("status", [408, 500, 501, 502, 503, 504, 507])
@pytest.mark.parametrize("doing", AGAIN.values(), ids=AGAIN)
async def test_a_failure_on_a_repeatable_call_means_later(doing: Doing, status: int) -> None:
    refused = await refusal(doing, web.Response(status=status, headers={"Retry-After": "7"}))
    assert isinstance(refused, RetryLater)
    assert refused.after == timedelta(seconds=7)


@pytest.mark.parametrize("status", [408, 500, 501, 502, 503, 504, 507])
@pytest.mark.parametrize("doing", ONCE.values(), ids=ONCE)
async def test_a_failure_on_a_new_message_is_uncertain(doing: Doing, status: int) -> None:
    assert isinstance(await refusal(doing, web.Response(status=status)), Uncertain)


@pytest.mark.parametrize("doing", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("status", [302, 307, 400, 403, 404, 405, 409, 413, 418])
async def test_other_refusals_are_final_and_a_redirect_is_not_followed(doing: Doing, status: int) -> None:
    if doing is AGAIN["take_back"] and status == 404:
        return
    refused = await refusal(doing, web.Response(status=status, headers={"Location": "/elsewhere"}))
    assert isinstance(refused, Undeliverable)
    assert refused.code == str(status)


@pytest.mark.parametrize("status", [404, 410])
async def test_what_is_gone_already_is_taken_back(status: int) -> None:
    async with a_stage(web.Response(status=status)) as (stage, teams):
        await teams.take_back(at(stage.url), "171")
    assert len(stage.seen) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"error": {"code": "BotNotInConversationRoster", "message": "The bot is gone"}}, "BotNotInConversationRoster"),
        ({"error": {"code": "promised ja Asia/Tokyo"}}, "403"),
        ({"error": {"code": 7}}, "403"),
        ({"error": "no"}, "403"),
        (["error"], "403"),
    ],
)
async def test_a_refusal_carries_teams_own_word(body: Any, code: str) -> None:
    refused = await refusal(EVERY["post"], web.json_response(body, status=403))
    assert isinstance(refused, Undeliverable)
    assert refused.code == code


@pytest.mark.parametrize("doing", EVERY.values(), ids=EVERY)
async def test_a_call_that_reached_nobody_is_made_again_later(doing: Doing) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(RetryLater):
            await doing(connector(session, Purse()), f"http://127.0.0.1:{unused_port()}/")


@pytest.mark.parametrize("doing", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("look_up", [unknown, endless])
async def test_a_host_that_is_not_found_is_asked_again_later(doing: Doing, look_up: Any) -> None:
    async with finding(look_up) as session:
        with pytest.raises(RetryLater):
            await doing(connector(session, Purse(), connect=0.03, host="teams.example"), "https://teams.example/")


@pytest.mark.parametrize(("kind", "error"), [(ONCE, Uncertain), (AGAIN, RetryLater)])
async def test_nobody_waits_for_a_slow_teams(kind: dict[str, Doing], error: type[Exception]) -> None:
    for doing in kind.values():
        assert isinstance(await refusal(doing, pause=0.2, total=0.04), error)


@pytest.mark.parametrize(("kind", "error"), [(ONCE, Uncertain), (AGAIN, RetryLater)])
@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 20", b"garbage\r\n\r\n"])
async def test_a_connection_cut_after_the_call(kind: dict[str, Doing], error: type[Exception], start: bytes) -> None:
    async with cut_after(start) as url, aiohttp.ClientSession() as session:
        for doing in kind.values():
            with pytest.raises(error):
                await doing(connector(session, Purse()), url)


async def test_a_yes_whose_body_is_cut_is_a_yes() -> None:
    start = b'HTTP/1.1 201 Created\r\nContent-Length: 90\r\n\r\n{"id"'
    async with cut_after(start) as url, aiohttp.ClientSession() as session:
        assert await connector(session, Purse()).send(at(url), TO, VIEW) == ""


@contextlib.asynccontextmanager
async def cut_after(start: bytes) -> AsyncIterator[str]:
    """A server that takes a call, answers with ``start`` and hangs up."""

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(start)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", timedelta(0)),
        ("7", timedelta(seconds=7)),
        (" 1.5 ", timedelta(seconds=1.5)),
        ("86400", LONGEST_WAIT),
        ("9" * 5000, None),
        (format_datetime(NOW + timedelta(seconds=30), usegmt=True), timedelta(seconds=30)),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), timedelta(0)),
        (format_datetime(NOW + timedelta(days=1), usegmt=True), LONGEST_WAIT),
        ("Sun, 22 Nov 2026 09:00:30 -0000", timedelta(seconds=30)),
        ("Sun, 99 Nov 2026 99:00:30 GMT", None),
    ],
)
def test_how_long_teams_asks_us_to_wait(header: str | None, wait: timedelta | None) -> None:
    assert retry_after(header, NOW) == wait


@given(st.text())
def test_an_odd_wait_is_none_or_in_bounds(header: str) -> None:
    wait = retry_after(header, NOW)
    assert wait is None or timedelta(0) <= wait <= LONGEST_WAIT
