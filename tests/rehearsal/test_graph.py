"""Graph answers over HTTP as v1.0 does: pages, changes since a token, and every way to say no."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from rehearsal.login import SCOPE
from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, Player, activities, card, thread
from tests.rehearsal.test_login import FORM, ask

GROUP = "22222222-2222-4222-8222-222222222222"
HERE = f"teams/{GROUP}/channels/{quote(CHANNEL, safe='')}/messages"


@pytest.fixture
async def free(rehearse: Rehearse) -> Player:
    """Without limits."""
    return await rehearse(replace(QUICK, limits=False))


async def graph(player: Player, path: str, **headers: str) -> tuple[int, Any, dict[str, str]]:
    """``path`` follows ``v1.0/``, or is a whole link."""
    url = path if path.startswith("http") else f"{player.url}/graph/v1.0/{path}"
    sent = headers if player.token is None else headers | {"Authorization": f"Bearer {player.token}"}
    async with player.session.get(url, headers=sent) as answer:
        return answer.status, await answer.json(), dict(answer.headers)


async def got(player: Player, path: str) -> dict[str, Any]:
    status, body, _ = await graph(player, path)
    assert status == 200, body
    return dict(body)


async def every_page(player: Player, path: str) -> list[list[str]]:
    """The ids, page by page."""
    pages = []
    link: str | None = path
    while link is not None:
        body = await got(player, link)
        pages.append([one["id"] for one in body["value"]])
        link = body.get("@odata.nextLink")
    return pages


async def post(player: Player, text: str = "one", by: str = AKARI) -> str:
    return str((await player.act("post", by=by, text=text))["id"])


async def reply(player: Player, root: str, text: str = "two", by: str = HANA) -> str:
    return str((await player.act("reply", by=by, thread=root, text=text))["id"])


async def test_a_post_is_a_message_of_its_author(free: Player) -> None:
    root = await post(free, "Which camera?\n<b>")
    found = (await got(free, HERE))["value"][0]
    assert (found["id"], found["etag"], found["replyToId"], found["messageType"]) == (root, root, None, "message")
    assert found["from"]["application"] is None
    assert found["from"]["user"] | {"tenantId": "", "@odata.type": ""} == {
        "@odata.type": "", "id": AKARI, "displayName": "佐藤 あかり", "userIdentityType": "aadUser", "tenantId": "",
    }  # fmt: skip
    assert found["body"] == {"contentType": "html", "content": "<p>Which camera?<br>&lt;b&gt;</p>"}
    assert found["channelIdentity"] == {"teamId": GROUP, "channelId": CHANNEL}
    assert found["lastModifiedDateTime"] == found["createdDateTime"]
    assert found["createdDateTime"].endswith("Z")


async def test_edits_deletions_and_reactions_each_show_when(free: Player) -> None:
    root = await post(free)
    for act, by, more in (
        ("react", HANA, {"type": "like"}),
        ("react", KEN, {"type": "1f440_eyes"}),
        ("edit", AKARI, {"text": "mended"}),
    ):
        await free.act("clock", advance_seconds=60)
        await free.act(act, by=by, message=root, **more)
    found = await got(free, f"{HERE}/{root}")
    like, eyes = found["reactions"]
    assert [(one["reactionType"], one["user"]["user"]["id"]) for one in (like, eyes)] == [("like", HANA), ("👀", KEN)]
    assert found["createdDateTime"] < like["createdDateTime"] < eyes["createdDateTime"] < found["lastEditedDateTime"]
    assert found["lastModifiedDateTime"] == found["lastEditedDateTime"]
    assert found["deletedDateTime"] is None
    await free.act("clock", advance_seconds=60)
    await free.act("delete", by=AKARI, message=root)
    gone = await got(free, f"{HERE}/{root}")
    assert gone["deletedDateTime"] == gone["lastModifiedDateTime"] > found["lastModifiedDateTime"]
    assert gone["body"]["content"] == ""
    await free.act("undelete", by=AKARI, message=root)
    back = await got(free, f"{HERE}/{root}")
    assert (back["deletedDateTime"], back["body"]["content"]) == (None, "<p>mended</p>")


async def test_a_reaction_taken_back_is_gone_and_changes_the_message(free: Player) -> None:
    root = await post(free)
    await free.act("react", by=HANA, message=root, type="like")
    before = await got(free, f"{HERE}/{root}")
    await free.act("clock", advance_seconds=60)
    await free.act("react", by=HANA, message=root, type="like", remove=True)
    after = await got(free, f"{HERE}/{root}")
    assert after["reactions"] == []
    assert after["lastModifiedDateTime"] > before["lastModifiedDateTime"]


async def test_the_bots_own_messages_and_reactions_are_an_applications(free: Player) -> None:
    root = await post(free)
    mine = await free.sent(thread(root), **card())
    await free.teams("PUT", activities(thread(root), root, "reactions", "like"))
    found = (await got(free, f"{HERE}?$expand=replies"))["value"][0]
    reaction = found["reactions"][0]["user"]
    assert (reaction["user"], reaction["application"]["id"]) == (None, QUICK.app_id)
    answer = found["replies"][0]
    assert (answer["id"], answer["replyToId"], answer["from"]["user"]) == (mine, root, None)
    assert answer["from"]["application"]["applicationIdentityType"] == "bot"
    assert answer["attachments"][0]["id"] in answer["body"]["content"]
    link = (await got(free, f"{HERE}/delta"))["@odata.deltaLink"]
    await free.act("clock", advance_seconds=60)
    assert (await free.teams("PUT", activities(thread(root), mine), {"type": "message", "text": "mended"}))[0] == 200
    changed = await got(free, f"{HERE}/{root}/replies/{mine}")
    assert changed["lastModifiedDateTime"] == changed["lastEditedDateTime"] > changed["createdDateTime"]
    assert await every_page(free, link) == [[root]]


async def test_another_apps_post_is_told_apart_and_the_bot_does_not_hear_it(free: Player) -> None:
    told = await free.act("app", name="Workflows", text="hello")
    assert told["bot_status"] is None
    found = (await got(free, HERE))["value"][0]
    assert (found["id"], found["from"]["user"]) == (told["id"], None)
    assert found["from"]["application"]["displayName"] == "Workflows"
    assert found["from"]["application"]["id"] != QUICK.app_id
    inside = await free.act("app", name="Workflows", text="again", thread=told["id"])
    assert (await got(free, f"{HERE}/{told['id']}/replies"))["value"][0]["id"] == inside["id"]


async def test_a_message_of_the_system_has_no_author_and_its_type_only_for_those_who_ask(free: Player) -> None:
    await free.act("rename", name="ひろば")
    found = (await got(free, HERE))["value"][0]
    assert (found["from"], found["messageType"]) == (None, "unknownFutureValue")
    assert found["eventDetail"]["channelDisplayName"] == "ひろば"
    _, body, _ = await graph(free, HERE, Prefer="include-unknown-enum-members")
    assert body["value"][0]["messageType"] == "systemEventMessage"
    assert (await free.look("/rehearsal/state"))["threads"] == []


async def test_who_leaves_is_told_in_general(free: Player) -> None:
    await free.act("leave", by=KEN)
    general = next(
        one["id"] for one in (await got(free, f"teams/{GROUP}/channels"))["value"] if one["displayName"] == "General"
    )
    event = (await got(free, f"teams/{GROUP}/channels/{quote(general, safe='')}/messages"))["value"][0]["eventDetail"]
    assert event["@odata.type"] == "#microsoft.graph.membersDeletedEventMessageDetail"
    assert [one["id"] for one in event["members"]] == [KEN]


async def test_only_you_messages_are_not_in_graph(free: Player) -> None:
    root = await post(free)
    await free.act("slash", by=HANA, text="queue")
    await free.act("slash", by=HANA, text="queue", thread=root)
    assert await every_page(free, f"{HERE}?$expand=replies") == [[root]]
    assert await every_page(free, f"{HERE}/{root}/replies") == [[]]
    assert await every_page(free, f"{HERE}/delta") == [[root]]


async def test_mentions_are_numbered(free: Player) -> None:
    await free.act("mention", by=HANA, text="and <at>伊東 健</at>")
    found = (await got(free, HERE))["value"][0]
    assert found["body"]["content"] == '<p><at id="0">Aizuchi</at> and <at id="1">伊東 健</at></p>'
    bot, ken = found["mentions"]
    assert (bot["mentioned"]["application"]["id"], ken["mentioned"]["user"]["id"]) == (QUICK.app_id, KEN)


async def test_posts_come_by_pages_and_a_new_post_moves_none(free: Player) -> None:
    roots = [await post(free, str(number)) for number in range(5)]
    first = await got(free, f"{HERE}?$top=2")
    await post(free, "late")
    rest = await every_page(free, first["@odata.nextLink"])
    assert [[one["id"] for one in first["value"]], *rest] == [[roots[4], roots[3]], [roots[2], roots[1]], [roots[0]]]


async def test_replies_come_by_pages(free: Player) -> None:
    root = await post(free)
    replies = [await reply(free, root, str(number)) for number in range(3)]
    assert await every_page(free, f"{HERE}/{root}/replies?$top=2") == [[replies[2], replies[1]], [replies[0]]]
    assert (await got(free, f"{HERE}/{root}/replies/{replies[1]}"))["replyToId"] == root


async def test_what_does_not_fit_into_an_expanded_post_is_on_further_pages(rehearse: Rehearse) -> None:
    player = await rehearse(replace(QUICK, limits=False, replies_expanded=2))
    root = await post(player)
    replies = [await reply(player, root, str(number)) for number in range(3)]
    found = (await got(player, f"{HERE}?$expand=replies"))["value"][0]
    assert [one["id"] for one in found["replies"]] == [replies[2], replies[1]]
    assert await every_page(player, found["replies@odata.nextLink"]) == [[replies[0]]]
    assert "replies" not in (await got(player, HERE))["value"][0]


async def test_delta_brings_everything_once_and_then_what_changed(free: Player) -> None:
    old, changing, answered = [await post(free, str(number)) for number in range(3)]
    first = await got(free, f"{HERE}/delta?$top=2&$expand=replies")
    assert [one["id"] for one in first["value"]] == [old, changing]
    last = await got(free, first["@odata.nextLink"])
    assert [one["id"] for one in last["value"]] == [answered]
    quiet = await got(free, last["@odata.deltaLink"])
    assert quiet["value"] == []
    await reply(free, answered)
    await free.act("react", by=HANA, message=changing, type="like")
    changed = await got(free, quiet["@odata.deltaLink"])
    assert [one["id"] for one in changed["value"]] == [answered, changing]
    assert [one["body"]["content"] for one in changed["value"][0]["replies"]] == ["<p>two</p>"]
    assert await every_page(free, last["@odata.deltaLink"]) == [[answered, changing]]


async def test_a_thread_that_changes_between_two_pages_comes_again(free: Player) -> None:
    roots = [await post(free, str(number)) for number in range(3)]
    first = await got(free, f"{HERE}/delta?$top=2")
    await reply(free, roots[0])
    assert await every_page(free, first["@odata.nextLink"]) == [[roots[2], roots[0]]]


async def test_a_filter_finds_threads_in_which_anything_changed_since(free: Player) -> None:
    quiet, answered, liked = [await post(free, str(number)) for number in range(3)]
    moment = (await got(free, f"{HERE}/{liked}"))["lastModifiedDateTime"]
    await free.act("clock", advance_seconds=60)
    await reply(free, answered)
    await free.act("react", by=HANA, message=liked, type="like")
    found = await every_page(free, f"{HERE}/delta?$filter=lastModifiedDateTime%20gt%20{moment}")
    assert found == [[answered, liked]]
    assert quiet not in found[0]


async def test_delta_reaches_back_eight_months(free: Player) -> None:
    await post(free, "old")
    await free.act("clock", advance_seconds=250 * 86400)
    recent = await post(free, "new")
    assert await every_page(free, f"{HERE}/delta") == [[recent]]
    assert len((await got(free, HERE))["value"]) == 2


async def test_forgotten_and_aged_tokens_of_delta_are_gone(free: Player) -> None:
    link = (await got(free, f"{HERE}/delta"))["@odata.deltaLink"]
    await free.act("clock", advance_seconds=30 * 86400)
    status, body, _ = await graph(free, link)
    assert (status, body["error"]["code"]) == (410, "SyncStateNotFound")
    link = (await got(free, f"{HERE}/delta"))["@odata.deltaLink"]
    assert (await free.act("graph", do="forget-tokens"))["forgotten"] > 0
    assert (await graph(free, link))[0] == 410
    assert (await graph(free, f"{HERE}/delta?$deltatoken=made-up"))[0] == 410
    await post(free)
    await post(free)
    elsewhere = (await got(free, f"{HERE}?$top=1"))["@odata.nextLink"].partition("=")[2]
    assert (await graph(free, f"{HERE}/delta?$deltatoken={elsewhere}"))[0] == 410
    assert (await graph(free, f"{HERE}?$skiptoken=made-up"))[0] == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{HERE}?$top=51", 400),
        (f"{HERE}?$top=0", 400),
        (f"{HERE}?$top=many", 400),
        (f"{HERE}?$expand=everything", 400),
        (f"{HERE}?$filter=lastModifiedDateTime%20gt%202026-11-01T00:00:00Z", 400),
        (f"{HERE}/delta?$filter=createdDateTime%20gt%202026-11-01T00:00:00Z", 400),
        (f"{HERE}/delta?$filter=lastModifiedDateTime%20gt%202026-11-01T00:00:00", 400),
        (f"{HERE}/delta?$orderby=createdDateTime", 400),
        (f"{HERE}/1", 404),
        (f"{HERE}/1/replies", 404),
        (f"teams/{GROUP}/channels/another/messages", 404),
        ("teams/another", 404),
        ("me", 400),
    ],
)
async def test_what_is_asked_wrongly_is_refused_in_graphs_words(free: Player, path: str, status: int) -> None:
    got_status, body, _ = await graph(free, path)
    assert got_status == status, body
    assert set(body["error"]) == {"code", "message", "innerError"}


async def test_without_consent_or_without_the_app_in_the_team_nothing_is_read(free: Player) -> None:
    await free.act("graph", do="revoke-consent", permission="ChannelMessage.Read.Group")
    status, body, _ = await graph(free, HERE)
    assert (status, body["error"]["code"]) == (403, "Forbidden")
    assert (await graph(free, f"teams/{GROUP}/channels"))[0] == 200
    await free.act("graph", do="grant-consent")
    assert (await graph(free, HERE))[0] == 200
    await free.act("uninstall")
    assert (await graph(free, HERE))[0] == 403
    assert "“do”" in await free.refused("graph", 400, do="wonders")


async def test_a_channel_is_read_once_a_second(player: Player) -> None:
    assert (await graph(player, HERE))[0] == 200
    status, body, headers = await graph(player, f"{HERE}/delta")
    assert (status, body["error"]["code"], headers["Retry-After"]) == (429, "TooManyRequests", "1")
    assert (await graph(player, f"teams/{GROUP}/channels"))[0] == 200


async def test_trouble_can_be_ordered_for_graph_and_the_journal_tells(free: Player) -> None:
    await free.act("faults", answer=503, kind="graph", retry_after=7)
    status, body, headers = await graph(free, HERE)
    assert (status, body["error"]["code"], headers["Retry-After"]) == (503, "ServiceUnavailable", "7")
    root = await post(free)
    assert (await graph(free, HERE))[0] == 200
    refused, read = await free.look("/rehearsal/journal")
    assert (refused["kind"], refused["status"], refused["conversation"]) == ("graph", 503, CHANNEL)
    assert read["answer"]["ids"] == [root]


async def test_a_call_of_graph_can_be_cut_after_it_was_carried_out(free: Player) -> None:
    root = await post(free)
    token = (await free.act("delegate", by=HANA))["access_token"]
    await free.act("faults", answer="cut", kind="graph", method="POST", after=True)
    url, sent = f"{free.url}/graph/v1.0/{HERE}/{root}/setReaction", {"Authorization": f"Bearer {token}"}
    with pytest.raises(aiohttp.ClientError):
        await free.session.post(url, json={"reactionType": "👍"}, headers=sent)
    assert [one["reactionType"] for one in (await got(free, f"{HERE}/{root}"))["reactions"]] == ["like"]
    assert (await free.look("/rehearsal/journal"))[0]["status"] is None


async def test_signed_graph_takes_only_tokens_for_graph(signed: Player) -> None:
    path = f"teams/{GROUP}/channels"
    assert (await graph(signed, path))[0] == 401
    signed.token = (await ask(signed, FORM | {"scope": SCOPE}))[1]["access_token"]
    status, body, _ = await graph(signed, path)
    assert (status, body["error"]["code"]) == (401, "InvalidAuthenticationToken")
    signed.token = (await ask(signed, FORM | {"scope": f"{signed.url}/graph/.default"}))[1]["access_token"]
    assert (await got(signed, path))["value"][-1]["displayName"] == "AIZAQひろば"
    assert (await signed.teams("GET", "v3/teams/any"))[0] == 401
