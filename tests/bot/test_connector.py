"""Each call as Teams takes it, and whom the connector trusts with a token."""

import contextlib
from typing import Any, NoReturn

import aiohttp
import orjson
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.connector import as_json, teams_url
from bot.credentials import TEAMS_SCOPE, NoTokens
from models.outgoing import Recipient, Teams, Undeliverable
from tests.bot.stage import (
    ENCODED,
    EVERY,
    MESSAGE,
    VIEW,
    Doing,
    Purse,
    Seen,
    a_stage,
    at,
    connector,
    finding,
    refusal,
    unasked,
)


async def test_the_connector_is_what_the_jobs_ask_for() -> None:
    async with a_stage() as (stage, teams):
        asked: Teams = teams
        await asked.react(at(stage.url), "170", "like")


@pytest.mark.parametrize(
    ("name", "method", "path", "body"),
    [
        ("react", "PUT", f"conversations/{ENCODED}/activities/170/reactions/like", None),
        ("send", "POST", f"conversations/{ENCODED}/activities", MESSAGE),
        (
            "whisper",
            "POST",
            f"conversations/{ENCODED}/activities?isTargetedActivity=true",
            {**MESSAGE, "recipient": {"id": "29:teams-1", "isTargeted": True}},
        ),
        ("refresh", "PUT", f"conversations/{ENCODED}/activities/171", MESSAGE),
        ("take_back", "DELETE", f"conversations/{ENCODED}/activities/171", None),
        (
            "post",
            "POST",
            f"conversations/{ENCODED}/activities",
            {"type": "message", "text": "promised ja Asia/Tokyo", "textFormat": "plain"},
        ),
        (
            "open_chat",
            "POST",
            "conversations",
            {
                "bot": {"id": "28:bot"},
                "members": [{"id": "29:teams-1", "aadObjectId": "entra-1"}],
                "tenantId": "tenant-1",
                "channelData": {"tenant": {"id": "tenant-1"}},
                "isGroup": False,
            },
        ),
    ],
)
@pytest.mark.parametrize("slash", ["/", ""])
async def test_each_call_reaches_teams_as_documented(name: str, method: str, path: str, body: Any, slash: str) -> None:
    async with a_stage() as (stage, teams):
        answer = await EVERY[name](teams, stage.url.rstrip("/") + slash)
    assert stage.seen == [Seen(method, f"/emea/v3/{path}", "Bearer token-0", body)]
    assert answer == ("1" if method == "POST" else None)


async def test_a_chat_with_a_member_whom_teams_has_not_named_asks_by_their_entra_id() -> None:
    async with a_stage() as (stage, teams):
        await teams.open_chat(stage.url, "tenant-1", "28:bot", "entra-1", None)
    assert stage.seen[0].body["members"] == [{"id": "entra-1", "aadObjectId": "entra-1"}]


async def test_nobody_can_whisper_to_a_person_whom_teams_has_not_named() -> None:
    async with a_stage() as (stage, teams):
        with pytest.raises(Undeliverable) as refused:
            await teams.whisper(at(stage.url), Recipient("entra-1", None, "ja", "Asia/Tokyo"), VIEW)
    assert refused.value.code == "no_teams_id"
    assert not stage.seen


async def test_local_mode_sends_no_token() -> None:
    async with a_stage() as (stage, _), aiohttp.ClientSession() as session:
        await connector(session, NoTokens()).react(at(stage.url), "170", "like")
    assert stage.seen[0].authorization is None


@pytest.mark.parametrize("doing", EVERY.values(), ids=EVERY)
async def test_a_refused_token_is_replaced_and_the_call_made_once_more(doing: Doing) -> None:
    async with a_stage(web.Response(status=401)) as (stage, teams):
        await doing(teams, stage.url)
    assert [seen.authorization for seen in stage.seen] == ["Bearer token-0", "Bearer token-1"]


async def test_a_second_refusal_of_the_token_is_final() -> None:
    refused = await refusal(EVERY["send"], web.Response(status=401), web.Response(status=401))
    assert isinstance(refused, Undeliverable)
    assert refused.code == "401"


@pytest.mark.parametrize("doing", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize(
    "url", ["https://evil.example/emea/", "https://127.0.0.1@evil.example/", "https://evil.example#"]
)
async def test_no_other_host_gets_a_token(doing: Doing, url: str) -> None:
    async with finding(unasked) as session:
        with pytest.raises(Undeliverable) as refused:
            await doing(connector(session, Untouched()), url)
    assert refused.value.code == "service_host"


async def test_a_refused_host_is_not_called() -> None:
    async with a_stage() as (stage, _), aiohttp.ClientSession() as session:
        with pytest.raises(Undeliverable):
            await connector(session, Untouched(), host="smba.trafficmanager.net").react(at(stage.url), "170", "like")
    assert not stage.seen


async def test_a_token_is_not_sent_without_tls_save_to_this_machine() -> None:
    async with finding(unasked) as session:
        teams = connector(session, Purse(), host="smba.trafficmanager.net")
        with pytest.raises(Undeliverable) as refused:
            await teams.react(at("http://smba.trafficmanager.net/"), "170", "like")
    assert refused.value.code == "service_host"


class Untouched:
    """Fails the test when anybody asks for a token."""

    async def token(self, scope: str = TEAMS_SCOPE) -> NoReturn:
        raise AssertionError("a token was asked for")

    def forget(self, refused: str | None) -> NoReturn:
        raise AssertionError("a token was forgotten")


@pytest.mark.parametrize(
    "service",
    ["", "teams", "ftp://127.0.0.1/", "https://", "https://a@127.0.0.1/", "https://:b@127.0.0.1/", "http://[", "//x"],
)
def test_an_odd_service_is_refused(service: str) -> None:
    with pytest.raises(Undeliverable):
        teams_url(service, "conversations")


@pytest.mark.parametrize("part", ["", ".", ".."])
def test_an_id_that_leads_elsewhere_is_refused(part: str) -> None:
    with pytest.raises(Undeliverable):
        teams_url("https://smba.trafficmanager.net/emea/", "conversations", part, "activities")


@given(st.text(min_size=1))
def test_no_id_leaves_its_place_in_the_address(part: str) -> None:
    try:
        url = teams_url("https://smba.trafficmanager.net/emea/?x=1#y", "conversations", part, "activities")
    except Undeliverable:
        return
    assert url.host == "smba.trafficmanager.net"
    assert url.raw_path.startswith("/emea/v3/conversations/")
    assert (url.raw_path.count("/"), url.raw_query_string, url.raw_fragment) == (5, "", "")


@given(st.text())
def test_an_odd_service_never_raises_anything_else(service: str) -> None:
    with contextlib.suppress(Undeliverable):
        teams_url(service, "conversations")


def test_half_a_character_does_not_stop_a_card() -> None:
    assert orjson.loads(as_json({"text": "\ud83d 相槌"})) == {"text": "? 相槌"}
