"""A channel's threads as Graph gives them become the values that the jobs read; the real SDK over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from aiohttp import web

from bot.graph.history import GraphHistory
from handlers.registry import discover, is_command
from models.history import Call, Lost, Reaction
from models.incoming import Mentioned, Person
from models.outgoing import RetryLater, Undeliverable
from tests.bot.graph.answering import CHANNEL, NOW, TEAM, a_graph, no, page

APP = "33333333-3333-4333-8333-333333333333"
HANA, SORA = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000100"
AT = "2026-11-30T01:00:00.000Z"


def by(person: str, name: str = "上田 花") -> dict[str, Any]:
    return {"application": None, "device": None, "user": {"id": person, "displayName": name}}


def by_app(app: str = APP) -> dict[str, Any]:
    return {"user": None, "application": {"id": app, "displayName": "Aizuchi"}}


OURS = {"from": by_app()}

discover()


def message(number: int, **changes: Any) -> dict[str, Any]:
    """A chatMessage as Graph writes it."""
    told: dict[str, Any] = {
        "id": str(number), "messageType": "message", "createdDateTime": AT, "lastModifiedDateTime": AT,
        "lastEditedDateTime": None, "deletedDateTime": None, "from": by(SORA, "青木 空"), "eventDetail": None,
        "body": {"contentType": "html", "content": f"<p>{number}</p>"}, "reactions": [], "replies": [],
    }  # fmt: skip
    return told | changes


def reaction(who: dict[str, Any], kind: str = "like") -> dict[str, Any]:
    return {"reactionType": kind, "createdDateTime": AT, "user": who}


async def test_the_first_page_is_asked_for_by_moment_and_the_rest_by_graph_s_own_links() -> None:
    pages = (page(message(1), nextLink="/v1.0/next?$skiptoken=a%2Bb"), page(message(2), deltaLink="/v1.0/delta?t=1"))
    async with a_graph(*pages, page(deltaLink="/v1.0/delta?t=2")) as (there, graph):
        history = GraphHistory(graph, APP, is_command)
        first = await history.changed(TEAM, CHANNEL, NOW - timedelta(hours=1), None)
        assert first.next is not None
        assert first.token is None
        second = await history.changed(TEAM, CHANNEL, None, first.next)
        assert (second.next, second.token) == (None, f"{there.url}/v1.0/delta?t=1")
        third = await history.changed(TEAM, CHANNEL, None, second.token)
        assert (third.threads, third.token) == ((), f"{there.url}/v1.0/delta?t=2")
        asked = unquote(there.paths[0])
        assert asked.startswith(f"/graph/v1.0/teams/{TEAM}/channels/{CHANNEL}/messages/delta")
        for part in ("$expand=replies", "$top=50", "$filter=lastModifiedDateTime gt 2026-11-30T00:00:00.000Z"):
            assert part in asked
        assert there.paths[1:] == ["/graph/v1.0/next?$skiptoken=a%2Bb", "/graph/v1.0/delta?t=1"]


async def test_a_post_with_replies_edits_deletions_and_people_s_reactions_is_read_whole() -> None:
    later = "2026-11-30T02:00:00.000Z"
    replies = [
        message(3, createdDateTime=later, deletedDateTime=later, body={"contentType": "html", "content": ""}),
        message(2, **{"from": by(HANA)}, lastEditedDateTime=later, lastModifiedDateTime=later),
    ]
    likes = [reaction(by(HANA), "👍"), reaction(by(HANA), "like"), reaction(by_app()), reaction(by(APP))]
    async with a_graph(page(message(1, replies=replies, reactions=likes), deltaLink="/d")) as (_, graph):
        found = await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)
    (thread,) = found.threads
    one, two = datetime(2026, 11, 30, 1, tzinfo=UTC), datetime(2026, 11, 30, 2, tzinfo=UTC)
    assert (thread.root.author, thread.root.text) == (Person(SORA, "", "青木 空"), "1")
    assert thread.root.reactions == (Reaction(Person(HANA, "", "上田 花"), "like", one),)
    assert [reply.message_id for reply in thread.replies] == ["2", "3"]
    assert (thread.replies[0].edited_at, thread.replies[0].changed_at) == (two, two)
    assert (thread.replies[1].deleted_at, thread.replies[1].text) == (two, "")


async def test_bots_have_no_author_our_own_posts_and_the_system_s_are_not_there() -> None:
    told = [
        message(1, **{"from": by_app("44444444-4444-4444-8444-444444444444")}, replies=[message(2, **OURS)]),
        message(3, **OURS),
        message(4, messageType="systemEventMessage", **{"from": None}),
        message(5, messageType="unknownFutureValue", eventDetail={"initiator": by(HANA)}),
        message(6, **{"from": None}),
    ]  # fmt: skip
    async with a_graph(page(*told, deltaLink="/d")) as (_, graph):
        found = await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)
    assert [(one.root.message_id, one.root.author) for one in found.threads] == [("1", None), ("6", None)]
    assert [reply.author for reply in found.threads[0].replies] == [None]


async def test_replies_that_did_not_fit_are_fetched() -> None:
    def first(url: str) -> Any:
        root = message(1, replies=[message(2)]) | {"replies@odata.nextLink": f"{url}/v1.0/more?$skip=1"}
        return page(root, deltaLink="/d")(url)  # type: ignore[operator]  # made of links

    async with a_graph(first, page(message(3), nextLink="/v1.0/more?$skip=2"), page(message(4))) as (there, graph):
        found = await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)
        assert [reply.message_id for reply in found.threads[0].replies] == ["2", "3", "4"]
        assert there.paths[1:] == ["/graph/v1.0/more?$skip=1", "/graph/v1.0/more?$skip=2"]


@pytest.mark.parametrize("moment", ["yesterday", 20261130, "", {}])
async def test_a_message_that_nobody_can_date_is_not_left_out(moment: object) -> None:
    async with a_graph(page(message(1), message(2, createdDateTime=moment), deltaLink="/d")) as (_, graph):
        with pytest.raises(RetryLater, match="createdDateTime"):
            await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)


@pytest.mark.parametrize("answer", ["[]", "3", "{", '"', "null"])
async def test_what_is_no_object_is_asked_for_again(answer: str) -> None:
    told = web.Response(text=answer, content_type="application/json")
    async with a_graph(told) as (_, graph):
        with pytest.raises(RetryLater):
            await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)


async def test_what_calls_the_bot_is_read_as_teams_would_have_told_it() -> None:
    named = [
        {"id": 0, "mentionText": "Aizuchi", "mentioned": {"user": None, "application": by_app()["application"]}},
        {"id": 1, "mentionText": "青木 空", "mentioned": by(SORA, "青木 空")},
    ]
    html = '<p><at id="0">Aizuchi</at>&nbsp;称賛 <at id="1">青木 空</at> いつもありがとう</p>'
    praised = message(1, body={"contentType": "html", "content": html}, mentions=named)
    others = message(2, body={"contentType": "html", "content": html}, mentions=named[1:])
    no_command = message(3, body={"contentType": "html", "content": "<p>教えて</p>"}, mentions=named)
    async with a_graph(page(praised, others, no_command, deltaLink="/d")) as (_, graph):
        found = await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)
    words = "称賛 青木 空 いつもありがとう"
    sora = Mentioned(Person(SORA, "", "青木 空"), "青木 空")
    assert [one.root.call for one in found.threads] == [Call(words, words, (sora,)), None, None]


ANYTHING: tuple[Any, ...] = (
    None,
    0,
    -1.5,
    True,
    "",
    "x\x00y",
    "9" * 500,
    [],
    [None, 3, "x", [], {}],
    {},
    {"user": 3},
    {"user": {"id": 1}},
)


@pytest.mark.parametrize("value", ANYTHING, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize(
    "field", [*(field for field in message(1) if field != "createdDateTime"), "replies@odata.nextLink"]
)
async def test_whatever_stands_in_a_field_the_next_thread_is_read(field: str, value: object) -> None:
    told = message(1, replies=[message(2, **{field: value})]) | {field: value}
    async with a_graph(page(told, message(3), deltaLink="/d")) as (_, graph):
        found = await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)
    assert found.threads[-1].root.message_id == "3"


@pytest.mark.parametrize(
    ("status", "code"), [(410, "syncStateNotFound"), (400, "SyncStateInvalid"), (410, "resyncRequired")]
)
async def test_a_token_that_graph_forgot_is_lost(status: int, code: str) -> None:
    async with a_graph(no(status, code)) as (there, graph):
        with pytest.raises(Lost):
            await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, f"{there.url}/v1.0/delta?t=1")


async def test_a_token_that_leads_elsewhere_is_lost_and_never_followed() -> None:
    async with a_graph() as (there, graph):
        with pytest.raises(Lost):
            await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, "https://evil.example/v1.0/delta")
        assert there.seen == []


async def test_a_refusal_without_a_token_is_no_loss() -> None:
    async with a_graph(no(403, "Forbidden")) as (_, graph):
        with pytest.raises(Undeliverable):
            await GraphHistory(graph, APP, is_command).changed(TEAM, CHANNEL, None, None)


async def test_the_channels_of_a_team() -> None:
    async with a_graph(page({"id": CHANNEL}, {"id": "19:other@thread.tacv2"})) as (_, graph):
        assert await GraphHistory(graph, APP, is_command).channels(TEAM) == (CHANNEL, "19:other@thread.tacv2")
