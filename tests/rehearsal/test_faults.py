"""Trouble comes when it is ordered: once or often, before or after the call was carried out."""

import time

import aiohttp
import pytest

from tests.rehearsal.playing import AKARI, HANA, Player, activities, thread

HELLO = {"type": "message", "text": "hello"}


async def shown(player: Player) -> int:
    """How many messages HANA's chat holds."""
    return len((await player.look("/rehearsal/state"))["chats"].get(HANA, []))


@pytest.mark.parametrize("status", [403, 404, 412, 429, 502, 503, 504])
async def test_a_call_is_answered_with_the_ordered_status_and_not_carried_out(player: Player, status: int) -> None:
    chat = await player.chat()
    await player.act("faults", kind="send", answer=status, retry_after=7)
    got, body, headers = await player.teams("POST", activities(chat), HELLO)
    assert (got, headers["Retry-After"]) == (status, "7")
    assert set(body["error"]) == {"code", "message"}
    assert await shown(player) == 0
    assert (await player.teams("POST", activities(chat), HELLO))[0] == 201


async def test_a_fault_may_come_after_the_call_was_carried_out(player: Player) -> None:
    chat = await player.chat()
    await player.act("faults", kind="send", answer=504, after=True)
    assert (await player.teams("POST", activities(chat), HELLO))[0] == 504
    assert await shown(player) == 1


@pytest.mark.parametrize(("after", "kept"), [(False, 0), (True, 1)])
async def test_the_connection_can_be_cut(player: Player, *, after: bool, kept: int) -> None:
    chat = await player.chat()
    await player.act("faults", kind="send", answer="cut", after=after)
    with pytest.raises(aiohttp.ClientError):
        await player.teams("POST", activities(chat), HELLO)
    assert await shown(player) == kept
    assert (await player.look("/rehearsal/journal"))[-1]["status"] is None


async def test_an_answer_can_be_slow(player: Player) -> None:
    chat = await player.chat()
    await player.act("faults", kind="send", answer="slow", seconds=0.1, after=True)
    begun = time.monotonic()
    assert (await player.teams("POST", activities(chat), HELLO))[0] == 201
    assert time.monotonic() - begun >= 0.1


async def test_a_fault_counts_and_meets_only_what_it_names(player: Player) -> None:
    chat = await player.chat()
    root = (await player.act("post", by=AKARI, text="x"))["id"]
    await player.act("faults", kind="react", count=2, answer=503)
    await player.act("faults", method="delete", path="activities/\\d+$", answer=502)
    reaction = activities(thread(root), root, "reactions", "like")
    message = await player.sent(chat, text="hello")
    assert [(await player.teams("PUT", reaction))[0] for _ in range(3)] == [503, 503, 200]
    assert [(await player.teams("DELETE", activities(chat, message)))[0] for _ in range(2)] == [502, 200]
    assert await player.look("/rehearsal/faults") == []


async def test_a_targeted_message_is_of_its_own_kind(player: Player) -> None:
    await player.act("faults", kind="target", answer=503)
    root = (await player.act("post", by=AKARI, text="x"))["id"]
    assert await player.sent(thread(root), text="public")
    path = activities(thread(root)) + "?isTargetedActivity=true"
    assert (await player.teams("POST", path, HELLO))[0] == 503


async def test_faults_are_listed_and_cleared(player: Player) -> None:
    await player.act("faults", kind="create", answer=429, count=3)
    (listed,) = await player.look("/rehearsal/faults")
    assert (listed["kind"], listed["answer"], listed["count"], listed["retry_after"]) == ("create", 429, 3, 1)
    async with player.session.delete(f"{player.url}/rehearsal/faults") as answer:
        assert answer.status == 200
    assert await player.chat()


async def test_a_fault_that_makes_no_sense_is_refused(player: Player) -> None:
    assert "answer" in await player.refused("faults", 400, kind="send")
    assert "answer" in await player.refused("faults", 400, answer=200)
    assert "count" in await player.refused("faults", 400, answer=503, count=0)
    assert "kind" in await player.refused("faults", 400, answer=503, kind="everything")
    assert "seconds" in await player.refused("faults", 400, answer="slow")
    assert "path" in await player.refused("faults", 400, answer=503, path="(")
