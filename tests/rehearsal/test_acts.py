"""What people do reaches the bot as Teams would tell it, and shows in the state."""

from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, FakeBot, Player, card, thread


async def test_a_posts_id_is_the_number_of_its_thread_and_a_replys_is_not(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="試しました"))["id"]
    reply = await player.act("reply", by=HANA, thread=root, text="いいですね")
    first, second = bot.heard
    assert first["id"] == root
    assert first["conversation"]["id"] == second["conversation"]["id"] == thread(root)
    assert second["id"] == reply["id"] != root
    assert reply["bot_status"] == 200


async def test_ids_are_milliseconds_of_the_rehearsals_clock_and_unique(player: Player) -> None:
    ids = [(await player.act("post", by=AKARI, text="x"))["id"] for _ in range(5)]
    assert len(set(ids)) == 5
    assert all(number.startswith("17955684") for number in ids), "2026-11-25T01:00Z in milliseconds"


async def test_the_state_shows_threads_oldest_first_with_their_replies(player: Player) -> None:
    first = (await player.act("post", by=AKARI, text="one"))["id"]
    second = (await player.act("post", by=KEN, text="two"))["id"]
    await player.act("reply", by=HANA, thread=thread(first), text="three")
    threads = (await player.look("/rehearsal/state"))["threads"]
    assert [one["message"]["id"] for one in threads] == [first, second]
    assert [one["channel_id"] for one in threads] == [CHANNEL, CHANNEL]
    assert [reply["text"] for reply in threads[0]["replies"]] == ["three"]
    assert threads[0]["message"]["from"] == AKARI


async def test_an_edit_a_deletion_and_its_undoing_reach_the_bot(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    named = {"by": AKARI, "conversation": thread(root), "message": root}
    await player.act("edit", **named, text="two")
    await player.act("delete", **named)
    gone = (await player.look("/rehearsal/state"))["threads"][0]["message"]
    await player.act("undelete", **named)
    assert [heard["channelData"].get("eventType") for heard in bot.heard] == [
        None,
        "editMessage",
        "softDeleteMessage",
        "undeleteMessage",
    ]
    assert {heard["id"] for heard in bot.heard} == {root}
    assert gone["deleted"]
    assert gone["text"] == ""
    assert (await player.look("/rehearsal/state"))["threads"][0]["message"]["text"] == "two"


async def test_nobody_changes_what_another_wrote(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    await player.refused("edit", 403, by=HANA, conversation=thread(root), message=root, text="two")
    await player.refused("delete", 403, by=HANA, conversation=thread(root), message=root)
    await player.refused("undelete", 400, by=AKARI, conversation=thread(root), message=root)
    assert len(bot.heard) == 1


async def test_a_reaction_to_a_persons_post_shows_but_is_not_told_to_the_bot(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    told = await player.act("react", by=HANA, conversation=thread(root), message=root, type="like")
    message = (await player.look("/rehearsal/state"))["threads"][0]["message"]
    assert message["reactions"] == [{"type": "like", "by": [HANA]}]
    assert told["bot_status"] is None
    assert len(bot.heard) == 1


async def test_a_reaction_to_the_bots_message_is_told_once_and_when_taken_back(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    message = await player.sent(thread(root), text="hello")
    named = {"by": HANA, "conversation": thread(root), "message": message, "type": "like"}
    await player.act("react", **named)
    await player.act("react", **named)
    await player.act("react", **named, remove=True)
    assert [heard["type"] for heard in bot.heard] == ["message", "messageReaction", "messageReaction"]
    assert bot.heard[1]["reactionsAdded"] == bot.heard[2]["reactionsRemoved"] == [{"type": "like"}]
    assert bot.last()["replyToId"] == message
    assert bot.last()["conversation"]["id"] == thread(root)


async def test_a_slash_command_is_seen_by_its_sender_and_the_bot_alone(player: Player, bot: FakeBot) -> None:
    command = await player.act("slash", by=AKARI, text="stats")
    state = await player.look("/rehearsal/state")
    assert bot.last()["recipient"]["isTargeted"] is True
    assert bot.last()["conversation"]["id"] == thread(command["id"])
    assert state["threads"] == []
    assert [message["text"] for message in state["targeted"][AKARI]] == ["stats"]


async def test_a_slash_command_in_a_thread_names_that_thread(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    await player.act("slash", by=HANA, text="stats", thread=root)
    assert bot.last()["conversation"]["id"] == thread(root)
    assert (await player.look("/rehearsal/state"))["threads"][0]["replies"] == []


async def test_a_mention_names_the_bot_in_the_text_and_in_the_entities(player: Player, bot: FakeBot) -> None:
    root = (await player.act("mention", by=AKARI, text="stats"))["id"]
    mentions = [entity for entity in bot.last()["entities"] if entity["type"] == "mention"]
    assert bot.last()["text"] == "<at>Aizuchi</at> stats"
    assert mentions[0]["mentioned"] == bot.last()["recipient"]
    await player.act("mention", by=AKARI, text="queue", thread=root)
    assert bot.last()["conversation"]["id"] == thread(root)


async def test_a_name_behind_an_at_sign_mentions_that_person(player: Player, bot: FakeBot) -> None:
    for act in ("post", "slash"):
        await player.act(act, by=HANA, text="praise @佐藤 あかりさん、ありがとう")
        sent = bot.last()
        assert sent["text"] == "praise <at>佐藤 あかり</at>さん、ありがとう"
        (named,) = [entity for entity in sent["entities"] if entity["type"] == "mention"]
        akari = player.stage.world.person(AKARI)
        assert named["mentioned"] == {"id": akari.teams_id, "name": "佐藤 あかり"}
        assert named["text"] == "<at>佐藤 あかり</at>"


async def test_a_private_message_opens_the_chat_that_the_bot_finds_again(player: Player, bot: FakeBot) -> None:
    await player.act("say", by=HANA, text="キュー")
    assert bot.last()["conversation"]["id"] == await player.chat(HANA)
    assert bot.last()["conversation"]["conversationType"] == "personal"
    chats = (await player.look("/rehearsal/state"))["chats"]
    assert [message["text"] for message in chats[HANA]] == ["キュー"]


async def test_markup_in_a_post_is_escaped_in_its_html_copy(player: Player, bot: FakeBot) -> None:
    await player.act("post", by=AKARI, text="a < b & <b>c</b>")
    assert bot.last()["text"] == "a < b & <b>c</b>"
    assert bot.last()["attachments"][0]["content"] == "<div><div>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</div></div>"


async def test_the_bot_never_hears_its_own_messages(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="one"))["id"]
    await player.sent(thread(root), text="hello")
    await player.sent(await player.chat(), **card())
    assert len(bot.heard) == 1


async def test_installing_and_removing_the_app_is_told(player: Player, bot: FakeBot) -> None:
    await player.act("install")
    await player.act("install", by=HANA)
    await player.act("uninstall", by=HANA)
    await player.act("uninstall")
    told = [(heard["type"], heard.get("action"), heard["conversation"]["conversationType"]) for heard in bot.heard]
    assert told == [
        ("conversationUpdate", None, "channel"),
        ("installationUpdate", "add", "channel"),
        ("installationUpdate", "add", "personal"),
        ("installationUpdate", "remove", "personal"),
        ("installationUpdate", "remove", "channel"),
    ]


async def test_a_bot_out_of_the_team_hears_nothing_of_it(player: Player, bot: FakeBot) -> None:
    await player.act("uninstall")
    told = await player.act("post", by=AKARI, text="one")
    assert told["bot_status"] is None
    assert len(bot.heard) == 1


async def test_people_come_and_go(player: Player, bot: FakeBot) -> None:
    new = (await player.act("join", name="山本 空"))["id"]
    assert bot.last()["membersAdded"][0]["aadObjectId"] == new
    await player.act("post", by=new, text="はじめまして")
    await player.act("leave", by=new)
    assert bot.last()["membersRemoved"][0]["aadObjectId"] == new
    await player.refused("post", 400, by=new, text="one more")
    await player.refused("leave", 400, by=new)


async def test_a_renamed_channel_is_told_with_its_new_name(player: Player, bot: FakeBot) -> None:
    await player.act("rename", name="新しい広場")
    assert bot.last()["channelData"]["channel"] == {"id": CHANNEL, "name": "新しい広場"}
    assert (await player.look("/rehearsal/state"))["community"]["channels"][0]["name"] == "新しい広場"


async def test_an_act_that_the_bot_is_not_to_hear_shows_all_the_same(player: Player, bot: FakeBot) -> None:
    await player.act("post", by=AKARI, text="lost on the way", heard=False)
    assert bot.heard == []
    assert len((await player.look("/rehearsal/state"))["threads"]) == 1


async def test_bad_input_is_answered_with_a_sentence(player: Player) -> None:
    assert "“as” is missing" in await player.refused("post", 400, text="x")
    assert "Nobody here" in await player.refused("post", 400, by="someone", text="x")
    assert "“text”" in await player.refused("post", 400, by=AKARI)
    assert "no channel" in await player.refused("post", 400, by=AKARI, text="x", channel="19:x")
    assert "no thread" in await player.refused("reply", 404, by=AKARI, text="x", thread="1")
    assert "no message" in await player.refused("delete", 404, by=AKARI, message="1")
    async with player.session.post(f"{player.url}/rehearsal/post", data=b"[1]") as answer:
        assert answer.status == 400
