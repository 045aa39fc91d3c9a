"""Graph tells who is in the team and what was consented to; a person's token does what an app may not."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, HANA, KEN, TENANT, Player, chat_with
from tests.rehearsal.test_graph import GROUP, HERE, every_page, got, graph, post, reply

DANA = "aaaaaaaa-0000-4000-8000-000000000003"
ACCOUNT = "id,displayName,department,officeLocation,country,preferredLanguage,accountEnabled"


@pytest.fixture
async def free(rehearse: Rehearse) -> Player:
    return await rehearse(replace(QUICK, limits=False))


async def asked(player: Player, method: str, path: str, body: object = None) -> tuple[int, Any]:
    headers = {} if player.token is None else {"Authorization": f"Bearer {player.token}"}
    url = f"{player.url}/graph/v1.0/{path}"
    async with player.session.request(method, url, json=body, headers=headers) as answer:
        raw = await answer.read()
        return answer.status, await answer.json() if raw else None


async def act_as(player: Player, person: str, **more: str) -> None:
    player.token = (await player.act("delegate", by=person, **more))["access_token"]


async def test_members_come_by_pages_with_their_account_and_role(free: Player) -> None:
    first = await got(free, f"teams/{GROUP}/members?$top=15")
    hana, akari = (next(one for one in first["value"] if one["userId"] == who) for who in (HANA, AKARI))
    assert (hana["roles"], akari["roles"], hana["displayName"]) == (["owner"], [], "上田 花")
    assert (hana["@odata.type"], hana["tenantId"]) == ("#microsoft.graph.aadUserConversationMember", TENANT)
    pages = await every_page(free, f"teams/{GROUP}/members?$top=15")
    assert [len(page) for page in pages] == [15, 5]
    assert len({one for page in pages for one in page}) == 20
    assert [len(page) for page in await every_page(free, f"teams/{GROUP}/members?$top=10")] == [10, 10]
    await free.act("leave", by=AKARI)
    left = (await got(free, f"teams/{GROUP}/members"))["value"]
    assert AKARI not in [one["userId"] for one in left]
    assert (await graph(free, f"teams/{GROUP}/members?$skiptoken=made-up"))[0] == 400


async def test_an_account_tells_what_is_selected(free: Player) -> None:
    assert await got(free, f"users/{DANA}?$select={ACCOUNT}") == {
        "id": DANA, "displayName": "Dana Lee", "department": "Digital Workplace", "officeLocation": "Amsterdam",
        "country": "NL", "preferredLanguage": "en-US", "accountEnabled": True,
    }  # fmt: skip
    assert "department" not in await got(free, f"users/{DANA}")
    await free.act("account", by=DANA, department="Finance")
    assert await got(free, f"users/{DANA}?$select=department") == {"department": "Finance"}
    assert (await graph(free, f"users/{DANA}?$select=shoeSize"))[0] == 400
    status, body, _ = await graph(free, "users/nobody")
    assert (status, body["error"]["code"]) == (404, "Request_ResourceNotFound")


async def test_everyone_has_a_department_an_office_and_a_country(free: Player) -> None:
    found = (await got(free, f"users?$select={ACCOUNT}"))["value"]
    assert len(found) == 20
    assert all(one["department"] and one["officeLocation"] and one["country"] for one in found)


async def test_accounts_are_found_by_their_ids(free: Player) -> None:
    wanted = quote(f"id in ('{HANA}', '{AKARI}')")
    found = (await got(free, f"users?$filter={wanted}&$select=id"))["value"]
    assert {one["id"] for one in found} == {HANA, AKARI}
    by_name = quote("displayName eq 'a'")
    assert (await graph(free, f"users?$filter={by_name}"))[0] == 400
    many = quote(f"id in ({', '.join(repr(str(number)) for number in range(16))})")
    assert (await graph(free, f"users?$filter={many}"))[0] == 400


async def test_a_mailbox_names_its_zone_as_windows_does(free: Player) -> None:
    zones = [(await got(free, f"users/{who}/mailboxSettings"))["timeZone"] for who in (HANA, DANA)]
    assert zones == ["Tokyo Standard Time", "W. Europe Standard Time"]


async def test_each_consent_is_needed_for_its_own(free: Player) -> None:
    for permission, path in (
        ("TeamMember.Read.Group", f"teams/{GROUP}/members"),
        ("User.Read.All", f"users/{HANA}"),
        ("User.Read.All", "users"),
        ("MailboxSettings.Read", f"users/{HANA}/mailboxSettings"),
    ):
        assert (await graph(free, path))[0] == 200
        await free.act("graph", do="revoke-consent", permission=permission)
        status, body, _ = await graph(free, path)
        assert (status, body["error"]["code"]) == (403, "Forbidden")
        assert permission in body["error"]["message"]
        await free.act("graph", do="grant-consent", permission=permission)
    assert await free.refused("graph", 400, do="revoke-consent", permission="Everything")


async def test_permission_grants_are_those_that_the_owner_left(free: Player) -> None:
    grants = (await got(free, f"teams/{GROUP}/permissionGrants"))["value"]
    named = [one["permission"] for one in grants]
    assert "ChannelMessage.Read.Group" in named
    assert "User.Read.All" not in named
    assert {(one["clientAppId"], one["permissionType"]) for one in grants} == {(QUICK.app_id, "Application")}
    await free.act("graph", do="revoke-consent", permission="ChannelMessage.Read.Group")
    fewer = (await got(free, f"teams/{GROUP}/permissionGrants"))["value"]
    assert [one["permission"] for one in fewer] == [one for one in named if one != "ChannelMessage.Read.Group"]
    await free.act("graph", do="revoke-consent")
    assert (await graph(free, f"teams/{GROUP}/permissionGrants"))[0] == 403
    assert (await graph(free, f"users/{HANA}"))[0] == 200, "the tenant's consent is another's"
    assert (await graph(free, "teams/another/permissionGrants"))[0] == 404


async def test_an_owner_consents_to_no_more_than_the_app_asks_for(rehearse: Rehearse, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    asked_for = {"resourceSpecific": [{"name": "TeamSettings.Read.Group", "type": "Application"}]}
    manifest.write_text(json.dumps({"authorization": {"permissions": asked_for}}), encoding="utf-8")
    player = await rehearse(replace(QUICK, manifest_file=manifest))
    found = await got(player, f"teams/{GROUP}")
    assert (found["id"], found["displayName"], found["tenantId"]) == (GROUP, "AIZAQ", TENANT)
    assert (await graph(player, f"teams/{GROUP}/channels"))[0] == 403


async def test_a_person_likes_and_unlikes_by_their_token(free: Player) -> None:
    root = await post(free)
    answer = await reply(free, root)
    await act_as(free, KEN)
    for _ in range(2):
        assert (await asked(free, "POST", f"{HERE}/{root}/setReaction", {"reactionType": "👍"}))[0] == 204
    assert (await asked(free, "POST", f"{HERE}/{root}/replies/{answer}/setReaction", {"reactionType": "👀"}))[0] == 204
    shown = await got(free, f"{HERE}/{root}")
    assert [(one["reactionType"], one["user"]["user"]["id"]) for one in shown["reactions"]] == [("like", KEN)]
    told = (await free.look("/rehearsal/record"))["posts"][0]
    assert [(one["type"], one["by"]) for one in told["replies"][0]["reactions"]] == [("1f440_eyes", KEN)]
    assert (await asked(free, "POST", f"{HERE}/{root}/unsetReaction", {"reactionType": "👍"}))[0] == 204
    path = f"{HERE}/{root}/replies/{answer}/unsetReaction"
    assert (await asked(free, "POST", path, {"reactionType": "👀"}))[0] == 204
    assert (await got(free, f"{HERE}/{root}"))["reactions"] == []


async def test_an_app_a_stranger_and_a_token_for_something_else_may_not_like(free: Player) -> None:
    root = await post(free)
    like = {"reactionType": "👍"}
    assert (await asked(free, "POST", f"{HERE}/{root}/setReaction", like))[0] == 403
    await act_as(free, KEN, scopes="User.Read")
    assert (await asked(free, "POST", f"{HERE}/{root}/setReaction", like))[0] == 403
    await act_as(free, KEN)
    assert (await asked(free, "POST", f"{HERE}/{root}/setReaction", {"reactionType": "well done"}))[0] == 400
    assert (await asked(free, "POST", f"{HERE}/1/setReaction", like))[0] == 404
    await free.act("delete", by=AKARI, message=root)
    assert (await asked(free, "POST", f"{HERE}/{root}/setReaction", like))[0] == 404
    await free.act("leave", by=KEN)
    assert (await asked(free, "POST", f"{HERE}/{root}/setReaction", like))[0] == 403


async def test_signed_graph_knows_a_persons_token_from_the_apps(rehearse: Rehearse) -> None:
    player = await rehearse(replace(QUICK, signed=True, limits=False))
    root = await post(player)
    path = f"{HERE}/{root}/setReaction"
    assert (await asked(player, "POST", path, {"reactionType": "❤️"}))[0] == 401
    await act_as(player, KEN)
    assert (await asked(player, "POST", path, {"reactionType": "❤️"}))[0] == 204
    assert (await player.teams("POST", "v3/conversations", chat_with(KEN)))[0] == 401, "it is no token for Teams"


async def test_a_message_is_pinned_in_ones_own_chat_with_the_bot(free: Player) -> None:
    conversation = await free.chat(KEN)
    first, second = [await free.sent(conversation, text=text) for text in ("one", "two")]
    chat = f"19:{KEN}_{QUICK.app_id}@unq.gbl.spaces"
    here = f"chats/{quote(chat, safe='')}/pinnedMessages"
    messages = f"{free.url}/graph/v1.0/chats/{chat}/messages"
    bound = {one: {"message@odata.bind": f"{messages}/{one}"} for one in (first, second)}
    assert (await asked(free, "POST", here, bound[first]))[0] == 403
    await act_as(free, KEN, scopes="Chat.ReadWrite")
    for one in (first, second, first):
        assert (await asked(free, "POST", here, bound[one]))[1]["id"] == one
    assert [one["id"] for one in (await got(free, here))["value"]] == [second, first]
    assert (await asked(free, "DELETE", f"{here}/{second}"))[0] == 204
    assert (await asked(free, "DELETE", f"{here}/{second}"))[0] == 404
    unknown = {"message@odata.bind": f"{messages}/1"}
    assert (await asked(free, "POST", here, unknown))[0] == 404
    assert (await asked(free, "POST", here, {"message@odata.bind": "elsewhere"}))[0] == 400
    await act_as(free, HANA, scopes="Chat.ReadWrite")
    assert (await asked(free, "POST", here, bound[second]))[0] == 403
    assert (await asked(free, "GET", "chats/none/pinnedMessages"))[0] == 404
