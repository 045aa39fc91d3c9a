"""The REST interface answers the bot as Teams does: places, ids, and every way to say no."""

import pytest

from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, TENANT, Player, activities, card, chat_with, thread

TARGETED = "?isTargetedActivity=true"


@pytest.fixture
async def root(player: Player) -> str:
    return str((await player.act("post", by=AKARI, text="one"))["id"])


async def test_the_same_pair_always_gets_the_same_chat(player: Player) -> None:
    first = await player.chat(HANA)
    by_teams_id = await player.chat(await player.teams_id(HANA))
    assert first == by_teams_id
    assert first.startswith("a:")
    assert await player.chat(KEN) != first


async def test_a_chat_needs_the_tenant_and_a_known_member(player: Player) -> None:
    without = {"members": [{"id": HANA}]}
    assert (await player.teams("POST", "v3/conversations", without))[0] == 403
    assert (await player.teams("POST", "v3/conversations", without | {"tenantId": "another"}))[0] == 403
    in_channel_data = without | {"channelData": {"tenant": {"id": TENANT}}}
    assert (await player.teams("POST", "v3/conversations", in_channel_data))[0] == 201
    assert (await player.teams("POST", "v3/conversations", chat_with("someone")))[0] == 404
    assert (await player.teams("POST", "v3/conversations", {"members": [], "tenantId": TENANT}))[0] == 400


async def test_a_message_to_a_thread_becomes_a_reply_of_the_bot(player: Player, root: str) -> None:
    message = await player.sent(thread(root), text="hello")
    reply = (await player.look("/rehearsal/state"))["threads"][0]["replies"][0]
    assert reply["id"] == message
    assert message.isdecimal()
    assert reply["from"] == "bot"


async def test_a_message_with_text_and_a_card_is_split_and_gives_no_id(player: Player) -> None:
    chat = await player.chat()
    status, body, _ = await player.teams("POST", activities(chat), {"type": "message", "text": "hi"} | card())
    assert (status, body) == (201, {})
    shown = (await player.look("/rehearsal/state"))["chats"][HANA]
    assert [(message["text"], message["card"] is None) for message in shown] == [("hi", True), ("", False)]


async def test_a_raw_conversation_id_is_taken_as_an_encoded_one_is(player: Player, root: str) -> None:
    path = f"v3/conversations/{thread(root)}/activities"
    status, _, _ = await player.teams("POST", path, {"type": "message", "text": "hello"})
    assert status == 201


async def test_a_message_to_a_channel_alone_begins_a_thread(player: Player) -> None:
    message = await player.sent(CHANNEL, text="hello")
    shown = (await player.look("/rehearsal/state"))["threads"][0]["message"]
    assert shown["id"] == message
    assert shown["conversation_id"] == thread(message)


async def test_a_group_conversation_begins_a_thread_and_names_it(player: Player) -> None:
    wanted = {
        "isGroup": True,
        "tenantId": TENANT,
        "channelData": {"channel": {"id": CHANNEL}},
        "activity": {"type": "message", "text": "hello"},
    }
    status, body, _ = await player.teams("POST", "v3/conversations", wanted)
    assert status == 201
    assert body["id"] == thread(body["activityId"])


async def test_a_post_to_an_activity_makes_a_new_root_as_it_does_in_teams(player: Player, root: str) -> None:
    path = activities(thread(root), root)
    status, body, _ = await player.teams("POST", path, {"type": "message", "text": "hello"})
    assert status == 201
    assert [one["message"]["id"] for one in (await player.look("/rehearsal/state"))["threads"]] == [root, body["id"]]


async def test_an_update_replaces_the_bots_message_only(player: Player, root: str) -> None:
    message = await player.sent(thread(root), **card("old"))
    new = {"type": "message"} | card("new")
    status, body, _ = await player.teams("PUT", activities(thread(root), message), new)
    assert (status, body) == (200, {"id": message})
    reply = (await player.look("/rehearsal/state"))["threads"][0]["replies"][0]
    assert reply["summary"] == "new"
    assert reply["edited_at"] is not None
    status, body, _ = await player.teams("PUT", activities(thread(root), "123"), new)
    assert (status, body["error"]["code"]) == (404, "ActivityNotFoundInConversation")
    assert (await player.teams("PUT", activities(thread(root), root), new))[0] == 403
    assert (await player.teams("DELETE", activities(thread(root), root)))[0] == 403


async def test_a_deleted_message_of_the_bot_is_gone_for_good(player: Player, root: str) -> None:
    message = await player.sent(thread(root), text="hello")
    path = activities(thread(root), message)
    assert (await player.teams("DELETE", path))[:2] == (200, None)
    assert (await player.teams("DELETE", path))[0] == 404
    assert (await player.teams("PUT", path, {"type": "message", "text": "x"}))[0] == 403
    assert (await player.look("/rehearsal/state"))["threads"][0]["replies"][0]["deleted"]


async def test_reactions_are_given_and_taken_back_and_twice_is_once(player: Player, root: str) -> None:
    path = activities(thread(root), root, "reactions", "like")
    assert (await player.teams("PUT", path))[:2] == (200, None)
    assert (await player.teams("PUT", path))[0] == 200
    message = (await player.look("/rehearsal/state"))["threads"][0]["message"]
    assert message["reactions"] == [{"type": "like", "by": ["bot"]}]


async def test_a_reaction_is_taken_back(player: Player, root: str) -> None:
    path = activities(thread(root), root, "reactions", "1f440_eyes")
    await player.teams("PUT", path)
    assert (await player.teams("DELETE", path))[0] == 200
    assert (await player.look("/rehearsal/state"))["threads"][0]["message"]["reactions"] == []


async def test_a_deleted_or_unknown_message_takes_no_reaction(player: Player, root: str) -> None:
    await player.act("delete", by=AKARI, message=root)
    assert (await player.teams("PUT", activities(thread(root), root, "reactions", "like")))[0] == 404
    assert (await player.teams("PUT", activities(thread(root), "1", "reactions", "like")))[0] == 404


async def test_an_only_you_message_is_seen_by_its_recipient_for_a_day(player: Player, root: str) -> None:
    to = {"id": await player.teams_id(HANA), "isTargeted": True}
    body = {"type": "message", "text": "psst", "recipient": to}
    status, sent, _ = await player.teams("POST", activities(thread(root)) + TARGETED, body)
    state = await player.look("/rehearsal/state")
    assert status == 201
    assert state["threads"][0]["replies"] == []
    assert [(one["id"], one["targeted_to"]) for one in state["targeted"][HANA]] == [(sent["id"], HANA)]
    await player.act("clock", advance_seconds=86_400)
    assert HANA not in (await player.look("/rehearsal/state"))["targeted"]
    path = activities(thread(root), sent["id"]) + TARGETED
    assert (await player.teams("PUT", path, {"type": "message", "text": "late"}))[0] == 404


async def test_an_only_you_message_needs_a_member_who_is_named_rightly(player: Player, root: str) -> None:
    path = activities(thread(root)) + TARGETED
    hana = await player.teams_id(HANA)
    body = {"type": "message", "text": "psst"}
    assert (await player.teams("POST", path, body))[0] == 400
    assert (await player.teams("POST", path, body | {"recipient": {"id": hana}}))[0] == 400
    unknown = {"recipient": {"id": "29:nobody", "isTargeted": True}}
    assert (await player.teams("POST", path, body | unknown))[0] == 403
    await player.act("leave", by=HANA)
    assert (await player.teams("POST", path, body | {"recipient": {"id": hana, "isTargeted": True}}))[0] == 403


async def test_an_only_you_message_is_updated_without_recipient_and_takes_no_reaction(
    player: Player, root: str
) -> None:
    recipient = {"recipient": {"id": await player.teams_id(HANA), "isTargeted": True}}
    body = {"type": "message", "text": "psst"}
    _, sent, _ = await player.teams("POST", activities(thread(root)) + TARGETED, body | recipient)
    path = activities(thread(root), sent["id"])
    assert (await player.teams("PUT", path + TARGETED, body | recipient))[0] == 400
    assert (await player.teams("PUT", path + TARGETED, body))[0] == 200
    assert (await player.teams("PUT", path, body))[0] == 404
    assert (await player.teams("PUT", path + "/reactions/like"))[0] == 400
    assert (await player.teams("DELETE", path + TARGETED))[0] == 200


async def test_only_targeted_messages_follow_a_slash_command(player: Player) -> None:
    command = (await player.act("slash", by=HANA, text="stats"))["id"]
    body = {"type": "message", "text": "42", "recipient": {"id": await player.teams_id(HANA), "isTargeted": True}}
    assert (await player.teams("POST", activities(thread(command)) + TARGETED, body))[0] == 201
    assert (await player.teams("POST", activities(thread(command)), body))[0] == 404


async def test_members_are_listed_in_one_or_in_pages(player: Player) -> None:
    _, everyone, _ = await player.teams("GET", f"v3/conversations/{CHANNEL}/members")
    collected, token = [], "0"
    while token:
        path = f"v3/conversations/{CHANNEL}/pagedmembers?pageSize=7&continuationToken={token}"
        _, page, _ = await player.teams("GET", path)
        collected += page["members"]
        token = page.get("continuationToken", "")
    assert collected == everyone
    assert len(everyone) == 20


async def test_a_member_is_found_by_either_id_and_not_after_leaving(player: Player) -> None:
    by_teams_id = f"v3/conversations/{CHANNEL}/members/{await player.teams_id(AKARI)}"
    assert (await player.teams("GET", by_teams_id))[1]["aadObjectId"] == AKARI
    assert (await player.teams("GET", f"v3/conversations/{CHANNEL}/members/{AKARI}"))[0] == 200
    await player.act("leave", by=AKARI)
    assert (await player.teams("GET", by_teams_id))[0] == 404
    chat = await player.chat()
    assert [one["aadObjectId"] for one in (await player.teams("GET", f"v3/conversations/{chat}/members"))[1]] == [HANA]


async def test_the_team_and_its_channels_are_told(player: Player) -> None:
    team_id = (await player.look("/rehearsal/state"))["community"]["team_id"]
    _, team, _ = await player.teams("GET", f"v3/teams/{team_id}")
    _, channels, _ = await player.teams("GET", f"v3/teams/{team_id}/conversations")
    assert (team["id"], team["name"]) == (team_id, "AIZAQ")
    assert channels["conversations"] == [
        {"id": team_id, "name": None},
        {"id": CHANNEL, "name": "AIZAQひろば"},
    ]
    assert (await player.teams("GET", "v3/teams/another"))[0] == 404


async def test_a_bot_that_was_removed_may_do_nothing_there(player: Player, root: str) -> None:
    chat = await player.chat()
    await player.act("uninstall")
    for method, path, body in [
        ("POST", activities(thread(root)), {"type": "message", "text": "x"}),
        ("PUT", activities(thread(root), root, "reactions", "like"), None),
        ("GET", f"v3/conversations/{CHANNEL}/members", None),
        ("POST", activities(chat), {"type": "message", "text": "x"}),
        ("POST", "v3/conversations", chat_with(KEN)),
    ]:
        status, answer, _ = await player.teams(method, path, body)
        assert (status, answer["error"]["code"]) == (403, "BotNotInConversationRoster"), path


async def test_a_person_who_removed_the_app_is_left_alone_though_the_team_has_it(player: Player) -> None:
    chat = await player.chat()
    await player.act("uninstall", by=HANA)
    assert (await player.teams("POST", activities(chat), {"type": "message", "text": "x"}))[0] == 403
    await player.act("install", by=HANA)
    assert (await player.teams("POST", activities(chat), {"type": "message", "text": "x"}))[0] == 201


async def test_more_than_100_kilobytes_are_too_big(player: Player) -> None:
    chat = await player.chat()
    assert (await player.teams("POST", activities(chat), {"type": "message", "text": "x" * 51_000}))[0] == 201
    status, body, _ = await player.teams("POST", activities(chat), {"type": "message", "text": "x" * 51_300})
    assert (status, body["error"]["code"]) == (413, "MessageSizeTooBig")


async def test_what_is_no_message_is_refused(player: Player) -> None:
    chat = await player.chat()
    for body in ({"type": "message"}, {"type": "event", "text": "x"}, {"text": "x"}):
        status, answer, _ = await player.teams("POST", activities(chat), body)
        assert (status, answer["error"]["code"]) == (400, "BadSyntax")
    assert (await player.teams("POST", activities(chat), {"type": "typing"}))[:2] == (201, {})


@pytest.mark.parametrize("conversation", ["a:unknown", "19:unknown@thread.tacv2", f"{CHANNEL};messageid=1"])
async def test_an_unknown_conversation_is_not_found(player: Player, conversation: str) -> None:
    status, body, _ = await player.teams("POST", activities(conversation), {"type": "message", "text": "x"})
    assert (status, body["error"]["code"]) == (404, "ConversationNotFound")


async def test_an_unknown_path_is_not_found_and_still_written_down(player: Player) -> None:
    assert (await player.teams("GET", "v3/nothing"))[0] == 404
    entry = (await player.look("/rehearsal/journal"))[-1]
    assert (entry["kind"], entry["status"]) == ("unknown", 404)


async def test_the_journal_holds_every_call_of_the_bot(player: Player, root: str) -> None:
    chat = await player.chat()
    message = await player.sent(chat, text="hello")
    await player.teams("PUT", activities(chat, message), {"type": "message", "text": "x"})
    await player.teams("PUT", activities(thread(root), root, "reactions", "like"))
    await player.teams("GET", f"v3/conversations/{CHANNEL}/members")
    await player.teams("DELETE", activities(chat, message))
    journal = await player.look("/rehearsal/journal")
    assert [entry["kind"] for entry in journal] == ["create", "send", "update", "react", "members", "delete"]
    assert journal[1]["conversation"] == chat
    assert journal[1]["body"] == {"type": "message", "text": "hello"}
    assert [entry["kind"] for entry in await player.look("/rehearsal/journal?after=5")] == ["delete"]


async def test_a_card_is_shown_with_its_summary(player: Player) -> None:
    await player.sent(await player.chat(), **card("hello"))
    shown = (await player.look("/rehearsal/state"))["chats"][HANA][0]
    assert shown["summary"] == "hello"
    assert shown["card"]["type"] == "AdaptiveCard"
